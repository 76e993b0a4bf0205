using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Output;
using Xunit;
using static Tracegate.GoldenTests.Output.Harness;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.GoldenTests.Output;

/// <summary>Maps of numbers and plain values: M-out-scalar, M-out-keyed, M-out-order, M-out-top, M-out-div, J-map.</summary>
public class MapTests
{
    private static readonly ValueType.Composite CommPid =
        new(true, 24, 8, [new("", 0, new ValueType.Text(16)), new("", 16, I64)]);

    private static MapElement Element(byte[] key, params long[] words) => new(key, Words(words));

    // M-count: per-CPU values add up.
    [Fact]
    public void M_out_scalar_and_J_map()
    {
        var map = Aggregate(new AggregateInfo(AggregateKind.Count));
        var view = MapView.Create(map, [Element([], 3, 0, 2)]);
        Assert.Equal("@x: 5\n", Map(OutputFormat.Text, view));
        Assert.Equal("{\"type\": \"map\", \"data\": {\"@x\": 5}}\n", Map(OutputFormat.Json, view));
    }

    [Fact]
    public void M_out_keyed_drops_the_parentheses_of_a_tuple()
    {
        var map = Aggregate(new AggregateInfo(AggregateKind.Sum, Signed: true), CommPid);
        var view = MapView.Create(map, [Element([.. Chars("ls x", 16), .. Words(9)], 4), Element([.. Chars("sh", 16), .. Words(3)], -2)]);
        Assert.Equal("@x[sh, 3]: -2\n@x[ls x, 9]: 4\n", Map(OutputFormat.Text, view));
        Assert.Equal("{\"type\": \"map\", \"data\": {\"@x\": {\"sh,3\": -2, \"lsx,9\": 4}}}\n", Map(OutputFormat.Json, view));
        var texts = Plain(new ValueType.Text(8), new ValueType.Text(16));
        view = MapView.Create(texts, [new(Chars("(sd-pam)", 16), Chars("v", 8))]);
        Assert.Equal("@x[(sd-pam)]: v\n", Map(OutputFormat.Text, view));
    }

    // M-sum: the flag beside the sum of a slot tells a sum of zeros from none.
    [Fact]
    public void M_out_exit_prints_a_sum_of_zeros()
    {
        var map = Aggregate(new AggregateInfo(AggregateKind.Sum, Signed: true)) with { Storage = MapStorage.PercpuArray };
        Assert.Equal("@x: -3\n", Map(OutputFormat.Text, MapView.Create(map, [Element([], 4, 1, -7, 1, 0, 0)])));
        Assert.False(MapView.IsUnused(Words(0, 1, 0, 0)));
        Assert.True(MapView.IsUnused(Words(0, 0, 0, 0)));
    }

    // F-print: an unkeyed map without a value prints its zero; at the end (M-out-exit) nothing.
    [Fact]
    public void Empty_maps()
    {
        var sum = Aggregate(new AggregateInfo(AggregateKind.Sum, Signed: true));
        var stats = Aggregate(new AggregateInfo(AggregateKind.Stats, Signed: true));
        var hist = Aggregate(new AggregateInfo(AggregateKind.Hist));
        var text = Plain(new ValueType.Text(8));
        Assert.Equal("@x: 0\n", Map(OutputFormat.Text, MapView.Create(sum, [], zeroIfEmpty: true)));
        Assert.Equal("@x: { .count = 0, .average = 0, .total = 0 }\n", Map(OutputFormat.Text, MapView.Create(stats, [], zeroIfEmpty: true)));
        Assert.Equal("@x: \n", Map(OutputFormat.Text, MapView.Create(text, [], zeroIfEmpty: true)));
        Assert.Equal("", Map(OutputFormat.Text, MapView.Create(hist, [], zeroIfEmpty: true)));
        Assert.Equal("", Map(OutputFormat.Json, MapView.Create(sum, [])));
        Assert.Equal("", Map(OutputFormat.Text, MapView.Create(Plain(I64, I64), [], zeroIfEmpty: true)));
    }

    [Theory]
    [InlineData(AggregateKind.Min, true, "@x[2]: -7\n@x[1]: -3\n@x[3]: 4\n")]
    [InlineData(AggregateKind.Max, true, "@x[1]: -3\n@x[2]: -1\n@x[3]: 5\n")]
    public void X_sort_sign_orders_signed_extremes(AggregateKind kind, bool signed, string expected)
    {
        var map = Aggregate(new AggregateInfo(kind, signed), I64);
        // The third CPU has taken no value.
        var view = MapView.Create(map,
            [Element(Words(1), -3, 1, -3, 1, 9, 0), Element(Words(2), -7, 1, -1, 1, 0, 0), Element(Words(3), 4, 1, 5, 1, 0, 0)]);
        Assert.Equal(expected, Map(OutputFormat.Text, view));
    }

