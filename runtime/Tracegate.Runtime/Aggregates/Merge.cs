using Tracegate.Contract;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Aggregates;

/// <summary>Combines the values of all CPUs (layouts: <see cref="AggregateKind"/>).</summary>
internal static class Merge
{
    /// <summary>Sum over CPUs of the word at an offset of each CPU's value.</summary>
    public static long Sum(ReadOnlySpan<byte> values, int size, int offset = 0)
    {
        var sum = 0L;
        for (var at = 0; at + size <= values.Length; at += size)
            sum += (long)Bytes.U64(values, at + offset);
        return sum;
    }

    /// <summary>M-min, M-max: 0 when no CPU has taken a value.</summary>
    public static Number Extreme(ReadOnlySpan<byte> values, bool signed, bool max)
    {
        Number? best = null;
        for (var at = 0; at + 16 <= values.Length; at += 16)
        {
            if (Bytes.U64(values, at + 8) == 0)
                continue;
            var value = new Number((long)Bytes.U64(values, at), signed);
            if (best is not { } b || (max ? value > b : value < b))
                best = value;
        }

        return best ?? new Number(0, signed);
    }

    /// <summary>M-avg, M-stats.</summary>
    public static MapValue.Stats Stats(ReadOnlySpan<byte> values, bool signed)
    {
        var total = new Number(Sum(values, 16), signed);
        var count = Sum(values, 16, 8);
        var average = count == 0 ? total with { Bits = 0 } : total.Divide((ulong)count);
        return new MapValue.Stats(new Number(count, signed), average, total);
    }

    /// <summary>Buckets of all CPUs added up.</summary>
    public static ulong[] Buckets(ReadOnlySpan<byte> values, int count)
    {
        var buckets = new ulong[count];
        for (var at = 0; at + 8 * count <= values.Length; at += 8 * count)
        {
            for (var i = 0; i < count; i++)
                buckets[i] += Bytes.U64(values, at + 8 * i);
        }

        return buckets;
    }

    /// <summary>
    /// The newest interval of a time series slot: its epoch (0 if unused) and value. Values of older intervals that
    /// other CPUs still hold are dropped.
    /// </summary>
    public static (ulong Epoch, Number Value) Interval(ReadOnlySpan<byte> values, AggregateInfo info)
    {
        var latest = 0ul;
        var value = default(Number);
        var meta = 0ul;
        for (var at = 0; at + 24 <= values.Length; at += 24)
        {
            var other = new Number((long)Bytes.U64(values, at), info.Signed);
            var otherMeta = Bytes.U64(values, at + 8);
            var epoch = Bytes.U64(values, at + 16);
            if (epoch == 0 || epoch < latest)
                continue;
            if (epoch > latest)
            {
                (latest, value, meta) = (epoch, other, otherMeta);
                continue;
            }

            switch (info.Operation)
            {
                case TSeriesOperation.None when otherMeta > meta:
                    (value, meta) = (other, otherMeta);
                    break;
                case TSeriesOperation.Avg:
                    (value, meta) = (value with { Bits = value.Bits + other.Bits }, meta + otherMeta);
                    break;
                case TSeriesOperation.Sum:
                    value = value with { Bits = value.Bits + other.Bits };
                    break;
                case TSeriesOperation.Max when other > value:
                case TSeriesOperation.Min when other < value:
                    value = other;
                    break;
            }
        }

        if (info.Operation == TSeriesOperation.Avg)
            value = value.Divide(meta);
        return (latest, value);
    }
}
