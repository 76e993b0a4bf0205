namespace Tracegate.Compiler.Diagnostics;

/// <summary>What reading a script can find wrong: characters, literals, grammar, order of sections. Codes TG1001 to TG1099.</summary>
public static class SyntaxDiagnostics
{
    /// <summary>All rows.</summary>
    public static DiagnosticTable Table { get; } = new();

#pragma warning disable CS1591 // The message says it.
    public static readonly DiagnosticDescriptor Expected = Table.Error("TG1001", "expected {0}, found {1}");
    public static readonly DiagnosticDescriptor Unexpected = Table.Error("TG1002", "unexpected {0}");
    public static readonly DiagnosticDescriptor TooManyErrors = Table.Error("TG1003", "too many syntax errors: the rest is not shown");
    public static readonly DiagnosticDescriptor NestedTooDeeply = Table.Error("TG1004", "nested too deeply: more than {0} levels");

    // Characters
    public static readonly DiagnosticDescriptor UnterminatedString =
        Table.Error("TG1010", "string is not closed before the end of the line", "write a line break as \\n");
    public static readonly DiagnosticDescriptor UnterminatedComment = Table.Error("TG1011", "comment is not closed", "close it with */");
    public static readonly DiagnosticDescriptor UnknownCharacter = Table.Error("TG1012", "character {0} has no meaning here");

    // Literals
    public static readonly DiagnosticDescriptor InvalidEscape =
        Table.Error("TG1020", "unknown escape '{0}'", "known are \\n \\t \\r \\\" \\\\, \\ with up to three octal digits, and \\x with one or two hex digits");
    public static readonly DiagnosticDescriptor OctalEscapeRange = Table.Error("TG1021", "octal escape '{0}' is over \\377");
    public static readonly DiagnosticDescriptor EmptyHexEscape = Table.Error("TG1022", "'\\x' needs one or two hex digits");
    public static readonly DiagnosticDescriptor IntegerOverflow = Table.Error("TG1023", "'{0}' is too large, the maximum is {1}");
    public static readonly DiagnosticDescriptor InvalidSuffix =
        Table.Error("TG1024", "'{0}' is no suffix of a number", "known are u l ll ul ull and the durations ns us ms s m h d");
    public static readonly DiagnosticDescriptor TrailingUnderscore = Table.Error("TG1025", "a number cannot end with '_'");
    public static readonly DiagnosticDescriptor InvalidScientific =
        Table.Error("TG1026", "'{0}': before the 'e' stands one digit from 1 to 9, behind it an exponent that starts with 1 to 9");
    public static readonly DiagnosticDescriptor InvalidNumber = Table.Error("TG1027", "'{0}' is no {1} number");
    public static readonly DiagnosticDescriptor FloatingPoint = Table.Error("TG1028", "there are no floating point numbers");
    public static readonly DiagnosticDescriptor ParameterNumber = Table.Error("TG1029", "'{0}' is no positional parameter: they are counted from $1 to $2147483647");

    // Order of sections (L-order)
    public static readonly DiagnosticDescriptor ShebangPlace = Table.Error("TG1040", "'#!' is for the very first line only");
    public static readonly DiagnosticDescriptor CDefinitionOrder =
        Table.Error("TG1041", "C definitions and preprocessor lines must come before {0}");
    public static readonly DiagnosticDescriptor ConfigOrder = Table.Error("TG1042", "config must come before probes, macros, functions and map declarations");
    public static readonly DiagnosticDescriptor ImportOrder = Table.Error("TG1043", "imports must come before probes, macros, functions and map declarations");
    public static readonly DiagnosticDescriptor DuplicateConfig = Table.Error("TG1044", "a script has at most one config block");
    public static readonly DiagnosticDescriptor TopLevelLet =
        Table.Error("TG1045", "'let' outside a probe declares a map", "for example: let @a = hash(100);");

    // Statements and expressions
    public static readonly DiagnosticDescriptor ImmutableTarget =
        Table.Error("TG1050", "tuples and records cannot be changed", "make a new value and assign that");
    public static readonly DiagnosticDescriptor InvalidTarget = Table.Error("TG1051", "cannot assign to this: only variables, maps and map elements");
    public static readonly DiagnosticDescriptor IncrementTarget = Table.Error("TG1052", "'{0}' needs a variable, a map or a map element");
    public static readonly DiagnosticDescriptor AddressTarget = Table.Error("TG1053", "'&' takes the address of a variable or a map only");
    public static readonly DiagnosticDescriptor DuplicateField = Table.Error("TG1054", "the record already has a field '{0}'");
    public static readonly DiagnosticDescriptor ForSource = Table.Error("TG1055", "a loop runs over a map (@m) or a range (a..b)");
    public static readonly DiagnosticDescriptor SeveralIndices = Table.Error("TG1056", "only maps take several keys in one pair of brackets");

    // Probe headers
    public static readonly DiagnosticDescriptor AttachPointSeparator = Table.Error("TG1060", "expected ',' or '{{' before '{0}'");
    public static readonly DiagnosticDescriptor AttachPointParameter =
        Table.Error("TG1061", "'{0}' is no positional parameter", "put this part of the attach point in quotes if the '$' is meant as it stands");
}