    [Fact]
    public void X_sort_narrow_orders_narrow_integers_and_breaks_ties_by_key()
    {
        var map = Plain(new ValueType.Integer(1, true), I32);
        var view = MapView.Create(map,
            [new(Ints(3), [5]), new(Ints(1), [0xff]), new(Ints(2), [20]), new(Ints(-4), [5])]);
        Assert.Equal("@x[1]: -1\n@x[-4]: 5\n@x[3]: 5\n@x[2]: 20\n", Map(OutputFormat.Text, view));
    }

    [Fact]
    public void M_out_order_of_other_values_is_by_key()
    {
        var map = Plain(new ValueType.Text(4), CommPid);
        MapElement Row(string comm, long pid) => new([.. Chars(comm, 16), .. Words(pid)], Chars("v", 4));
        var view = MapView.Create(map, [Row("b", 1), Row("a", 10), Row("a", -9)]);
        Assert.Equal("@x[a, -9]: v\n@x[a, 10]: v\n@x[b, 1]: v\n", Map(OutputFormat.Text, view));
        var unsigned = Plain(new ValueType.Text(4), U64);
        view = MapView.Create(unsigned, [new(Words(-1), Chars("v", 4)), new(Words(1), Chars("v", 4))]);
        Assert.Equal("@x[1]: v\n@x[18446744073709551615]: v\n", Map(OutputFormat.Text, view));
    }

    // M-avg
    [Fact]
    public void M_out_top_and_M_out_div()
    {
        var map = Aggregate(new AggregateInfo(AggregateKind.Avg, Signed: true), I64);
        var elements = new[] { Element(Words(1), 13, 2, 0, 0), Element(Words(2), -6, 2, -1, 1), Element(Words(3), 100, 1, 0, 0) };
        Assert.Equal("@x[2]: -2\n@x[1]: 6\n@x[3]: 100\n", Map(OutputFormat.Text, MapView.Create(map, elements)));
        Assert.Equal("@x[1]: 3\n@x[3]: 50\n", Map(OutputFormat.Text, MapView.Create(map, elements, top: 2, divisor: 2)));
        Assert.Equal("{\"type\": \"stats\", \"data\": {\"@x\": {\"3\": 100}}}\n", Map(OutputFormat.Json, MapView.Create(map, elements, top: 1)));
    }

    [Fact]
    public void M_out_stats_and_J_stats()
    {
        var map = Aggregate(new AggregateInfo(AggregateKind.Stats, Signed: true), new ValueType.Text(8));
        var elements = new[] { Element(Chars("a", 8), 4, 1, -10, 1), Element(Chars("b", 8), -100, 1, 0, 0) };
        Assert.Equal("""
            @x[b]: { .count = 1, .average = -50, .total = -100 }
            @x[a]: { .count = 2, .average = -1, .total = -6 }

            """, Map(OutputFormat.Text, MapView.Create(map, elements, divisor: 2)));
        Assert.Equal(
            """{"type": "stats", "data": {"@x": {"b": {"count": 1, "average": -100, "total": -100}, "a": {"count": 2, "average": -3, "total": -6}}}}""" + "\n",
            Map(OutputFormat.Json, MapView.Create(map, elements)));
    }

    [Theory]
    [InlineData(MapOrder.ValueDescending, "@x[1]: 30\n@x[3]: 20\n")]
    [InlineData(MapOrder.Key, "@x[1]: 30\n@x[3]: 20\n")]
    [InlineData(MapOrder.KeyDescending, "@x[3]: 20\n@x[1]: 30\n")]
    public void X_order_arranges_what_top_chose(MapOrder order, string expected)
    {
        var elements = new[] { Element(Words(1), 30), Element(Words(2), 10), Element(Words(3), 20) };
        var map = Aggregate(new AggregateInfo(AggregateKind.Count), I64);
        Assert.Equal(expected, Map(OutputFormat.Text, MapView.Create(map, elements, top: 2, style: new MapStyle(order))));
    }

    [Fact]
    public void X_mapfmt_shows_keys_in_hex()
    {
        var map = Aggregate(new AggregateInfo(AggregateKind.Count), CommPid);
        var view = MapView.Create(map, [Element([.. Chars("sh", 16), .. Words(255)], 10)], style: new MapStyle(HexKeys: true));
        Assert.Equal("@x[sh, 0xff]: 10\n", Map(OutputFormat.Text, view));
        Assert.Equal("{\"type\": \"map\", \"data\": {\"@x\": {\"sh,0xff\": 10}}}\n", Map(OutputFormat.Json, view));
    }

    [Fact]
    public void M_out_stack_as_a_key_ends_on_its_own_line()
    {
        var map = Aggregate(new AggregateInfo(AggregateKind.Count), new ValueType.KernelStack(StackMode.Bpftrace, 2));
        var view = MapView.Create(map, [Element([.. Words(1), .. Ints(1, 0)], 7)]);
        Assert.Equal("@x[\n        kfunc+5\n]: 7\n",
            Printed(OutputFormat.Text, o => o.Map(view), new FixedServices { Frames = Words(0x15) }));
    }
}
