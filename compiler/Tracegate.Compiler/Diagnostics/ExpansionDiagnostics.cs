namespace Tracegate.Compiler.Diagnostics;

/// <summary>What expansion can find wrong: imports, preprocessor lines, C definitions, macros. Codes TG1100 to TG1199.</summary>
public static class ExpansionDiagnostics
{
    /// <summary>All rows.</summary>
    public static DiagnosticTable Table { get; } = new();

#pragma warning disable CS1591 // The message says it.
    // Imports (L-import-root)
    public static readonly DiagnosticDescriptor ImportNotFound = Table.Error("TG1100", "import '{0}' was not found");
    public static readonly DiagnosticDescriptor ImportUnreadable = Table.Error("TG1101", "import '{0}' cannot be read: {1}");
    public static readonly DiagnosticDescriptor ImportKind =
        Table.Error("TG1102", "'{0}' is of no kind that can be imported", "known are .bt, .h, .bpf.c, .bpf.o and directories");
    public static readonly DiagnosticDescriptor ImportOfCode = Table.Error("TG1103", "import '{0}' cannot be used: {1}");
    public static readonly DiagnosticDescriptor ImportUnsafe =
        Table.Warning("TG1104", "'{0}' is passed over: everyone may write to it or to its directory");
    public static readonly DiagnosticDescriptor ImportWithConfig = Table.Error("TG1105", "a config block is for the main script only");
    public static readonly DiagnosticDescriptor ImportStatement =
        Table.Error("TG1106", "import inside a block is for the standard library", "import at the start of the script, or set unstable_import_statement");
    public static readonly DiagnosticDescriptor ImportStatementKind =
        Table.Error("TG1107", "'{0}' cannot be imported inside a block", "C headers, sources and objects can");

    // Preprocessor (L-cpp, L-cdefine)
    public static readonly DiagnosticDescriptor CError = Table.Error("TG1110", "C: {0}");
    public static readonly DiagnosticDescriptor UnknownDirective = Table.Error("TG1111", "unknown preprocessor line '#{0}'");
    public static readonly DiagnosticDescriptor UnbalancedConditional = Table.Error("TG1112", "'#{0}' without '#if'");
    public static readonly DiagnosticDescriptor OpenConditional = Table.Error("TG1113", "'#{0}' is not closed by '#endif'");
    public static readonly DiagnosticDescriptor InvalidCondition = Table.Error("TG1114", "'{0}' is no condition of integers");
    public static readonly DiagnosticDescriptor ErrorDirective = Table.Error("TG1115", "#error {0}");
    public static readonly DiagnosticDescriptor InvalidDefine = Table.Error("TG1116", "'#{0}' needs a name");
    public static readonly DiagnosticDescriptor NotAnExpression = Table.Error("TG1117", "'{0}' stands for '{1}', which is no expression");
    public static readonly DiagnosticDescriptor NoClang = Table.Error("TG1119", "C headers cannot be read: {0}");
    public static readonly DiagnosticDescriptor ConstantRecursion = Table.Error("TG1118", "'{0}' is defined by itself: {1}");

    // C definitions (L-cdef)
    public static readonly DiagnosticDescriptor CSyntax = Table.Error("TG1120", "expected {0} in the C definition, found {1}");
    public static readonly DiagnosticDescriptor CUnknownType =
        Table.Error("TG1121", "unknown C type '{0}'", "types of the kernel's BTF and of this script are known by name");
    public static readonly DiagnosticDescriptor CIncompleteType = Table.Error("TG1122", "'{0}' has no size here");
    public static readonly DiagnosticDescriptor CDuplicate = Table.Error("TG1123", "'{0}' is already defined");
    public static readonly DiagnosticDescriptor CBitField = Table.Error("TG1124", "a bit-field of '{0}' cannot have {1} bits");
    public static readonly DiagnosticDescriptor CConstant = Table.Error("TG1125", "'{0}' is no integer constant");
    public static readonly DiagnosticDescriptor CTooLarge = Table.Error("TG1126", "'{0}' is too large");

    // Macros (1.6)
    public static readonly DiagnosticDescriptor MacroRedefined = Table.Error("TG1130", "macro '{0}' is already defined with such parameters");
    public static readonly DiagnosticDescriptor MacroParameterTwice = Table.Error("TG1131", "macro '{0}' already has a parameter '{1}'");
    public static readonly DiagnosticDescriptor MacroParameterBuiltin = Table.Error("TG1132", "a builtin such as '{0}' cannot be the name of a parameter");
    public static readonly DiagnosticDescriptor MacroArguments = Table.Error("TG1133", "these arguments fit no definition of macro '{0}'");
    public static readonly DiagnosticDescriptor MacroArgumentKind = Table.Error("TG1134", "macro '{0}' wants {1} for '{2}', this is {3}");
    public static readonly DiagnosticDescriptor MacroRecursion = Table.Error("TG1135", "macro '{0}' expands to itself: {1}");
    public static readonly DiagnosticDescriptor MacroJump = Table.Error("TG1136", "'{0}' cannot leave a macro");
    public static readonly DiagnosticDescriptor MacroMap =
        Table.Error("TG1137", "map '{0}' is not known in macro '{1}'", "pass it as an argument");
    public static readonly DiagnosticDescriptor MacroLetParameter = Table.Error("TG1138", "'{0}' is a parameter of the macro and cannot be declared again");
    public static readonly DiagnosticDescriptor MacroTypeArgument = Table.Error("TG1139", "'{0}' cannot take the place of '{1}' in the type '{2}'");
    public static readonly DiagnosticDescriptor TypeArgumentPlace = Table.Error("TG1140", "typeof is an argument of macros with type parameters only");
    public static readonly DiagnosticDescriptor ExpansionTooLarge = Table.Error("TG1141", "macros expand to more than {0} nodes");
    public static readonly DiagnosticDescriptor OffsetofPath = Table.Error("TG1142", "a path of members (a.b.c) must take the place of '{0}'");
}
