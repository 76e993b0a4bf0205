namespace Tracegate.Compiler.Expansion;

/// <summary>The scalar types of C and the usual names for integers of fixed width.</summary>
internal static class CScalars
{
    private static readonly HashSet<string> Keywords =
        ["signed", "unsigned", "char", "short", "int", "long", "float", "double", "void", "_Bool", "bool", "__signed__", "__int128"];

    private static readonly Dictionary<string, CType> Names = Build();

    /// <summary>Whether a word belongs to the name of a scalar, such as <c>unsigned</c>.</summary>
    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>The type of a well-known typedef, or null.</summary>
    public static CType? Find(string name) => Names.GetValueOrDefault(name);

    /// <summary>The type that some keywords name in any order, or null if they do not fit together.</summary>
    public static CType? FromKeywords(List<string> words)
    {
        var unsigned = words.Remove("unsigned");
        var signed = words.Remove("signed") | words.Remove("__signed__");
        var text = string.Join(' ', words.Order(StringComparer.Ordinal));
        CType? type = text switch
        {
            "char" => new CInteger(unsigned ? "unsigned char" : signed ? "signed char" : "char", 1, !unsigned, unsigned || signed ? CIntegerKind.Number : CIntegerKind.Character),
            "short" or "int short" => new CInteger(unsigned ? "unsigned short" : "short", 2, !unsigned),
            "" or "int" => new CInteger(unsigned ? "unsigned int" : "int", 4, !unsigned),
            "long" or "int long" or "long long" or "int long long" => new CInteger(unsigned ? "unsigned long" : "long", 8, !unsigned),
            "__int128" => new CInteger("__int128", 16, !unsigned),
            "_Bool" or "bool" => new CInteger("bool", 1, false, CIntegerKind.Boolean),
            "float" => new CInteger("float", 4, true, CIntegerKind.Float),
            "double" => new CInteger("double", 8, true, CIntegerKind.Float),
            "double long" => new CInteger("long double", 16, true, CIntegerKind.Float),
            "void" => new CVoid(),
            _ => null,
        };
        return (unsigned || signed) && text is "_Bool" or "bool" or "float" or "double" or "double long" or "void" ? null : type;
    }

    private static Dictionary<string, CType> Build()
    {
        var names = new Dictionary<string, CType>(StringComparer.Ordinal);
        foreach (var bytes in (int[])[1, 2, 4, 8])
        {
            var bits = bytes * 8;
            foreach (var name in (string[])[$"int{bits}_t", $"s{bits}", $"__s{bits}", $"int{bits}"])
                names[name] = new CInteger(name, bytes, true);
            foreach (var name in (string[])[$"uint{bits}_t", $"u{bits}", $"__u{bits}", $"uint{bits}", $"__le{bits}", $"__be{bits}"])
                names[name] = new CInteger(name, bytes, false);
        }

        foreach (var name in (string[])["size_t", "uintptr_t", "ino_t", "nlink_t"])
            names[name] = new CInteger(name, 8, false);
        foreach (var name in (string[])["ssize_t", "intptr_t", "ptrdiff_t", "off_t", "time_t", "suseconds_t", "loff_t"])
            names[name] = new CInteger(name, 8, true);
        foreach (var name in (string[])["uid_t", "gid_t", "mode_t"])
            names[name] = new CInteger(name, 4, false);
        names["pid_t"] = new CInteger("pid_t", 4, true);
        return names;
    }
}
