using System.Buffers.Binary;

namespace Tracegate.Contract.Btf;

/// <summary>Where the two sections of raw BTF lie, little-endian as all supported kernels write it.</summary>
/// <param name="Types">The type entries.</param>
/// <param name="Strings">The strings, each ended by NUL.</param>
public readonly record struct BtfSections(Range Types, Range Strings)
{
    private const int HeaderSize = 24;

    /// <summary>Reads the header.</summary>
    /// <param name="data">The file or the .BTF section.</param>
    /// <param name="sections">Ranges of <paramref name="data"/>.</param>
    /// <returns>Why it cannot be read, as a phrase, or null.</returns>
    public static string? Find(ReadOnlySpan<byte> data, out BtfSections sections)
    {
        sections = default;
        if (data.Length < HeaderSize || BinaryPrimitives.ReadUInt16LittleEndian(data) != 0xeb9f)
            return "it is not BTF";
        if (data[2] != 1)
            return $"its BTF version is {data[2]}, not 1";
        uint headerLength = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
        ulong typeStart = headerLength + (ulong)BinaryPrimitives.ReadUInt32LittleEndian(data[8..]);
        ulong typeEnd = typeStart + BinaryPrimitives.ReadUInt32LittleEndian(data[12..]);
        ulong stringStart = headerLength + (ulong)BinaryPrimitives.ReadUInt32LittleEndian(data[16..]);
        ulong stringEnd = stringStart + BinaryPrimitives.ReadUInt32LittleEndian(data[20..]);
        if (typeEnd > (ulong)data.Length || stringEnd > (ulong)data.Length)
            return "it is truncated";
        sections = new((int)typeStart..(int)typeEnd, (int)stringStart..(int)stringEnd);
        return null;
    }
}
