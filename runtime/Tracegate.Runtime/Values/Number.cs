using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Values;

/// <summary>A 64-bit integer that knows whether it is signed.</summary>
/// <param name="Bits">Two's complement.</param>
/// <param name="Signed">Whether <paramref name="Bits"/> is a signed number.</param>
public readonly record struct Number(long Bits, bool Signed) : IComparable<Number>
{
    /// <summary>Reads an integer, an enumeration or a pointer.</summary>
    public static Number Read(ValueType type, ReadOnlySpan<byte> data)
    {
        var signed = type is ValueType.Integer { Signed: true } or ValueType.Enum { Signed: true };
        return new Number(signed ? Bytes.Signed(data, type.Size) : (long)Bytes.Unsigned(data, type.Size), signed);
    }

    /// <summary>Orders by value; numbers of both kinds in one map do not occur.</summary>
    public int CompareTo(Number other) =>
        Signed ? Bits.CompareTo(other.Bits) : ((ulong)Bits).CompareTo((ulong)other.Bits);

    /// <summary>Divides towards zero; 0 leaves the number.</summary>
    public Number Divide(ulong divisor)
    {
        if (divisor <= 1)
            return this;
        if (!Signed)
            return this with { Bits = (long)((ulong)Bits / divisor) };
        // A divisor beyond the signed range is larger than any signed number.
        return this with { Bits = divisor > long.MaxValue ? 0 : Bits / (long)divisor };
    }

    /// <summary>Whether a double holds the number exactly (section 8: otherwise JSON has a text).</summary>
    public bool IsExactDouble
    {
        get
        {
            var magnitude = Signed && Bits < 0 ? (ulong)-Bits : (ulong)Bits;
            var top = 64 - System.Numerics.BitOperations.LeadingZeroCount(magnitude);
            return magnitude == 0 || top - System.Numerics.BitOperations.TrailingZeroCount(magnitude) <= 53;
        }
    }

    /// <summary>Appends the number in decimal.</summary>
    public void Append(Utf8Buffer to)
    {
        if (Signed)
            to.AppendDecimal(Bits);
        else
            to.AppendDecimal((ulong)Bits);
    }

    /// <summary>Appends the number as JSON.</summary>
    public void AppendJson(Utf8Buffer to)
    {
        var exact = IsExactDouble;
        if (!exact)
            to.Append((byte)'"');
        Append(to);
        if (!exact)
            to.Append((byte)'"');
    }

    /// <inheritdoc/>
    public static bool operator <(Number left, Number right) => left.CompareTo(right) < 0;

    /// <inheritdoc/>
    public static bool operator >(Number left, Number right) => left.CompareTo(right) > 0;

    /// <inheritdoc/>
    public static bool operator <=(Number left, Number right) => left.CompareTo(right) <= 0;

    /// <inheritdoc/>
    public static bool operator >=(Number left, Number right) => left.CompareTo(right) >= 0;
}
