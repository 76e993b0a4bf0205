using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Output;

/// <summary>Writes maps as text (M-out-scalar to M-out-tseries).</summary>
internal sealed class MapTextWriter(TextFormatter text)
{
    private const int LabelWidth = 16;
    private const int CountWidth = 8;
    private const int BarWidth = 52;

    /// <summary>Appends all rows of a map.</summary>
    public void Append(Utf8Buffer to, MapView map)
    {
        foreach (var row in map.Rows)
        {
            to.Append(map.Map.Name);
            if (map.Map.Key is { } key)
                AppendKey(to, text, key, row.Key, map.Style.HexKeys);
            to.Append((byte)':');
            to.Append(row.Value is MapValue.Histogram or MapValue.TimeSeries ? (byte)'\n' : (byte)' ');
            AppendValue(to, map, row.Value);
            to.Append((byte)'\n');
        }
    }

    private static void AppendKey(
        Utf8Buffer to, TextFormatter text, ValueType key, ReadOnlySpan<byte> data, bool hex)
    {
        to.Append((byte)'[');
        AppendKeyText(to, text, key, data, hex);
        to.Append((byte)']');
    }

    /// <summary>Appends a key; a tuple goes without its outer parentheses (M-out-keyed).</summary>
    internal static void AppendKeyText(
        Utf8Buffer to, TextFormatter text, ValueType key, ReadOnlySpan<byte> data, bool hex)
    {
        var start = to.Length;
        if (hex)
            text.AppendHex(to, key, data);
        else
            text.Append(to, key, data);
        if (key is not ValueType.Composite { IsTuple: true })
            return;
        to.Remove(start, 1);
        to.Truncate(to.Length - 1);
    }

    private void AppendValue(Utf8Buffer to, MapView map, MapValue value)
    {
        switch (value)
        {
            case MapValue.Plain plain:
                text.Append(to, map.Map.Value, plain.Data, map.Divisor);
                break;
            case MapValue.Scalar scalar:
                scalar.Value.Append(to);
                break;
            case MapValue.Stats stats:
                to.Append("{ .count = "u8);
                stats.Count.Append(to);
                to.Append(", .average = "u8);
                stats.Average.Append(to);
                to.Append(", .total = "u8);
                stats.Total.Append(to);
                to.Append(" }"u8);
                break;
            case MapValue.Histogram histogram:
                AppendHistogram(to, histogram);
                break;
            case MapValue.TimeSeries series:
                TimeSeriesGraph.Append(to, series.Points);
                break;
        }
    }

    private static void AppendHistogram(Utf8Buffer to, MapValue.Histogram histogram)
    {
        var largest = 0ul;
        foreach (var bucket in histogram.Buckets)
            largest = Math.Max(largest, bucket.Count);
        foreach (var bucket in histogram.Buckets)
        {
            var start = to.Length;
            AppendLabel(to, bucket);
            to.Pad(start, LabelWidth, (byte)' ', left: true);
            start = to.Length;
            to.AppendDecimal(bucket.Count);
            to.Pad(start, CountWidth, (byte)' ', left: false);
            to.Append(" |"u8);
            // Single precision: upstream's bars are rounded that way.
            var bar = largest == 0 ? 0 : (int)((float)bucket.Count / (float)largest * BarWidth);
            to.Fill((byte)'@', bar);
            to.Fill((byte)' ', BarWidth - bar);
            to.Append("|\n"u8);
        }
    }

    // M-out-label: a bucket of one value shows just that; bounds with a suffix are never that close.
    private static void AppendLabel(Utf8Buffer to, Bucket bucket)
    {
        if (bucket is { Low: { Label: null } low, High: { Label: null } high } && low.Value + 1 == high.Value)
        {
            to.Append((byte)'[');
            AppendBound(to, low);
            to.Append((byte)']');
            return;
        }

        to.Append(bucket.Low is null ? "(..."u8 : "["u8);
        if (bucket.Low is { } from)
            AppendBound(to, from);
        to.Append(", "u8);
        if (bucket.High is { } until)
            AppendBound(to, until);
        else
            to.Append("..."u8);
        to.Append((byte)')');
    }

    private static void AppendBound(Utf8Buffer to, Bound bound)
    {
        if (bound.Label is { } label)
            to.Append(label);
        else
            to.AppendDecimal(bound.Value);
    }
}
