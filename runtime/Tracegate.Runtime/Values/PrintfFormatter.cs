using System.Collections.Immutable;
using Tracegate.Contract;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Values;

/// <summary>A format string with its arguments: parsed once for each row of the event table, applied to each record.</summary>
public sealed class PrintfFormatter
{
    private readonly byte[][] literals;
    private readonly ImmutableArray<Conversion> conversions;
    private readonly ImmutableArray<EventArgument> arguments;
    private readonly bool stars;

    /// <summary>Prepares a format.</summary>
    /// <param name="format">F-printf.</param>
    /// <param name="arguments">Its arguments in the record.</param>
    public PrintfFormatter(string format, ImmutableArray<EventArgument> arguments)
    {
        var parsed = FormatString.Parse(format);
        literals = new byte[parsed.Literals.Length][];
        for (var i = 0; i < literals.Length; i++)
            literals[i] = ByteText.GetBytes(parsed.Literals[i]);
        conversions = parsed.Conversions;
        this.arguments = arguments;
        stars = parsed.StarsTakeArguments(arguments.Length);
    }

    /// <summary>Appends the text for a record.</summary>
    /// <param name="to">Where to append.</param>
    /// <param name="values">Writes values by their default text.</param>
    /// <param name="record">The record, header included, since offsets count from its start.</param>
    public void Append(Utf8Buffer to, TextFormatter values, ReadOnlySpan<byte> record)
    {
        to.Append(literals[0]);
        var next = 0;
        for (var i = 0; i < conversions.Length; i++)
        {
            var conversion = conversions[i];
            if (stars)
                conversion = WithStars(conversion, record, ref next);
            if (next < arguments.Length)
                Convert(to, values, conversion, arguments[next++], record);
            to.Append(literals[i + 1]);
        }
    }

    private Conversion WithStars(Conversion conversion, ReadOnlySpan<byte> record, ref int next)
    {
        if (conversion.StarWidth)
        {
            var width = StarValue(record, ref next);
            conversion = conversion with { Left = conversion.Left || width < 0, Width = Math.Abs(width) };
        }

        if (conversion.StarPrecision)
            conversion = conversion with { Precision = StarValue(record, ref next) };
        return conversion;
    }

    private int StarValue(ReadOnlySpan<byte> record, ref int next)
    {
        if (next >= arguments.Length)
            return 0;
        var argument = arguments[next++];
        var value = Number.Read(argument.Type, Bytes.Slice(record, argument.Offset, argument.Type.Size)).Bits;
        return (int)Math.Clamp(value, -65535, 65535);
    }

    private static void Convert(
        Utf8Buffer to, TextFormatter values, Conversion conversion, EventArgument argument, ReadOnlySpan<byte> record)
    {
        var data = Bytes.Slice(record, argument.Offset, argument.Type.Size);
        var start = to.Length;
        switch (conversion.Kind)
        {
            case ConversionKind.Text:
                if (conversion.Sign && argument.Type is ValueType.Integer { Signed: true } && Bytes.Signed(data, argument.Type.Size) >= 0)
                    to.Append((byte)'+');
                values.Append(to, argument.Type, data);
                if (conversion.Precision >= 0)
                    to.Truncate(start + conversion.Precision);
                break;
            case ConversionKind.Buffer:
            case ConversionKind.BufferEscaped:
            case ConversionKind.BufferHex:
                ConvertBuffer(to, conversion.Kind, argument.Type, data);
                break;
            default:
                ConvertInteger(to, conversion, Number.Read(argument.Type, data).Bits);
                break;
        }

        // Zeros fill on the left of a sign and even on the right: that is upstream's output.
        to.Pad(start, conversion.Width, conversion.Zeros ? (byte)'0' : (byte)' ', conversion.Left);
    }

    private static void ConvertBuffer(Utf8Buffer to, ConversionKind kind, ValueType type, ReadOnlySpan<byte> data)
    {
        var bytes = type is ValueType.Buffer buffer ? TextFormatter.BufferContent(buffer, data) : data;
        if (kind == ConversionKind.Buffer)
        {
            TextFormatter.AppendBuffer(to, bytes);
            return;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            if (kind == ConversionKind.BufferEscaped)
                to.Append("\\x"u8);
            else if (i != 0)
                to.Append((byte)' ');
            to.AppendHexByte(bytes[i]);
        }
    }

    private static void ConvertInteger(Utf8Buffer to, Conversion conversion, long bits)
    {
        var unsigned = conversion.Bits == 64 ? (ulong)bits : (ulong)bits & ((1ul << conversion.Bits) - 1);
        switch (conversion.Kind)
        {
            case ConversionKind.Signed:
                var signed = Bytes.SignExtend(unsigned, conversion.Bits);
                if (conversion.Sign && signed >= 0)
                    to.Append((byte)'+');
                to.AppendDecimal(signed);
                break;
            case ConversionKind.Unsigned:
                to.AppendDecimal(unsigned);
                break;
            case ConversionKind.Hex:
            case ConversionKind.UpperHex:
                var upper = conversion.Kind == ConversionKind.UpperHex;
                if (conversion.Base && unsigned != 0)
                    to.Append(upper ? "0X"u8 : "0x"u8);
                to.AppendBits(unsigned, 4, upper);
                break;
            case ConversionKind.Octal:
                if (conversion.Base && unsigned != 0)
                    to.Append((byte)'0');
                to.AppendBits(unsigned, 3);
                break;
            case ConversionKind.Pointer:
                AppendPointer(to, (ulong)bits);
                break;
            case ConversionKind.Character:
                to.Append((byte)bits);
                break;
            case ConversionKind.GfpFlags:
                GfpFlags.Append(to, (ulong)bits);
                break;
        }
    }

    // A null pointer has no prefix in upstream's output.
    private static void AppendPointer(Utf8Buffer to, ulong address)
    {
        if (address == 0)
            to.Append((byte)'0');
        else
            to.AppendAddress(address);
    }
}
