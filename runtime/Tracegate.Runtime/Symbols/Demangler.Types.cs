namespace Tracegate.Runtime.Symbols;

public sealed partial class Demangler
{
    /// <summary>
    /// A type in two halves, since C++ writes pointers to functions and arrays around a name:
    /// <c>void (*</c> and <c>)(int)</c>.
    /// </summary>
    private readonly record struct Piece(string Left, string Right = "", bool Wraps = false)
    {
        public string Text => Left + Right;

        /// <summary>Puts <c>*</c>, <c>&amp;</c> or <c>C::*</c> next to the place of the name.</summary>
        public Piece With(string mark)
        {
            if (!Wraps)
                return new Piece(Left + mark, Right);
            var right = Right.StartsWith(" (", StringComparison.Ordinal) ? Right[1..] : Right;
            return new Piece(Left + " (" + mark.TrimStart(), ")" + right);
        }
    }

    private Piece Type()
    {
        var all = TypeOrPieces();
        return all.Length == 1 ? all[0] : throw NotUnderstood();
    }

    private IEnumerable<string> TypeOrPack()
    {
        foreach (var piece in TypeOrPieces())
            yield return piece.Text;
    }

    // A pack expansion is any number of types; everything else is one.
    private Piece[] TypeOrPieces()
    {
        Enter();
        var result = Next == 'D' && Second == 'p' ? PackExpansion() : [SingleType()];
        depth--;
        return result;
    }

    private Piece[] PackExpansion()
    {
        Expect("Dp");
        var start = at;
        var outer = packIndex;
        var all = new List<Piece>();
        for (packIndex = 0; ; packIndex++)
        {
            at = start;
            var used = substitutions.Count;
            lastPackSize = -1;
            var piece = SingleType();
            if (lastPackSize < 0)
                throw NotUnderstood();
            if (packIndex >= lastPackSize)
                break;
            all.Add(piece);
            if (packIndex + 1 < lastPackSize)
                substitutions.RemoveRange(used, substitutions.Count - used);
        }

        packIndex = outer;
        return [.. all];
    }

    // Size of the pack that the current pattern uses; -1 if it used none yet.
    private int lastPackSize;

    private Piece SingleType()
    {
        Piece type;
        switch (Next)
        {
            case 'r' or 'V' or 'K':
                type = Qualified();
                break;
            case 'P':
                at++;
                type = Type().With("*");
                break;
            case 'R':
                at++;
                type = Reference(Type(), "&");
                break;
            case 'O':
                at++;
                type = Reference(Type(), "&&");
                break;
            case 'F':
                type = Function();
                break;
            case 'A':
                type = Array();
                break;
            case 'M':
                at++;
                var owner = Type().Text;
                type = Type().With($" {owner}::*");
                break;
            case 'T' when Second is '_' or (>= '0' and <= '9'):
                type = TemplateParameter();
                substitutions.Add(type);
                if (Next != 'I')
                    return type;
                type = new Piece(type.Text + TemplateArguments(out _));
                break;
            case 'S' when Second != 't':
                type = Substitution();
                if (Next != 'I')
                    return type;
                type = new Piece(type.Text + TemplateArguments(out _));
                break;
            case 'C':
                at++;
                type = new Piece(Type().Text + " _Complex");
                break;
            case 'D' when Take("Do"):
                type = Function();
                break;
            case 'u':
                at++;
                type = new Piece(SourceName());
                break;
            default:
                if (Builtin() is { } builtin)
                    return new Piece(builtin);
                type = ClassName();
                break;
        }

        if (type.Text.Length > MaxLength)
            throw NotUnderstood();
        substitutions.Add(type);
        return type;
    }

    // Template arguments of a class in a signature do not become those that T_ means.
    private Piece ClassName()
    {
        var saved = templateArguments;
        var name = FullName();
        templateArguments = saved;
        return new Piece(name.Text);
    }

    private Piece Qualified()
    {
        var suffix = "";
        for (; Next is 'r' or 'V' or 'K'; at++)
            suffix = Next switch { 'K' => " const", 'V' => " volatile", _ => " restrict" } + suffix;
        var type = Type();
        // An array's qualifiers are those of its elements.
        var function = type.Wraps && type.Right.StartsWith(" (", StringComparison.Ordinal);
        return function ? type with { Right = type.Right + suffix } : type with { Left = type.Left + suffix };
    }

    // References to references collapse.
    private static Piece Reference(Piece type, string mark)
    {
        if (!type.Left.EndsWith('&'))
            return type.With(mark);
        return mark == "&" && type.Left.EndsWith("&&", StringComparison.Ordinal) ? type with { Left = type.Left[..^1] } : type;
    }

    private Piece Function()
    {
        Expect("F");
        Take("Y");
        var returns = Type();
        var parameters = Parameters();
        var suffix = Next == 'R' || Next == 'O' ? (Next == 'R' ? " &" : " &&") : "";
        at += suffix.Length == 0 ? 0 : 1;
        Expect("E");
        return new Piece(returns.Left, $" ({parameters}){suffix}" + returns.Right, Wraps: true);
    }

