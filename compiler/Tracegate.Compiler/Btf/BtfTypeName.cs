using System.Collections.Immutable;
using System.Globalization;

namespace Tracegate.Compiler.Btf;

/// <summary>A C type given by its text: a named type, pointers to it, and array dimensions.</summary>
/// <param name="Base">The named type; a <see cref="BtfForward"/> is not resolved further.</param>
/// <param name="PointerDepth">Number of <c>*</c>.</param>
/// <param name="Dimensions">Array sizes from the outermost inwards; 0 where the text has none, as in <c>char[]</c>.</param>
public sealed record BtfTypeName(BtfType Base, int PointerDepth, ImmutableArray<long> Dimensions)
{
    private static readonly string[] Ignored = ["const", "volatile", "restrict", "__user", "__rcu", "__percpu", "__force", "__iomem"];
    private static readonly string[] IntegerWords = ["signed", "unsigned", "short", "long", "int", "char"];

    /// <summary>
    /// Finds the type of a text such as <c>const struct file *</c>, <c>unsigned long[6]</c> or <c>pid_t</c>; null when a name
    /// is not known or the text is not of this form.
    /// </summary>
    public static BtfTypeName? Resolve(BtfView types, string text)
    {
        var dimensions = ImmutableArray.CreateBuilder<long>();
        text = text.Trim();
        while (text.EndsWith(']') && text.LastIndexOf('[') is >= 0 and int open)
        {
            string inner = text[(open + 1)..^1].Trim();
            // A size that is an expression is not known here; the format file's size field tells it.
            dimensions.Insert(0, long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : 0);
            text = text[..open].TrimEnd();
        }
        string[] words = [.. text.Replace("*", " * ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Ignored.Contains(word))];
        int pointers = words.Count(word => word == "*");
        string[] names = [.. words.TakeWhile(word => word != "*")];
        return names.Length + pointers == words.Length && FindBase(types, names) is { } found
            ? new BtfTypeName(found, pointers, dimensions.ToImmutable()) : null;
    }

    private static BtfType? FindBase(BtfView types, string[] names) => names switch
    {
        ["struct", var name] => types.FindStruct(name) ?? Declared(types, name),
        ["union", var name] => types.FindUnion(name) ?? Declared(types, name),
        ["enum", var name] => types.FindEnum(name),
        ["void"] => types.Kernel.Void,
        [_, ..] when names.All(name => IntegerWords.Contains(name)) => types.FindInt(IntegerName(names)),
        [var name] => types.Find(BtfKind.Typedef, name) ?? types.FindInt(name) ?? types.Find(BtfKind.Float, name),
        _ => null,
    };

    private static BtfType? Declared(BtfView types, string name) => types.Find(BtfKind.Forward, name);

    /// <summary>The spelling of compilers' debug information: <c>long unsigned int</c>.</summary>
    private static string IntegerName(string[] words)
    {
        bool isUnsigned = words.Contains("unsigned");
        if (words.Contains("char"))
            return isUnsigned ? "unsigned char" : words.Contains("signed") ? "signed char" : "char";
        int longs = words.Count(word => word == "long");
        string size = words.Contains("short") ? "short " : longs switch { 0 => "", 1 => "long ", _ => "long long " };
        return size.Length == 0 ? isUnsigned ? "unsigned int" : "int" : size + (isUnsigned ? "unsigned int" : "int");
    }
}
