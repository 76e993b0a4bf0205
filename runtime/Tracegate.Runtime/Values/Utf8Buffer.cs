using System.Buffers.Text;
using Tracegate.Contract;

namespace Tracegate.Runtime.Values;

/// <summary>
/// A growing buffer of output bytes. Reused from event to event, so that printing does not allocate once it has its
/// size.
/// </summary>
public sealed class Utf8Buffer
{
    private byte[] data = new byte[256];

    /// <summary>Number of bytes held.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes; valid until the next change.</summary>
    public ReadOnlySpan<byte> Written => data.AsSpan(0, Length);

    /// <summary>Drops everything.</summary>
    public void Clear() => Length = 0;

    /// <summary>Drops what lies after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Appends one byte.</summary>
    public void Append(byte value)
    {
        if (Length == data.Length)
            Grow(1);
        data[Length++] = value;
    }

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Appends a text, see <see cref="ByteText"/>.</summary>
    public void Append(string text) => Append(ByteText.GetBytes(text));

    /// <summary>Appends <paramref name="count"/> times the same byte.</summary>
    public void Fill(byte value, int count)
    {
        if (count > 0)
            Take(count).Fill(value);
    }

    /// <summary>Appends a decimal number.</summary>
    public void AppendDecimal(long value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, data.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>Appends a decimal number.</summary>
    public void AppendDecimal(ulong value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, data.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>Appends a decimal number with leading zeros up to <paramref name="digits"/> digits.</summary>
    public void AppendPadded(long value, int digits, byte fill = (byte)'0')
    {
        var start = Length;
        AppendDecimal(value);
        Pad(start, digits, fill, left: false);
    }

    /// <summary>Appends a number in base 8 or 16, without prefix.</summary>
    public void AppendBits(ulong value, int bitsPerDigit, bool upper = false)
    {
        var digits = upper ? "0123456789ABCDEF"u8 : "0123456789abcdef"u8;
        var count = value == 0 ? 1 : (64 - System.Numerics.BitOperations.LeadingZeroCount(value) + bitsPerDigit - 1) / bitsPerDigit;
        var target = Take(count);
        for (var i = count - 1; i >= 0; i--, value >>= bitsPerDigit)
            target[i] = digits[(int)(value & ((1u << bitsPerDigit) - 1))];
    }

    /// <summary>Appends <c>0x</c> and the number in lower-case hex.</summary>
    public void AppendAddress(ulong value)
    {
        Append("0x"u8);
        AppendBits(value, 4);
    }

    /// <summary>Appends two hex digits.</summary>
    public void AppendHexByte(byte value, bool upper = false)
    {
        var digits = upper ? "0123456789ABCDEF"u8 : "0123456789abcdef"u8;
        Append(digits[value >> 4]);
        Append(digits[value & 15]);
    }

    /// <summary>
    /// Widens what was appended since <paramref name="start"/> to <paramref name="width"/> bytes.
    /// </summary>
    /// <param name="start">Where the field begins.</param>
    /// <param name="width">Least number of bytes.</param>
    /// <param name="fill">What fills up.</param>
    /// <param name="left">Whether the field keeps to the left.</param>
    public void Pad(int start, int width, byte fill, bool left)
    {
        var length = Length - start;
        if (length >= width)
            return;
        Fill(fill, width - length);
        if (left)
            return;
        var field = data.AsSpan(start, width);
        field[..length].CopyTo(field[(width - length)..]);
        field[..(width - length)].Fill(fill);
    }

    /// <summary>Removes bytes equal to <paramref name="value"/> from <paramref name="start"/> on.</summary>
    public void Remove(int start, byte value)
    {
        var to = start;
        for (var from = start; from < Length; from++)
        {
            if (data[from] != value)
                data[to++] = data[from];
        }

        Length = to;
    }

    /// <summary>Removes a piece.</summary>
    public void Remove(int start, int count)
    {
        data.AsSpan(start + count, Length - start - count).CopyTo(data.AsSpan(start));
        Length -= count;
    }

    private Span<byte> Take(int count)
    {
        Reserve(count);
        Length += count;
        return data.AsSpan(Length - count, count);
    }

    private void Reserve(int count)
    {
        if (data.Length - Length < count)
            Grow(count);
    }

    private void Grow(int count) => Array.Resize(ref data, Math.Max(data.Length * 2, Length + count));
}
