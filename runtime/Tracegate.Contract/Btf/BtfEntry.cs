using System.Buffers.Binary;

namespace Tracegate.Contract.Btf;

/// <summary>The shape of an entry of the type section (Documentation/bpf/btf.rst, "Type Encoding").</summary>
public static class BtfEntry
{
    /// <summary>Bytes that all entries begin with: name, info, size or type.</summary>
    public const int CommonSize = 12;

    /// <summary>The kind.</summary>
    public static BtfKind Kind(ReadOnlySpan<byte> entry) => (BtfKind)(Word(entry, 4) >> 24 & 0x1f);

    /// <summary>The number of members, values, parameters or variables.</summary>
    public static int Length(ReadOnlySpan<byte> entry) => (int)(Word(entry, 4) & 0xffff);

    /// <summary>Bytes of the whole entry, 0 for an unknown kind.</summary>
    public static int Size(ReadOnlySpan<byte> entry) => Size(Word(entry, 4));

    /// <summary>Bytes of an entry by its second word, 0 for an unknown kind. A kernel has 150,000 entries.</summary>
    public static int Size(uint info)
    {
        int kind = (int)(info >> 24 & 0x1f);
        return FixedSizes[kind] + ItemSizes[kind] * (int)(info & 0xffff);
    }

    // By kind: of what every entry has, and of each member, value, parameter or variable.
    private static ReadOnlySpan<byte> FixedSizes =>
    [
        0, 16, 12, 24, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 16, 12,
        12, 16, 12, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private static ReadOnlySpan<byte> ItemSizes =>
    [
        0, 0, 0, 0, 12, 12, 8, 0, 0, 0, 0, 0, 0, 8, 0, 12,
        0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>A word of the entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="at">Offset in bytes.</param>
    public static uint Word(ReadOnlySpan<byte> entry, int at) => BinaryPrimitives.ReadUInt32LittleEndian(entry[at..]);
}
