using System.Collections.Immutable;
using Tracegate.Contract;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Aggregates;

/// <summary>Gathers the slots of a time series map to one row for each key (M-tseries).</summary>
internal static class TimeSeriesRows
{
    /// <summary>Rows from least to most recently updated.</summary>
    /// <param name="map">The map.</param>
    /// <param name="info">Its series.</param>
    /// <param name="elements">One for each key and slot.</param>
    /// <param name="unixBase">Nanoseconds since 1970 at which the boot-time clock was 0.</param>
    public static List<MapRow> Create(
        MapInfo map, AggregateInfo info, IReadOnlyList<MapElement> elements, long unixBase)
    {
        var series = Gather(map, info, elements);
        var last = series.Count == 0 ? 0 : series[^1].Last;
        var first = last >= (ulong)info.Intervals ? last - (ulong)info.Intervals + 1 : 1;
        var rows = new List<MapRow>(series.Count);
        foreach (var one in series)
            rows.Add(new MapRow(one.Key, new MapValue.TimeSeries(Points(one.Values, info, first, last, unixBase))));
        return rows;
    }

    private static List<Series> Gather(MapInfo map, AggregateInfo info, IReadOnlyList<MapElement> elements)
    {
        var keySize = map.Key?.Size ?? 0;
        var sorted = new List<MapElement>(elements);
        sorted.Sort((a, b) => KeyComparer.Compare(map.Key, Bytes.Slice(a.Key, 0, keySize), Bytes.Slice(b.Key, 0, keySize)));
        var all = new List<Series>();
        foreach (var element in sorted)
        {
            var (epoch, value) = Merge.Interval(element.Value, info);
            if (epoch == 0)
                continue;
            var key = Bytes.Slice(element.Key, 0, keySize);
            if (all.Count == 0 || !key.SequenceEqual(all[^1].Key))
                all.Add(new Series(key.ToArray()));
            all[^1].Values[epoch] = value;
            all[^1].Last = Math.Max(all[^1].Last, epoch);
        }

        // Equal ends keep the order of keys: the index makes the sort stable.
        var order = new List<(ulong Last, int Index)>(all.Count);
        for (var i = 0; i < all.Count; i++)
            order.Add((all[i].Last, i));
        order.Sort();
        var result = new List<Series>(all.Count);
        foreach (var (_, index) in order)
            result.Add(all[index]);
        return result;
    }

    // A row starts at its first interval that is still within the range and ends where the newest row ends.
    private static ImmutableArray<TimePoint> Points(
        Dictionary<ulong, Number> values, AggregateInfo info, ulong first, ulong last, long unixBase)
    {
        var points = ImmutableArray.CreateBuilder<TimePoint>();
        for (var epoch = first; epoch <= last; epoch++)
        {
            Number? value = values.TryGetValue(epoch, out var found) ? found : null;
            if (value is not null || points.Count != 0)
                points.Add(new TimePoint(unixBase + (long)((epoch - 1) * info.IntervalNs), value));
        }

        return points.ToImmutable();
    }

    private sealed class Series(byte[] key)
    {
        public byte[] Key { get; } = key;

        public Dictionary<ulong, Number> Values { get; } = [];

        public ulong Last { get; set; }
    }
}
