using Tracegate.Contract;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Values;

/// <summary>Writes values as text (M-out-atom, M-out-compound).</summary>
public sealed class TextFormatter
{
    private readonly IValueServices services;
    private readonly StackFormatter stacks;

    private bool hexIntegers;

    /// <summary>Creates a formatter.</summary>
    public TextFormatter(IValueServices services)
    {
        this.services = services;
        stacks = new StackFormatter(services);
    }

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
                to.Append("null"u8);
                break;
            case ValueType.Boolean:
                to.Append(Bytes.Unsigned(data, 1) != 0 ? "true"u8 : "false"u8);
                break;
            case ValueType.Integer when hexIntegers:
                to.AppendAddress(Bytes.Unsigned(data, type.Size));
                break;
            case ValueType.Integer integer:
                Number.Read(integer, data).Divide(divisor).Append(to);
                break;
            case ValueType.Enum enumeration:
                AppendEnum(to, enumeration, data);
                break;
            case ValueType.Pointer:
                to.AppendAddress(Bytes.Unsigned(data, 8));
                break;
            case ValueType.Text text:
                AppendText(to, text, data);
                break;
            case ValueType.Buffer buffer:
                AppendBuffer(to, BufferContent(buffer, data));
                break;
            case ValueType.Array array:
                AppendArray(to, array, data, divisor);
                break;
            case ValueType.Composite composite:
                AppendComposite(to, composite, data, divisor);
                break;
            default:
                AppendLookedUp(to, type, data);
                break;
        }
    }

    /// <summary>Appends a value with all its integers in hex (X-mapfmt).</summary>
    public void AppendHex(Utf8Buffer to, ValueType type, ReadOnlySpan<byte> data)
    {
        hexIntegers = true;
        Append(to, type, data);
        hexIntegers = false;
    }

    /// <summary>Appends bytes as printable ASCII and <c>\xHH</c> (F-fmt-r).</summary>
    public static void AppendBuffer(Utf8Buffer to, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b is >= 32 and <= 126)
            {
                to.Append(b);
                continue;
            }

            to.Append("\\x"u8);
            to.AppendHexByte(b);
        }
    }

    /// <summary>The bytes of a buffer that count.</summary>
    internal static ReadOnlySpan<byte> BufferContent(ValueType.Buffer type, ReadOnlySpan<byte> data)
    {
        var length = Math.Min(Bytes.U32(data, 0), (uint)type.Capacity);
        return Bytes.Slice(data, 4, (int)length);
    }

    /// <summary>A member's value; of a bit-field, the value alone in <paramref name="scratch"/>.</summary>
    internal static ReadOnlySpan<byte> MemberData(Member member, ReadOnlySpan<byte> data, Span<byte> scratch)
    {
        var value = Bytes.Slice(data, member.Offset, member.Type.Size);
        if (member.BitWidth == 0)
            return value;
        var bits = Bytes.Unsigned(value, 8) >> member.BitShift;
        if (member.BitWidth < 64)
            bits &= (1ul << member.BitWidth) - 1;
        if (member.Type is ValueType.Integer { Signed: true } or ValueType.Enum { Signed: true })
            bits = (ulong)Bytes.SignExtend(bits, member.BitWidth);
        BitConverter.TryWriteBytes(scratch, bits);
        return scratch;
    }

    private void AppendLookedUp(Utf8Buffer to, ValueType type, ReadOnlySpan<byte> data)
    {
        switch (type)
        {
            case ValueType.KernelSymbol:
                services.AppendKernelSymbol(to, Bytes.U64(data, 0), offset: false);
                break;
            case ValueType.UserSymbol:
                services.AppendUserSymbol(to, Bytes.U64(data, 0), Bytes.U32(data, 8), Bytes.U32(data, 12), false, false);
                break;
            case ValueType.KernelStack stack:
                stacks.Append(to, stack.Mode, user: false, data);
                break;
            case ValueType.UserStack stack:
                stacks.Append(to, stack.Mode, user: true, data);
                break;
            case ValueType.Timestamp:
                AppendTimestamp(to, data);
                break;
            case ValueType.Inet:
                InternetAddress.Append(to, Bytes.U32(data, 0), Bytes.Slice(data, 4, 16));
                break;
            case ValueType.MacAddress:
                InternetAddress.AppendMac(to, data);
                break;
            case ValueType.Username:
                services.AppendUserName(to, Bytes.U64(data, 0));
                break;
            case ValueType.CgroupPath:
                services.AppendCgroupPath(to, Bytes.U64(data, 0), services.Text(Bytes.U32(data, 8)));
                break;
            case ValueType.ProbeName:
                services.AppendProbeName(to, Bytes.U64(data, 0));
                break;
        }
    }

    private void AppendEnum(Utf8Buffer to, ValueType.Enum type, ReadOnlySpan<byte> data)
    {
        var value = Number.Read(type, data);
        foreach (var member in type.OfKernel ? services.Enumerators(type) : type.Members)
        {
            if ((long)member.Value == value.Bits)
            {
                to.Append(member.Name);
                return;
            }
        }

        value.Append(to);
    }

    private void AppendText(Utf8Buffer to, ValueType.Text type, ReadOnlySpan<byte> data)
    {
        data = Bytes.Slice(data, 0, type.Capacity);
        var text = Bytes.UntilNul(data);
        to.Append(text);
        if (text.Length == type.Capacity && type.Capacity > 0)
            to.Append(services.TruncationTrailer);
    }

    private void AppendTimestamp(Utf8Buffer to, ReadOnlySpan<byte> data)
    {
        var ns = Bytes.U64(data, 0);
        // The tai clock counts from 1970 as it stands; boot time needs its base.
        var unix = Bytes.U32(data, 12) == 1 ? (long)ns : services.UnixNanoseconds(ns);
        TimeFormat.AppendStamp(to, services.Text(Bytes.U32(data, 8)), unix);
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
        if (type.Members.IsEmpty)
        {
            to.Append(type.IsTuple ? "()"u8 : "{}"u8);
            return;
        }

        Span<byte> scratch = stackalloc byte[8];
        to.Append(type.IsTuple ? "("u8 : "{ "u8);
        for (var i = 0; i < type.Members.Length; i++)
        {
            var member = type.Members[i];
            if (i != 0)
                to.Append(", "u8);
            if (!type.IsTuple)
            {
                to.Append((byte)'.');
                to.Append(member.Name);
                to.Append(" = "u8);
            }

            Append(to, member.Type, MemberData(member, data, scratch), divisor);
        }

        to.Append(type.IsTuple ? ")"u8 : " }"u8);
    }
}
