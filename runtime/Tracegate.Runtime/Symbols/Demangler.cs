using System.Text;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Symbols;

/// <summary>
/// Turns C++ symbols into source form (the Itanium C++ ABI, section 5.1), spaced as the C++ library's own demangler
/// does. What it does not know, such as expressions in templates, stays mangled.
/// </summary>
public sealed partial class Demangler
{
    // A symbol that nests deeper or expands further is not meant to be read.
    private const int MaxDepth = 128;
    private const int MaxLength = 16 * 1024;

    private readonly string text;
    private readonly List<Piece> substitutions = [];
    private List<Argument> templateArguments = [];
    private int at;
    private int depth;
    private int packIndex = -1;

    private Demangler(string text) => this.text = text;

    private char Next => at < text.Length ? text[at] : '\0';

    private char Second => at + 1 < text.Length ? text[at + 1] : '\0';

    /// <summary>Appends the source form; false, with nothing appended, if the name is not understood.</summary>
    public static bool TryAppend(Utf8Buffer to, ReadOnlySpan<byte> mangled)
    {
        try
        {
            var demangler = new Demangler(Encoding.UTF8.GetString(mangled)) { at = 2 };
            var result = demangler.FunctionOrObject(topLevel: true);
            // Pieces of split functions have a suffix such as ".part.0" or ".cold".
            if (demangler.Next == '.')
                result += $" [clone {demangler.text[demangler.at..]}]";
            else if (demangler.at != demangler.text.Length)
                return false;
            to.Append(result);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static FormatException NotUnderstood() => new();

    private bool Take(string expected)
    {
        if (string.CompareOrdinal(text, at, expected, 0, expected.Length) != 0)
            return false;
        at += expected.Length;
        return true;
    }

    private void Expect(string expected)
    {
        if (!Take(expected))
            throw NotUnderstood();
    }

    private void Enter()
    {
        if (++depth > MaxDepth)
            throw NotUnderstood();
    }

    // A function with its parameters, a variable, or one of the compiler's own objects.
    private string FunctionOrObject(bool topLevel)
    {
        Enter();
        if (Next is 'T' or 'G' && SpecialName() is { } special)
        {
            depth--;
            return special;
        }

        var name = FullName();
        var result = name.Text;
        if (Next is not ('\0' or 'E' or '.'))
        {
            var returns = name.HasTemplateArguments && !name.HasNoReturnType ? Type() : (Piece?)null;
            result += "(" + Parameters() + ")";
            if (topLevel && returns is { } type)
                result = type.Left + (type.Right.Length == 0 ? " " : "") + result + type.Right;
            result += name.Suffix;
        }

        depth--;
        return result.Length > MaxLength ? throw NotUnderstood() : result;
    }

    private string Parameters()
    {
        if (Next == 'v')
        {
            at++;
            return "";
        }

        var all = new List<string>();
        while (Next is not ('\0' or 'E' or '.'))
            all.AddRange(TypeOrPack());
        return string.Join(", ", all);
    }

    private string? SpecialName()
    {
        foreach (var (code, prefix) in SpecialPrefixes)
        {
            if (!Take(code))
                continue;
            switch (code)
            {
                case "Th":
                case "Tv":
                    SkipOffset();
                    if (code == "Tv")
                        SkipOffset();
                    return prefix + FunctionOrObject(topLevel: false);
                case "TV" or "TT" or "TI" or "TS":
                    return prefix + Type().Text;
                default:
                    return prefix + FullName().Text;
            }
        }

        return null;
    }

    private static readonly (string Code, string Prefix)[] SpecialPrefixes =
    [
        ("TV", "vtable for "), ("TT", "VTT for "), ("TI", "typeinfo for "), ("TS", "typeinfo name for "),
        ("Th", "non-virtual thunk to "), ("Tv", "virtual thunk to "), ("GV", "guard variable for "),
        ("TW", "TLS wrapper function for "), ("TH", "TLS init function for "),
    ];

    private void SkipOffset()
    {
        Take("n");
        while (char.IsAsciiDigit(Next))
            at++;
        Expect("_");
    }

    private Name FullName()
    {
        Enter();
        var name = Next switch
        {
            'N' => NestedName(),
            'Z' => LocalName(),
            _ => UnscopedName(),
        };
        depth--;
        return name;
    }

    private Name UnscopedName()
    {
        Name name;
        if (Next == 'S' && Second != 't')
        {
            name = new Name(Substitution().Text);
        }
        else
        {
            var prefix = Take("St") ? "std::" : "";
            name = UnqualifiedName("");
            name = name with { Text = prefix + name.Text };
            if (Next == 'I')
                substitutions.Add(new Piece(name.Text));
        }

        return Next == 'I' ? WithTemplateArguments(name, remember: true) : name;
    }

    private Name NestedName()
    {
        Expect("N");
        var suffix = "";
        for (; Next is 'r' or 'V' or 'K'; at++)
            suffix += Next switch { 'K' => " const", 'V' => " volatile", _ => " restrict" };
        suffix += Take("R") ? " &" : Take("O") ? " &&" : "";
        var name = new Name("");
        while (!Take("E"))
        {
            var substituted = false;
            switch (Next)
            {
                case 'S' when Second == 't':
                    at += 2;
                    name = new Name("std");
                    continue;
                case 'S':
                    name = new Name(Substitution().Text);
                    substituted = true;
                    break;
                case 'T':
                    name = new Name(TemplateParameter().Text);
                    break;
                case 'I':
                    name = WithTemplateArguments(name, remember: true);
                    break;
                default:
                    var part = UnqualifiedName(LastPart(name.Text));
                    name = part with { Text = name.Text.Length == 0 ? part.Text : name.Text + "::" + part.Text };
                    break;
            }

            if (Next != 'E' && !substituted)
                substitutions.Add(new Piece(name.Text));
        }

        return name with { Suffix = suffix };
    }

    private Name LocalName()
    {
        Expect("Z");
        var saved = templateArguments;
        var function = FunctionOrObject(topLevel: false);
        Expect("E");
        if (Take("s"))
        {
            SkipDiscriminator();
            return new Name(function + "::string literal");
        }

        if (Take("d"))
        {
            var number = char.IsAsciiDigit(Next) ? Number() + 2 : 1;
            Expect("_");
            function += $"::{{default arg#{number}}}";
        }

        templateArguments = saved.Count == 0 ? templateArguments : saved;
        var entity = FullName();
        SkipDiscriminator();
        return entity with { Text = function + "::" + entity.Text };
    }

    private void SkipDiscriminator()
    {
        if (Next != '_')
            return;
        at++;
        if (Take("_"))
        {
            Number();
            Expect("_");
        }
        else if (char.IsAsciiDigit(Next))
        {
            at++;
        }
    }

    private Name WithTemplateArguments(Name name, bool remember)
    {
        var arguments = TemplateArguments(out var list);
        if (remember)
            templateArguments = list;
        var space = name.Text.EndsWith('<') ? " " : "";
        return name with { Text = name.Text + space + arguments, HasTemplateArguments = true };
    }

    // The name of a class without its scope and arguments, for constructors.
    private static string LastPart(string name)
    {
        if (name.EndsWith(']') && name.LastIndexOf("[abi:", StringComparison.Ordinal) is > 0 and var tag)
            name = name[..tag];
        var level = 0;
        var end = name.Length;
        for (var i = name.Length - 1; i >= 0; i--)
        {
            if (name[i] == '>')
                level++;
            else if (name[i] == '<' && --level == 0)
                end = i;
            else if (name[i] == ':' && level == 0)
                return name[(i + 1)..end];
        }

        return name[..end];
    }

    private Name UnqualifiedName(string scope)
    {
        Take("L");
        var name = Next switch
        {
            >= '0' and <= '9' => new Name(SourceName()),
            'C' when Second is >= '1' and <= '5' => Special(scope),
            'D' when Second is >= '0' and <= '5' => Special("~" + scope),
            'U' when Second == 'l' => Lambda(),
            'U' when Second == 't' => Unnamed(),
            >= 'a' and <= 'z' => Operator(),
            _ => throw NotUnderstood(),
        };
        while (Take("B"))
            name = name with { Text = $"{name.Text}[abi:{SourceName()}]" };
        return name;
    }

    private Name Special(string name)
    {
        at += 2;
        return new Name(name) { HasNoReturnType = true };
    }

    private Name Lambda()
    {
        Expect("Ul");
        var parameters = Parameters();
        Expect("E");
        return new Name($"{{lambda({parameters})#{Sequence()}}}");
    }

    private Name Unnamed()
    {
        Expect("Ut");
        return new Name($"{{unnamed type#{Sequence()}}}");
    }

    // Counts from "_" (1), "0_" (2).
    private int Sequence()
    {
        var number = char.IsAsciiDigit(Next) ? Number() + 2 : 1;
        Expect("_");
        return number;
    }

    private int Number()
    {
        var start = at;
        while (char.IsAsciiDigit(Next))
            at++;
        return int.TryParse(text.AsSpan(start, at - start), out var number) ? number : throw NotUnderstood();
    }

    private string SourceName()
    {
        var length = Number();
        if (length <= 0 || at + length > text.Length)
            throw NotUnderstood();
        var name = text.Substring(at, length);
        at += length;
        return name.StartsWith("_GLOBAL_", StringComparison.Ordinal) && name.Length > 9 && name[9] == 'N'
            ? "(anonymous namespace)"
            : name;
    }

    private Name Operator()
    {
        if (Take("cv"))
            return new Name("operator " + Type().Text) { HasNoReturnType = true };
        if (Take("li"))
            return new Name("operator\"\" " + SourceName());
        var code = $"{Next}{Second}";
        foreach (var entry in Operators.Split(' '))
        {
            if (!entry.StartsWith(code, StringComparison.Ordinal))
                continue;
            at += 2;
            var symbol = entry[2..].Replace('_', ' ');
            return new Name("operator" + (char.IsAsciiLetter(symbol[0]) ? " " : "") + symbol);
        }

        throw NotUnderstood();
    }

    private const string Operators =
        "nwnew nanew[] dldelete dadelete[] awco_await ps+ ng- ad& de* co~ pl+ mi- ml* dv/ rm% an& or| eo^ aS= pL+= mI-= mL*= dV/= rM%= "
        + "aN&= oR|= eO^= ls<< rs>> lS<<= rS>>= eq== ne!= lt< gt> le<= ge>= ss<=> nt! aa&& oo|| pp++ mm-- cm, pm->* pt-> cl() ix[] qu?";

    private readonly record struct Name(string Text, string Suffix = "")
    {
        public bool HasTemplateArguments { get; init; }

        public bool HasNoReturnType { get; init; }
    }
}
