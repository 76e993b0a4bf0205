using System.Collections.Immutable;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Aggregates;

/// <summary>An element as the kernel gives it.</summary>
/// <param name="Key">The key; empty for an unkeyed map.</param>
/// <param name="Value">
/// The value; of per-CPU maps the values of all CPUs one after another, each of
/// <see cref="Contract.MapInfo.ValueSize"/> bytes.
/// </param>
public readonly record struct MapElement(byte[] Key, byte[] Value);

/// <summary>The value of a map element over all CPUs, ready to print.</summary>
public abstract record MapValue
{
    /// <summary>The value of a plain map.</summary>
    public sealed record Plain(byte[] Data) : MapValue;

    /// <summary>Count, sum, min, max or avg.</summary>
    public sealed record Scalar(Number Value) : MapValue;

    /// <summary>M-stats.</summary>
    public sealed record Stats(Number Count, Number Average, Number Total) : MapValue;

    /// <summary>M-hist or M-lhist: from the lowest to the highest bucket that is not empty.</summary>
    public sealed record Histogram(ImmutableArray<Bucket> Buckets) : MapValue;

    /// <summary>M-tseries: intervals in order of time.</summary>
    public sealed record TimeSeries(ImmutableArray<TimePoint> Points) : MapValue;
}

/// <summary>A bucket of a histogram; an open end is null.</summary>
public readonly record struct Bucket(Bound? Low, Bound? High, ulong Count);

/// <summary>A bound of a bucket.</summary>
/// <param name="Value">The number; bounds are never negative.</param>
/// <param name="Label">Text when it is not just the number, such as <c>4K</c>.</param>
public readonly record struct Bound(ulong Value, string? Label = null);

/// <summary>An interval of a time series; without a value if nothing was recorded.</summary>
public readonly record struct TimePoint(long UnixNanoseconds, Number? Value);
