using System.Text;
using Tracegate.Contract;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Values;

/// <summary>Writes values as JSON (LANGUAGE section 8).</summary>
public sealed class JsonFormatter(TextFormatter text)
{
    private readonly Utf8Buffer scratch = new();

    /// <summary>Appends a value.</summary>
    /// <param name="to">Where to append.</param>
    /// <param name="type">Layout and meaning.</param>
    /// <param name="data">The value; missing bytes count as zero.</param>
    /// <param name="divisor">Divides integers (M-out-div); 0 and 1 leave them.</param>
    public void Append(Utf8Buffer to, ValueType type, ReadOnlySpan<byte> data, ulong divisor = 1)
    {
        switch (type)
        {
            case ValueType.None:
            case ValueType.Boolean:
                text.Append(to, type, data);
                break;
            case ValueType.Integer integer:
                Number.Read(integer, data).Divide(divisor).AppendJson(to);
                break;
            case ValueType.Enum:
            case ValueType.Pointer:
                Number.Read(type, data).AppendJson(to);
                break;
            case ValueType.Buffer buffer:
                AppendBytes(to, TextFormatter.BufferContent(buffer, data));
                break;
            case ValueType.Array array:
                AppendArray(to, array, data, divisor);
                break;
            case ValueType.Composite composite:
                AppendComposite(to, composite, data, divisor);
                break;
            default:
                scratch.Clear();
                text.Append(scratch, type, data);
                AppendText(to, scratch.Written);
                break;
        }
    }

    /// <summary>
    /// Appends a text with quotes. What is no UTF-8 becomes U+FFFD, since JSON has no other bytes (X-json-utf8).
    /// </summary>
    public static void AppendText(Utf8Buffer to, ReadOnlySpan<byte> bytes)
    {
        to.Append((byte)'"');
        while (!bytes.IsEmpty)
        {
            var consumed = 1;
            var b = bytes[0];
            if (b >= 0x80)
            {
                var valid = Rune.DecodeFromUtf8(bytes, out _, out consumed) == System.Buffers.OperationStatus.Done;
                to.Append(valid ? bytes[..consumed] : "\uFFFD"u8);
            }
            else
            {
                AppendAscii(to, b);
            }

            bytes = bytes[consumed..];
        }

        to.Append((byte)'"');
    }

    private static void AppendAscii(Utf8Buffer to, byte b)
    {
        switch (b)
        {
            case (byte)'"': to.Append("\\\""u8); break;
            case (byte)'\\': to.Append("\\\\"u8); break;
            case (byte)'\n': to.Append("\\n"u8); break;
            case (byte)'\r': to.Append("\\r"u8); break;
            case (byte)'\t': to.Append("\\t"u8); break;
            case < 0x20:
                to.Append("\\u00"u8);
                to.AppendHexByte(b);
                break;
            default: to.Append(b); break;
        }
    }

    private static void AppendBytes(Utf8Buffer to, ReadOnlySpan<byte> bytes)
    {
        to.Append((byte)'[');
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i != 0)
                to.Append((byte)',');
            to.AppendDecimal((ulong)bytes[i]);
        }

        to.Append((byte)']');
    }

    private void AppendArray(Utf8Buffer to, ValueType.Array type, ReadOnlySpan<byte> data, ulong divisor)
    {
        to.Append((byte)'[');
        for (var i = 0; i < type.Count; i++)
        {
            if (i != 0)
                to.Append((byte)',');
            Append(to, type.Element, Bytes.Slice(data, i * type.Element.Size, type.Element.Size), divisor);
        }

        to.Append((byte)']');
    }

    private void AppendComposite(Utf8Buffer to, ValueType.Composite type, ReadOnlySpan<byte> data, ulong divisor)
    {
        Span<byte> bits = stackalloc byte[8];
        to.Append(type.IsTuple ? (byte)'[' : (byte)'{');
        for (var i = 0; i < type.Members.Length; i++)
        {
            var member = type.Members[i];
            if (i != 0)
                to.Append(type.IsTuple ? ","u8 : ", "u8);
            if (!type.IsTuple)
            {
                AppendText(to, ByteText.GetBytes(member.Name));
                to.Append(": "u8);
            }

            Append(to, member.Type, TextFormatter.MemberData(member, data, bits), divisor);
        }

        to.Append(type.IsTuple ? (byte)']' : (byte)'}');
    }
}
