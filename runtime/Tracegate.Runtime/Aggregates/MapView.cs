using Tracegate.Contract;
using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Aggregates;

/// <summary>In which order rows print (X-order).</summary>
public enum MapOrder
{
    /// <summary>M-out-order.</summary>
    Value,

    /// <summary>The other way round: the largest first.</summary>
    ValueDescending,

    /// <summary>By key.</summary>
    Key,

    /// <summary>By key, the largest first.</summary>
    KeyDescending,
}

/// <summary>How maps print, beyond what <c>print</c> says.</summary>
/// <param name="Order">C-map_order (X-order).</param>
/// <param name="HexKeys">C-map_key_format: integers in keys in hex (X-mapfmt).</param>
public sealed record MapStyle(MapOrder Order = MapOrder.Value, bool HexKeys = false)
{
    /// <summary>Upstream's style.</summary>
    public static MapStyle Default { get; } = new();
}

/// <summary>A row of a printed map.</summary>
/// <param name="Key">The key's bytes.</param>
/// <param name="Value">The value over all CPUs.</param>
public sealed record MapRow(byte[] Key, MapValue Value);

/// <summary>A map as it is printed: merged over CPUs, sorted, cut to <c>top</c> and divided by <c>div</c>.</summary>
public sealed class MapView
{
    private MapView(MapInfo map, IReadOnlyList<MapRow> rows, ulong divisor, MapStyle style)
    {
        Map = map;
        Style = style;
        Rows = rows;
        Divisor = divisor;
    }

    /// <summary>The map.</summary>
    public MapInfo Map { get; }

    /// <summary>How it prints.</summary>
    public MapStyle Style { get; }

    /// <summary>Its rows, in order of printing.</summary>
    public IReadOnlyList<MapRow> Rows { get; }

    /// <summary>What divides plain values; 1 for nothing. Aggregates are divided already.</summary>
    public ulong Divisor { get; }

    /// <summary>Prepares a map for printing.</summary>
    /// <param name="map">The map.</param>
    /// <param name="elements">Its elements, in any order.</param>
    /// <param name="top">M-out-top: how many to keep; 0 for all.</param>
    /// <param name="divisor">M-out-div: 0 and 1 for none.</param>
    /// <param name="unixBase">
    /// Nanoseconds since 1970 at which the boot-time clock was 0, see <see cref="TimeFormat.BootBase"/>; used by time
    /// series only.
    /// </param>
    /// <param name="zeroIfEmpty">F-print: an unkeyed map without a value prints its zero; at the end it prints nothing.</param>
    /// <param name="style">Order and form of the rows; <c>top</c> chooses by value whatever the order.</param>
    public static MapView Create(
        MapInfo map,
        IReadOnlyList<MapElement> elements,
        long top = 0,
        long divisor = 0,
        Func<long>? unixBase = null,
        bool zeroIfEmpty = false,
        MapStyle? style = null)
    {
        style ??= MapStyle.Default;
        var div = divisor <= 0 ? 1 : (ulong)divisor;
        if (elements.Count == 0 && zeroIfEmpty && map.Key is null && Zero(map) is { } zero)
            elements = [zero];
        var rows = map.Aggregate is { Kind: AggregateKind.TSeries } series
            ? TimeSeriesRows.Create(map, series, elements, unixBase is null ? 0 : unixBase())
            : SortedRows(map, elements, div);
        if (top > 0 && rows.Count > top)
            rows.RemoveRange(0, rows.Count - (int)top);
        if (style.Order is MapOrder.Key or MapOrder.KeyDescending)
            rows.Sort((a, b) => KeyComparer.Compare(map.Key, a.Key, b.Key));
        if (style.Order is MapOrder.ValueDescending or MapOrder.KeyDescending)
            rows.Reverse();
        return new MapView(map, rows, div, style);
    }

    /// <summary>
    /// Whether a slot of a per-CPU array was never written (M-out-exit). Maps that live in hashes need no such test.
    /// </summary>
    public static bool IsUnused(ReadOnlySpan<byte> values) => values.IndexOfAnyExcept((byte)0) < 0;

    private static MapElement? Zero(MapInfo map) => map.Aggregate switch
    {
        null => new MapElement([], new byte[map.Value.Size]),
        { Kind: AggregateKind.Hist or AggregateKind.LHist or AggregateKind.TSeries } => null,
        _ => new MapElement([], new byte[map.ValueSize]),
    };

    private static List<MapRow> SortedRows(MapInfo map, IReadOnlyList<MapElement> elements, ulong divisor)
    {
        var rows = new List<(Number Order, MapRow Row)>(elements.Count);
        foreach (var element in elements)
            rows.Add(Row(map, element, divisor));
        rows.Sort((a, b) =>
        {
            var order = a.Order.CompareTo(b.Order);
            return order != 0 ? order : KeyComparer.Compare(map.Key, a.Row.Key, b.Row.Key);
        });
        var sorted = new List<MapRow>(rows.Count);
        foreach (var (_, row) in rows)
            sorted.Add(row);
        return sorted;
    }

    private static (Number Order, MapRow Row) Row(MapInfo map, MapElement element, ulong divisor)
    {
        if (map.Aggregate is not { } aggregate)
        {
            // Only integers have an order of their own; others go by key.
            var order = map.Value is ValueType.Integer or ValueType.Enum ? Number.Read(map.Value, element.Value) : default;
            return (order, new MapRow(element.Key, new MapValue.Plain(element.Value)));
        }

        var (number, value) = Merged(aggregate, element.Value, map.ValueSize, divisor);
        return (number, new MapRow(element.Key, value));
    }

    private static (Number Order, MapValue Value) Merged(
        AggregateInfo aggregate, byte[] values, int size, ulong divisor)
    {
        switch (aggregate.Kind)
        {
            case AggregateKind.Hist:
            case AggregateKind.LHist:
                var counts = Merge.Buckets(values, aggregate.BucketCount);
                var total = 0ul;
                foreach (var count in counts)
                    total += count;
                return (new Number((long)total, false), aggregate.Kind == AggregateKind.Hist
                    ? HistogramBuckets.Logarithmic(counts, aggregate.Bits, divisor)
                    : HistogramBuckets.Linear(counts, aggregate));
            case AggregateKind.Stats:
                var stats = Merge.Stats(values, aggregate.Signed);
                return (stats.Average, stats with { Average = stats.Average.Divide(divisor) });
            case AggregateKind.Avg:
                return Scalar(Merge.Stats(values, aggregate.Signed).Average, divisor);
            case AggregateKind.Min:
            case AggregateKind.Max:
                return Scalar(Merge.Extreme(values, aggregate.Signed, aggregate.Kind == AggregateKind.Max), divisor);
            default:
                var signed = aggregate.Kind == AggregateKind.Sum && aggregate.Signed;
                return Scalar(new Number(Merge.Sum(values, size), signed), divisor);
        }
    }

    private static (Number Order, MapValue Value) Scalar(Number value, ulong divisor) =>
        (value, new MapValue.Scalar(value.Divide(divisor)));
}
