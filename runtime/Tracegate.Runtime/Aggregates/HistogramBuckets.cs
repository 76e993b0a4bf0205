using System.Collections.Immutable;
using Tracegate.Contract;

namespace Tracegate.Runtime.Aggregates;

/// <summary>Bounds and labels of histogram buckets (M-out-label, M-out-lhist, M-out-range).</summary>
internal static class HistogramBuckets
{
    private const long Kilo = 1024;
    private const long Mega = 1024 * 1024;

    /// <summary>The shown buckets of hist.</summary>
    public static MapValue.Histogram Logarithmic(ulong[] counts, int bits, ulong divisor)
    {
        var buckets = ImmutableArray.CreateBuilder<Bucket>();
        var (first, last) = Range(counts);
        for (var i = first; i <= last; i++)
        {
            Bound? low = i == 0 ? null : LogarithmicBound(i - 1, bits);
            buckets.Add(new Bucket(low, LogarithmicBound(i, bits), divisor > 1 ? counts[i] / divisor : counts[i]));
        }

        return new MapValue.Histogram(buckets.ToImmutable());
    }

    /// <summary>The shown buckets of lhist. Upstream's <c>div</c> does not reach them.</summary>
    public static MapValue.Histogram Linear(ulong[] counts, AggregateInfo info)
    {
        // The bucket of the last, incomplete step is the overflow, too.
        var overflow = (int)((info.Max - info.Min) / info.Step) + 1;
        for (var i = overflow + 1; i < counts.Length; i++)
            counts[overflow] += counts[i];
        var buckets = ImmutableArray.CreateBuilder<Bucket>();
        var (first, last) = Range(counts.AsSpan(0, Math.Min(counts.Length, overflow + 1)));
        for (var i = first; i <= last; i++)
        {
            buckets.Add(new Bucket(
                i == 0 ? null : LinearBound(info.Min + (i - 1) * info.Step, info.Step),
                i == overflow ? null : LinearBound(info.Min + i * info.Step, info.Step),
                counts[i]));
        }

        return new MapValue.Histogram(buckets.ToImmutable());
    }

    // The upper bound of a bucket (M-hist-index); that of the last, 2^64, wraps to 0.
    private static Bound LogarithmicBound(int index, int bits)
    {
        if (index <= 2 << bits)
            return new Bound((ulong)index);
        var mantissa = (1L << bits) + (index & ((1 << bits) - 1));
        var power = (index >> bits) - 1;
        // The suffix follows from the power alone: with k > 0 four digits may stand before it.
        var label = (mantissa << (power % 10)).ToString();
        if (power >= 10)
            label += "KMGTPE"[power / 10 - 1];
        return new Bound((ulong)mantissa << power, label);
    }

    private static Bound LinearBound(long value, long step)
    {
        if (step % Kilo != 0)
            return new Bound((ulong)value);
        var label = value switch
        {
            0 => "0",
            _ when value % Mega == 0 => $"{value / Mega}M",
            _ when value % Kilo == 0 => $"{value / Kilo}K",
            _ => $"{value}",
        };
        return new Bound((ulong)value, label);
    }

    private static (int First, int Last) Range(ReadOnlySpan<ulong> counts)
    {
        var first = counts.IndexOfAnyExcept(0ul);
        return first < 0 ? (0, -1) : (first, counts.LastIndexOfAnyExcept(0ul));
    }
}
