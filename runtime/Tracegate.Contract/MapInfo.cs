namespace Tracegate.Contract;

/// <summary>Where the elements of a script's map live.</summary>
public enum MapStorage
{
    /// <summary>BPF_MAP_TYPE_HASH.</summary>
    Hash,

    /// <summary>BPF_MAP_TYPE_LRU_HASH.</summary>
    LruHash,

    /// <summary>BPF_MAP_TYPE_PERCPU_HASH.</summary>
    PercpuHash,

    /// <summary>BPF_MAP_TYPE_LRU_PERCPU_HASH.</summary>
    PercpuLruHash,

    /// <summary>One slot of a BPF_MAP_TYPE_PERCPU_ARRAY: an unkeyed aggregate.</summary>
    PercpuArray,

    /// <summary>A slot of <see cref="WellKnown.ScalarsSection"/>: an unkeyed integer or pointer.</summary>
    Global,
}

/// <summary>The aggregate functions (LANGUAGE section 5.1) and the layout of one CPU's value.</summary>
public enum AggregateKind
{
    /// <summary><c>u64</c> count.</summary>
    Count,

    /// <summary>
    /// <c>i64</c> or <c>u64</c> sum. In a <see cref="MapStorage.PercpuArray"/> a <c>u64</c> follows that is 1 once a value
    /// was taken, since a sum of zeros is not the same as none.
    /// </summary>
    Sum,

    /// <summary><c>i64</c> or <c>u64</c> value, <c>u64</c> flag that is 1 once a value was taken.</summary>
    Min,

    /// <summary>As <see cref="Min"/>.</summary>
    Max,

    /// <summary><c>i64</c> or <c>u64</c> total, <c>u64</c> count.</summary>
    Avg,

    /// <summary>As <see cref="Avg"/>.</summary>
    Stats,

    /// <summary><c>u64</c> for every bucket of M-hist-index with <see cref="AggregateInfo.Bits"/>.</summary>
    Hist,

    /// <summary><c>u64</c> for underflow, every step, and overflow.</summary>
    LHist,

    /// <summary>
    /// One element per interval: the key is followed by a <c>u32</c> slot (aligned to 4; the key alone is padded to
    /// that), the value is <c>i64</c> or <c>u64</c> value, <c>u64</c> meta (count for avg; order stamp for none;
    /// otherwise 1), <c>u64</c> epoch (interval number since boot + 1; 0: unused).
    /// </summary>
    TSeries,
}

/// <summary>How a time series combines the values of one interval (M-tseries).</summary>
public enum TSeriesOperation
{
    /// <summary>The last value.</summary>
    None,

    /// <summary>Average.</summary>
    Avg,

    /// <summary>Largest.</summary>
    Max,

    /// <summary>Smallest.</summary>
    Min,

    /// <summary>Sum.</summary>
    Sum,
}

/// <summary>An aggregate's kind and constants.</summary>
/// <param name="Kind">Which function.</param>
/// <param name="Signed">Whether the values are signed.</param>
/// <param name="Bits">hist: k, 2^k buckets per power of two.</param>
/// <param name="Min">lhist: lower bound.</param>
/// <param name="Max">lhist: upper bound.</param>
/// <param name="Step">lhist: width of a bucket.</param>
/// <param name="IntervalNs">tseries: length of an interval.</param>
/// <param name="Intervals">tseries: number of intervals kept.</param>
/// <param name="Operation">tseries: how values combine.</param>
public sealed record AggregateInfo(
    AggregateKind Kind,
    bool Signed = false,
    int Bits = 0,
    long Min = 0,
    long Max = 0,
    long Step = 1,
    ulong IntervalNs = 0,
    int Intervals = 0,
    TSeriesOperation Operation = TSeriesOperation.None)
{
    /// <summary>Number of <c>u64</c> buckets of one CPU's value of hist and lhist; 0 for others.</summary>
    public int BucketCount => Kind switch
    {
        // M-hist-index: 0 holds negatives; 1..2^k the values below 2^k; then 2^k per power of two up to 2^63.
        AggregateKind.Hist => 1 + ((64 - Bits + 1) << Bits),
        AggregateKind.LHist => (int)((Max - Min + Step - 1) / Step) + 2,
        _ => 0,
    };

    /// <summary>Bytes of one CPU's value.</summary>
    public int ValueSize => Kind switch
    {
        AggregateKind.Count or AggregateKind.Sum => 8,
        AggregateKind.Hist or AggregateKind.LHist => 8 * BucketCount,
        AggregateKind.TSeries => 24,
        _ => 16,
    };
}

/// <summary>A map of the script.</summary>
/// <param name="Name">Name in the script, with <c>@</c>.</param>
/// <param name="Symbol">Name of the BPF map; empty for <see cref="MapStorage.Global"/>.</param>
/// <param name="Storage">Where it lives.</param>
/// <param name="Key">Key type; null for an unkeyed map. An unkeyed map in a hash has the key <c>u32</c> 0.</param>
/// <param name="Value">Value type of a plain map; <see cref="ValueType.None"/> for an aggregate.</param>
/// <param name="Aggregate">The aggregate, or null for a plain map.</param>
/// <param name="MaxEntries">Compiled number of entries.</param>
/// <param name="DefaultSize">Whether C-max_map_keys may change the number at load.</param>
/// <param name="GlobalOffset">
/// <see cref="MapStorage.Global"/>: byte offset of the value in its section. A <c>u64</c> follows that is 1 while the
/// map has a value.
/// </param>
/// <param name="Accumulates">
/// X-print-race. Programs do nothing to the elements but add to them, word by word, and never ask for them. A runtime
/// may then clear such a map without touching it: by remembering the values and subtracting them from later ones.
/// </param>
public sealed record MapInfo(
    string Name,
    string Symbol,
    MapStorage Storage,
    ValueType? Key,
    ValueType Value,
    AggregateInfo? Aggregate,
    int MaxEntries,
    bool DefaultSize,
    int GlobalOffset = 0,
    bool Accumulates = false)
{
    /// <summary>Bytes of an element's value; of one CPU's in a per-CPU map.</summary>
    public int ValueSize => Aggregate switch
    {
        null => Value.Size,
        { Kind: AggregateKind.Sum } when Storage == MapStorage.PercpuArray => 16,
        _ => Aggregate.ValueSize,
    };
}
