using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Binding;

/// <summary>Reads the C types of tracepoint format files, such as <c>const char *</c> or <c>umode_t</c>.</summary>
internal static class FormatTypeText
{
    private static readonly Dictionary<string, IntegerType> BaseTypes = new()
    {
        ["char"] = IntegerType.Int8,
        ["signed char"] = IntegerType.Int8,
        ["unsigned char"] = IntegerType.UInt8,
        ["short"] = new(2, true),
        ["unsigned short"] = new(2, false),
        ["int"] = IntegerType.Int32,
        ["unsigned int"] = IntegerType.UInt32,
        ["unsigned"] = IntegerType.UInt32,
        ["long"] = IntegerType.Int64,
        ["unsigned long"] = IntegerType.UInt64,
        ["long long"] = IntegerType.Int64,
        ["unsigned long long"] = IntegerType.UInt64,
    };

    private static readonly HashSet<string> Qualifiers = ["const", "volatile", "__user", "__force", "__rcu"];

    /// <summary>
    /// The type of a field. What is not known becomes an integer of the size that the format gives.
    /// </summary>
    public static TraceType Read(string text, int size, bool signed, AddressSpace space, KernelTypes types)
    {
        var stars = text.Count(c => c == '*');
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        var words = (bracket < 0 ? text : text[..bracket]).Replace('*', ' ')
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !Qualifiers.Contains(word))
            .ToArray();
        var type = Base(words, types);
        for (; stars > 0; stars--)
        {
            type = new PointerType(type ?? VoidType.Instance, space);
        }

        if (bracket >= 0)
        {
            return Array(type ?? IntegerType.UInt8, size);
        }

        return type is null or VoidType or IntegerType && type?.Size != size
            ? new IntegerType(size is 1 or 2 or 4 or 8 ? size : 8, signed)
            : type;
    }

    private static TraceType? Base(string[] words, KernelTypes types) => words switch
    {
        ["struct", var tag] => types.FindStruct(tag),
        ["union", var tag] => types.FindUnion(tag),
        ["enum", var tag] => types.FindEnum(tag),
        ["void"] => VoidType.Instance,
        _ when BaseTypes.TryGetValue(string.Join(' ', words), out var integer) => integer,
        [var name] => types.FindTypedef(name),
        _ => null,
    };

    private static TraceType Array(TraceType element, int size) => element is IntegerType { Bytes: 1, Signed: true }
        ? new StringType(size)
        : new ArrayType(element, element.Size == 0 ? 0 : size / element.Size);
}