    private Piece Array()
    {
        Expect("A");
        var size = char.IsAsciiDigit(Next) ? Number().ToString() : "";
        Expect("_");
        var element = Type();
        // An array of arrays lists the outer size first.
        var right = element.Right.StartsWith(" [", StringComparison.Ordinal) ? element.Right[1..] : element.Right;
        return new Piece(element.Left, $" [{size}]" + right, Wraps: true);
    }

    private Piece TemplateParameter()
    {
        Expect("T");
        var index = char.IsAsciiDigit(Next) ? Number() + 1 : 0;
        Expect("_");
        if (index >= templateArguments.Count)
            throw NotUnderstood();
        var argument = templateArguments[index];
        if (packIndex < 0 || !argument.IsPack)
            return argument.Pieces.Length == 1 ? argument.Pieces[0] : throw NotUnderstood();
        lastPackSize = argument.Pieces.Length;
        return packIndex < argument.Pieces.Length ? argument.Pieces[packIndex] : new Piece("");
    }

    private string TemplateArguments(out List<Argument> list)
    {
        Expect("I");
        list = [];
        while (!Take("E"))
            list.Add(TemplateArgument());
        var texts = new List<string>();
        foreach (var argument in list)
        {
            foreach (var piece in argument.Pieces)
                texts.Add(piece.Text);
        }

        var result = "<" + string.Join(", ", texts);
        // Upstream's demangler forgets the space after an empty pack.
        var empty = list.Count > 1 && list[^1] is { Pieces.Length: 0 };
        return result + (result.EndsWith('>') && !empty ? " >" : ">");
    }

    private Argument TemplateArgument()
    {
        switch (Next)
        {
            case 'L':
                return new Argument([new Piece(Literal())]);
            case 'J':
                at++;
                var pack = new List<Piece>();
                while (!Take("E"))
                    pack.AddRange(TemplateArgument().Pieces);
                return new Argument([.. pack], IsPack: true);
            case 'X':
                throw NotUnderstood();
            default:
                var types = TypeOrPieces();
                return new Argument(types, IsPack: types.Length != 1);
        }
    }

    /// <summary>A template argument; a pack has any number of pieces.</summary>
    private readonly record struct Argument(Piece[] Pieces, bool IsPack = false);

    private string Literal()
    {
        Expect("L");
        if (Take("_Z"))
        {
            var name = FunctionOrObject(topLevel: false);
            Expect("E");
            return name;
        }

        var kind = Next;
        var type = Type().Text;
        var start = at;
        while (Next is not ('E' or '\0'))
            at++;
        var digits = text[start..at];
        Expect("E");
        var value = digits.StartsWith('n') ? "-" + digits[1..] : digits;
        return kind switch
        {
            'b' => value == "0" ? "false" : value == "1" ? "true" : $"(bool){value}",
            'i' => value,
            'j' => value + "u",
            'l' => value + "l",
            'm' => value + "ul",
            'x' => value + "ll",
            'y' => value + "ull",
            _ => $"({type}){value}",
        };
    }

    private Piece Substitution()
    {
        Expect("S");
        if (char.IsAsciiLetterLower(Next))
        {
            var known = Next switch
            {
                'a' => "std::allocator",
                'b' => "std::basic_string",
                's' when Second is 'C' or 'D' => "std::basic_string<char, std::char_traits<char>, std::allocator<char> >",
                'i' when Second is 'C' or 'D' => "std::basic_istream<char, std::char_traits<char> >",
                'o' when Second is 'C' or 'D' => "std::basic_ostream<char, std::char_traits<char> >",
                'd' when Second is 'C' or 'D' => "std::basic_iostream<char, std::char_traits<char> >",
                's' => "std::string",
                'i' => "std::istream",
                'o' => "std::ostream",
                'd' => "std::iostream",
                _ => throw NotUnderstood(),
            };
            at++;
            return new Piece(known);
        }

        var index = 0;
        if (Next != '_')
        {
            for (; char.IsAsciiDigit(Next) || char.IsAsciiLetterUpper(Next); at++)
                index = index * 36 + (char.IsAsciiDigit(Next) ? Next - '0' : Next - 'A' + 10);
            index++;
        }

        Expect("_");
        return (uint)index < (uint)substitutions.Count ? substitutions[index] : throw NotUnderstood();
    }

    private string? Builtin()
    {
        if (Next == 'D')
        {
            var wide = Second switch
            {
                'n' => "decltype(nullptr)",
                'i' => "char32_t",
                's' => "char16_t",
                'u' => "char8_t",
                'a' => "auto",
                'c' => "decltype(auto)",
                'h' => "half",
                _ => throw NotUnderstood(),
            };
            at += 2;
            return wide;
        }

        var name = Next switch
        {
            'v' => "void",
            'w' => "wchar_t",
            'b' => "bool",
            'c' => "char",
            'a' => "signed char",
            'h' => "unsigned char",
            's' => "short",
            't' => "unsigned short",
            'i' => "int",
            'j' => "unsigned int",
            'l' => "long",
            'm' => "unsigned long",
            'x' => "long long",
            'y' => "unsigned long long",
            'n' => "__int128",
            'o' => "unsigned __int128",
            'f' => "float",
            'd' => "double",
            'e' => "long double",
            'g' => "__float128",
            'z' => "...",
            _ => null,
        };
        if (name is not null)
            at++;
        return name;
    }
}
