using System.Buffers.Binary;

namespace Tracegate.Runtime.Values;

/// <summary>
/// Little-endian reads that take missing bytes as zero: records end after the last byte that counts, and what comes from
/// a damaged object must not stop the session.
/// </summary>
internal static class Bytes
{
    /// <summary>A piece, cut where the data ends.</summary>
    public static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> data, int offset, int size)
    {
        if ((uint)offset >= (uint)data.Length)
            return default;
        return data.Slice(offset, Math.Min(size, data.Length - offset));
    }

    /// <summary>An unsigned integer of up to 8 bytes.</summary>
    public static ulong Unsigned(ReadOnlySpan<byte> data, int size)
    {
        if (size == 8 && data.Length >= 8)
            return BinaryPrimitives.ReadUInt64LittleEndian(data);
        var value = 0ul;
        for (var i = Math.Min(Math.Min(size, data.Length), 8) - 1; i >= 0; i--)
            value = value << 8 | data[i];
        return value;
    }

    /// <summary>A signed integer of up to 8 bytes.</summary>
    public static long Signed(ReadOnlySpan<byte> data, int size) => SignExtend(Unsigned(data, size), size * 8);

    /// <summary>The number in the lowest bits.</summary>
    public static long SignExtend(ulong value, int bits) =>
        bits is <= 0 or >= 64 ? (long)value : (long)(value << (64 - bits)) >> (64 - bits);

    /// <summary>The 32-bit word at an offset.</summary>
    public static uint U32(ReadOnlySpan<byte> data, int offset) => (uint)Unsigned(Slice(data, offset, 4), 4);

    /// <summary>The 64-bit word at an offset.</summary>
    public static ulong U64(ReadOnlySpan<byte> data, int offset) => Unsigned(Slice(data, offset, 8), 8);

    /// <summary>The bytes before the first NUL.</summary>
    public static ReadOnlySpan<byte> UntilNul(ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)0);
        return end < 0 ? data : data[..end];
    }
}
