using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Output;
using Xunit;
using static Tracegate.GoldenTests.Output.Harness;

namespace Tracegate.GoldenTests.Output;

/// <summary>Histograms as upstream draws them: M-hist, M-lhist, M-hist-index, M-out-row.</summary>
public class HistogramTests
{
    private static string Hist(int bits, params long[] values) => Show(new AggregateInfo(AggregateKind.Hist, Bits: bits), values);

    private static string LHist(long min, long max, long step, params long[] values) =>
        Show(new AggregateInfo(AggregateKind.LHist, Min: min, Max: max, Step: step), values);

    private static string Show(AggregateInfo info, long[] values) =>
        Map(OutputFormat.Text, MapView.Create(Aggregate(info), [new([], Counts(info, values))]));

    private static string[] Labels(string map) =>
        [.. map.Split('\n').Where(l => l.StartsWith('[') || l.StartsWith('(')).Select(l => l[..16].TrimEnd())];

    // M-out-hist, M-out-label, M-out-range
    [Fact]
    public void M_out_hist_rows()
    {
        Assert.Equal("""
            @x:
            (..., 0)               1 |@@@@@@@@@@@@@@@@@                                   |
            [0]                    1 |@@@@@@@@@@@@@@@@@                                   |
            [1]                    1 |@@@@@@@@@@@@@@@@@                                   |
            [2, 4)                 0 |                                                    |
            [4, 8)                 3 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|
            [8, 16)                0 |                                                    |
            [16, 32)               0 |                                                    |
            [32, 64)               0 |                                                    |
            [64, 128)              0 |                                                    |
            [128, 256)             0 |                                                    |
            [256, 512)             0 |                                                    |
            [512, 1K)              0 |                                                    |
            [1K, 2K)               0 |                                                    |
            [2K, 4K)               1 |@@@@@@@@@@@@@@@@@                                   |


            """, Hist(0, -3, 0, 1, 5, 5, 5, 3000));
    }

    [Fact]
    public void Labels_of_finer_histograms_keep_four_digits()
    {
        Assert.Equal(["[1536, 1792)"], Labels(Hist(2, 1600)));
        Assert.Equal(["[3584, 4K)", "[4K, 5K)"], Labels(Hist(2, 3584, 5000)));
        Assert.Equal(["[768K, 1024K)", "[1024K, 1536K)", "[1536K, 2M)"], Labels(Hist(1, 800 << 10, 2_000_000)));
        Assert.Equal(["[7]", "[8, 10)"], Labels(Hist(2, 7, 9)));
        Assert.Equal(["[63]", "[64, 66)"], Labels(Hist(5, 63, 64)));
        Assert.Equal(["[4E, 8E)"], Labels(Hist(0, long.MaxValue)));
        Assert.Equal(["(..., 0)"], Labels(Hist(3, -1)));
    }

    [Fact]
    public void M_out_lhist_rows()
    {
        Assert.Equal(["[20, ...)"], Labels(LHist(0, 25, 10, 24, 25)));
        Assert.Equal(["(..., 0)", "[0, 1K)", "[1K, 2K)", "[2K, 3K)", "[3K, 4K)", "[4K, ...)"], Labels(LHist(0, 4096, 1024, 3000, -1, 5000)));
        Assert.Equal(["[3]", "[4]"], Labels(LHist(0, 10, 1, 3, 4)));
        Assert.Equal(["(..., 5)", "[5, 15)", "[15, ...)"], Labels(LHist(5, 15, 10, 0, 7, 15)));
        Assert.Equal("@x:\n[0, 10)                1 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|\n\n", LHist(0, 100, 10, 7));
    }

    [Fact]
    public void Keyed_histograms_are_ordered_by_total_and_divided()
    {
        var info = new AggregateInfo(AggregateKind.Hist);
        var map = Aggregate(info, I64);
        var view = MapView.Create(map,
            [new(Words(1), [.. Counts(info, 3, 3), .. Counts(info, 3, 3)]), new(Words(2), [.. Counts(info, 1), .. Counts(info)])], divisor: 2);
        Assert.Equal("""
            @x[2]:
            [1]                    0 |                                                    |

            @x[1]:
            [2, 4)                 2 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|


            """, Map(OutputFormat.Text, view));
    }

    [Fact]
    public void J_hist_bounds_are_inclusive()
    {
        var info = new AggregateInfo(AggregateKind.Hist);
        var view = MapView.Create(Aggregate(info), [new([], Counts(info, -1, 0, 2))]);
        Assert.Equal(
            """{"type": "hist", "data": {"@x": [{"max": -1, "count": 1},{"min": 0, "max": 0, "count": 1},{"min": 1, "max": 1, "count": 0},{"min": 2, "max": 3, "count": 1}]}}""" + "\n",
            Map(OutputFormat.Json, view));
        view = MapView.Create(Aggregate(info), [new([], Counts(info, long.MaxValue))]);
        Assert.Equal(
            """{"type": "hist", "data": {"@x": [{"min": 4611686018427387904, "max": "9223372036854775807", "count": 1}]}}""" + "\n",
            Map(OutputFormat.Json, view));
        var linear = new AggregateInfo(AggregateKind.LHist, Min: 0, Max: 10, Step: 3);
        view = MapView.Create(Aggregate(linear, Harness.I64), [new(Words(5), Counts(linear, 9))]);
        Assert.Equal("""{"type": "hist", "data": {"@x": {"5": [{"min": 9, "count": 1}]}}}""" + "\n", Map(OutputFormat.Json, view));
    }
}
