using System.Collections.Immutable;
using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Output;

/// <summary>Writes maps as JSON (J-map, J-hist, J-stats, J-tseries).</summary>
internal sealed class MapJsonWriter(TextFormatter text, JsonFormatter values)
{
    private readonly Utf8Buffer scratch = new();

    /// <summary>Appends a map's line; nothing for a map without rows.</summary>
    public void Append(Utf8Buffer to, MapView map)
    {
        if (map.Rows.Count == 0)
            return;
        to.Append("{\"type\": \""u8);
        to.Append(map.Map.Aggregate?.Kind switch
        {
            AggregateKind.Hist or AggregateKind.LHist => "hist"u8,
            AggregateKind.Stats or AggregateKind.Avg => "stats"u8,
            AggregateKind.TSeries => "tseries"u8,
            _ => "map"u8,
        });
        to.Append("\", \"data\": {"u8);
        JsonFormatter.AppendText(to, ByteText.GetBytes(map.Map.Name));
        to.Append(": "u8);
        if (map.Map.Key is { } key)
            AppendRows(to, map, key);
        else
            AppendValue(to, map, map.Rows[0].Value);
        to.Append("}}\n"u8);
    }

    private void AppendRows(Utf8Buffer to, MapView map, ValueType key)
    {
        to.Append((byte)'{');
        for (var i = 0; i < map.Rows.Count; i++)
        {
            if (i != 0)
                to.Append(", "u8);
            scratch.Clear();
            MapTextWriter.AppendKeyText(scratch, text, key, map.Rows[i].Key, map.Style.HexKeys);
            scratch.Remove(0, (byte)' ');
            JsonFormatter.AppendText(to, scratch.Written);
            to.Append(": "u8);
            AppendValue(to, map, map.Rows[i].Value);
        }

        to.Append((byte)'}');
    }

    private void AppendValue(Utf8Buffer to, MapView map, MapValue value)
    {
        switch (value)
        {
            case MapValue.Plain plain:
                values.Append(to, map.Map.Value, plain.Data, map.Divisor);
                break;
            case MapValue.Scalar scalar:
                scalar.Value.AppendJson(to);
                break;
            case MapValue.Stats stats:
                to.Append("{\"count\": "u8);
                stats.Count.AppendJson(to);
                to.Append(", \"average\": "u8);
                stats.Average.AppendJson(to);
                to.Append(", \"total\": "u8);
                stats.Total.AppendJson(to);
                to.Append((byte)'}');
                break;
            case MapValue.Histogram histogram:
                AppendHistogram(to, histogram);
                break;
            case MapValue.TimeSeries series:
                AppendTimeSeries(to, series.Points);
                break;
        }
    }

    private static void AppendHistogram(Utf8Buffer to, MapValue.Histogram histogram)
    {
        to.Append((byte)'[');
        for (var i = 0; i < histogram.Buckets.Length; i++)
        {
            var bucket = histogram.Buckets[i];
            to.Append(i == 0 ? "{"u8 : ",{"u8);
            if (bucket.Low is { } low)
            {
                to.Append("\"min\": "u8);
                new Number((long)low.Value, false).AppendJson(to);
                to.Append(", "u8);
            }

            if (bucket.High is { } high)
            {
                // Bounds are inclusive here: below 0 ends at -1, and 2^64, which wrapped to 0, at the largest number.
                to.Append("\"max\": "u8);
                new Number((long)(high.Value - 1), bucket.Low is null).AppendJson(to);
                to.Append(", "u8);
            }

            to.Append("\"count\": "u8);
            to.AppendDecimal(bucket.Count);
            to.Append((byte)'}');
        }

        to.Append((byte)']');
    }

    private static void AppendTimeSeries(Utf8Buffer to, ImmutableArray<TimePoint> points)
    {
        to.Append((byte)'[');
        var first = true;
        foreach (var point in points)
        {
            if (point.Value is not { } value)
                continue;
            to.Append(first ? "{\"interval_start\":\""u8 : ",{\"interval_start\":\""u8);
            first = false;
            TimeFormat.AppendUtc(to, point.UnixNanoseconds);
            to.Append("\",\"value\":"u8);
            value.AppendJson(to);
            to.Append((byte)'}');
        }

        to.Append((byte)']');
    }
}
