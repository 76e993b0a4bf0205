using System.Text;

namespace Tracegate.Contract;

/// <summary>
/// Conversion between the bytes of script texts and <see cref="string"/>. Texts are UTF-8, but escapes (L-str-esc) can
/// make any byte: a byte that is no UTF-8 is the lone surrogate U+DC00 + byte, as in PEP 383, so that nothing is lost.
/// </summary>
public static class ByteText
{
    private const int Surrogate = 0xDC00;

    /// <summary>The text of bytes.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        Span<char> units = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
            {
                text.Append(units[..rune.EncodeToUtf16(units)]);
            }
            else
            {
                consumed = 1;
                text.Append((char)(Surrogate + bytes[0]));
            }

            bytes = bytes[consumed..];
        }

        return text.ToString();
    }

    /// <summary>The bytes of a text.</summary>
    public static byte[] GetBytes(string text)
    {
        // Only texts with escaped bytes take the slow way.
        if (text.AsSpan().IndexOfAnyInRange('\uDC80', '\uDCFF') < 0)
            return Encoding.UTF8.GetBytes(text);
        var bytes = new byte[3 * text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                length += rune.EncodeToUtf8(bytes.AsSpan(length));
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                bytes[length++] = (byte)(text[i] - Surrogate);
            }
        }

        return bytes.AsSpan(0, length).ToArray();
    }
}
