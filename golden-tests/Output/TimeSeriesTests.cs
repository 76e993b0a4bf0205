using System.Text.RegularExpressions;
using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Output;
using Xunit;
using static Tracegate.GoldenTests.Output.Harness;

namespace Tracegate.GoldenTests.Output;

/// <summary>Time series as upstream draws them: M-tseries, M-out-tseries, J-tseries.</summary>
public class TimeSeriesTests
{
    private const long Millisecond = 1_000_000;

    private static AggregateInfo Info(TSeriesOperation operation, ulong interval = 10 * Millisecond, int intervals = 5, bool signed = true) =>
        new(AggregateKind.TSeries, signed, IntervalNs: interval, Intervals: intervals, Operation: operation);

    // An element: slot in the key, then value, meta and epoch for each CPU.
    private static MapElement Slot(int slot, params long[] cpus) => new(Ints(slot), Words(cpus));

    private static string Draw(MapInfo map, params MapElement[] elements) =>
        Regex.Replace(Map(OutputFormat.Text, MapView.Create(map, elements)), @"^\d\d:\d\d:", "HH:MM:", RegexOptions.Multiline);

    [Fact]
    public void M_out_tseries_with_a_zero_line()
    {
        var map = Aggregate(Info(TSeriesOperation.None));
        Assert.Equal("""
            @x:
                         -10                                                40
            hh:mm:ss.ms  |___________________________________________________|
            HH:MM:00.030 *         .                                         | -10
            HH:MM:00.040 |         .                    *                    | 20
            HH:MM:00.050 |         .                                         * 40
                         v___________________________________________________v
                         -10                                                40


            """, Draw(map, Slot(0, -10, 1, 4), Slot(1, 20, 1, 5), Slot(2, 40, 1, 6)));
    }

    [Fact]
    public void A_single_value_stands_in_the_middle()
    {
        var map = Aggregate(Info(TSeriesOperation.None, interval: Millisecond));
        Assert.Equal("""
            @x:
                               4                                                   6
            hh:mm:ss.ns        |___________________________________________________|
            HH:MM:00.047000000 |                         *                         | 5
                               v___________________________________________________v
                               4                                                   6


            """, Draw(map, Slot(0, 5, 1, 48)));
    }

    [Theory]
    [InlineData(TSeriesOperation.None, "7")]
    [InlineData(TSeriesOperation.Avg, "3")]
    [InlineData(TSeriesOperation.Max, "7")]
    [InlineData(TSeriesOperation.Min, "5")]
    [InlineData(TSeriesOperation.Sum, "12")]
    public void Values_of_one_interval_combine(TSeriesOperation operation, string expected)
    {
        // The third CPU still holds an older round of this slot; the fourth was never used.
        var view = MapView.Create(Aggregate(Info(operation)), [Slot(0, 5, 1, 9, 7, 3, 9, 99, 8, 4, 0, 0, 0)]);
        Assert.Equal(
            """{"type": "tseries", "data": {"@x": [{"interval_start":"1970-01-01 00:00:00.080000000","value":""" + expected + "}]}}\n",
            Map(OutputFormat.Json, view));
    }

    [Fact]
    public void Gaps_are_shown_and_old_intervals_dropped()
    {
        var map = Aggregate(Info(TSeriesOperation.Sum, interval: 2_000_000_000, intervals: 3, signed: false), I64);
        MapElement Keyed(long key, int slot, long value, long epoch) => new([.. Words(key), .. Ints(slot)], Words(value, 1, epoch));
        var elements = new[] { Keyed(1, 0, 4, 8), Keyed(1, 2, 9, 10), Keyed(1, 1, 5, 7), Keyed(2, 0, 3, 9) };
        Assert.Equal("""
            @x[2]:
                     2                                                   4
            hh:mm:ss |___________________________________________________|
            HH:MM:16 |                         *                         | 3
            HH:MM:18 |                                                   | -
                     v___________________________________________________v
                     2                                                   4

            @x[1]:
                     4                                                   9
            hh:mm:ss |___________________________________________________|
            HH:MM:14 *                                                   | 4
            HH:MM:16 |                                                   | -
            HH:MM:18 |                                                   * 9
                     v___________________________________________________v
                     4                                                   9


            """, Draw(map, elements));
        Assert.Equal(
            """{"type": "tseries", "data": {"@x": {"2": [{"interval_start":"1970-01-01 00:00:16.000000000","value":3}], "1": [{"interval_start":"1970-01-01 00:00:14.000000000","value":4},{"interval_start":"1970-01-01 00:00:18.000000000","value":9}]}}}""" + "\n",
            Map(OutputFormat.Json, MapView.Create(map, elements)));
    }
}
