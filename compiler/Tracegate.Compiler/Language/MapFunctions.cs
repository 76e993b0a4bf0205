using System.Collections.Frozen;
using System.Collections.Immutable;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>The table of map functions (LANGUAGE 5.1).</summary>
public static class MapFunctions
{
    /// <summary>Most buckets of a linear histogram, besides under- and overflow.</summary>
    private const int MaxLinearBuckets = 1000;

    /// <summary>All rows.</summary>
    public static ImmutableArray<MapFunctionDescriptor> All { get; } =
    [
        new()
        {
            Name = "count",
            Summary = "counts events",
            Kind = AggregateKind.Count,
            TakesValue = false,
            Aggregate = _ => new AggregateInfo(AggregateKind.Count),
        },
        new()
        {
            Name = "sum",
            Summary = "adds values",
            Kind = AggregateKind.Sum,
            Aggregate = site => new AggregateInfo(AggregateKind.Sum, site.Signed),
        },
        new()
        {
            Name = "min",
            Summary = "keeps the least value",
            Kind = AggregateKind.Min,
            Aggregate = site => new AggregateInfo(AggregateKind.Min, site.Signed),
        },
        new()
        {
            Name = "max",
            Summary = "keeps the greatest value",
            Kind = AggregateKind.Max,
            Aggregate = site => new AggregateInfo(AggregateKind.Max, site.Signed),
        },
        new()
        {
            Name = "avg",
            Summary = "averages values",
            Kind = AggregateKind.Avg,
            Aggregate = site => new AggregateInfo(AggregateKind.Avg, site.Signed),
        },
        new()
        {
            Name = "stats",
            Summary = "counts, averages and adds values",
            Kind = AggregateKind.Stats,
            Aggregate = site => new AggregateInfo(AggregateKind.Stats, site.Signed),
        },
        new()
        {
            Name = "hist",
            Summary = "histogram with buckets that grow by powers of two",
            Kind = AggregateKind.Hist,
            Constants = [Take.Number("bits", 0, 5).OrNone()],
            Aggregate = site => new AggregateInfo(AggregateKind.Hist, site.Signed, Bits: (int)site.Constant(0)),
        },
        new()
        {
            Name = "lhist",
            Summary = "histogram with buckets of equal width",
            Kind = AggregateKind.LHist,
            Constants = [Take.Number("min", 0), Take.Number("max", 0), Take.Number("step", 1)],
            Aggregate = LinearHistogram,
        },
        new()
        {
            Name = "tseries",
            Summary = "value over time",
            Kind = AggregateKind.TSeries,
            Constants =
            [
                Take.Number("interval_ns", 1),
                Take.Number("num_intervals", 1, 1_000_000),
                Take.Word("aggregation", [.. MetadataNames.Operations.Skip(1)]).OrNone(),
            ],
            UnstableOption = "unstable_tseries",
            // Words count from 0; without a word the last value counts.
            Aggregate = site => new AggregateInfo(
                AggregateKind.TSeries,
                site.Signed,
                IntervalNs: (ulong)site.Constant(0),
                Intervals: (int)site.Constant(1),
                Operation: (TSeriesOperation)(site.Constant(2, -1) + 1)),
        },
    ];

    private static readonly FrozenDictionary<string, MapFunctionDescriptor> ByName = All.ToFrozenDictionary(row => row.Name);

    /// <summary>The row of a map function, or null.</summary>
    public static MapFunctionDescriptor? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The row of an aggregate.</summary>
    public static MapFunctionDescriptor Of(AggregateKind kind) => All.First(row => row.Kind == kind);

    private static AggregateInfo? LinearHistogram(MapFunctionSite site)
    {
        var (min, max, step) = (site.Constant(0), site.Constant(1), site.Constant(2));
        if (min >= max)
            site.Error($"min ({min}) must be less than max ({max})");
        else if (step > max - min)
            site.Error($"the step ({step}) is larger than the range ({max - min})");
        else if ((max - min) / step > MaxLinearBuckets)
            site.Error($"there would be {(max - min) / step} buckets, at most {MaxLinearBuckets} are allowed");
        else
            return new AggregateInfo(AggregateKind.LHist, site.Signed, Min: min, Max: max, Step: step);
        return null;
    }
}
