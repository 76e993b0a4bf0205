using System.Collections.Immutable;
using System.Text;
using Tracegate.Contract;
using Xunit;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.GoldenTests.Output;

/// <summary>The metadata section: what goes in comes out, and damage is told as such.</summary>
public class MetadataTests
{
    private static readonly ValueType.Integer I32 = new(4, true);

    private static ObjectMetadata Sample()
    {
        var location = new SourceLocation("x.bt", 3, 7, 12, "  @a[comm] = hist(1);");
        var color = new ValueType.Enum("color", 4, true, [new("RED", 0), new("MINUS", ulong.MaxValue)]);
        var composite = new ValueType.Composite(false, 24, 8,
        [
            new("a", 0, I32, 3, 5), new("b", 8, new ValueType.Array(color, 2)), new("c", 16, new ValueType.Pointer()),
        ]);
        ImmutableArray<ValueType> types =
        [
            new ValueType.None(), new ValueType.Boolean(), new ValueType.Integer(1, false), new ValueType.Integer(2, true),
            new ValueType.Integer(8, false), color, new ValueType.Text(64), new ValueType.Buffer(100), composite,
            new ValueType.Composite(true, 8, 4, [new("", 0, I32), new("", 4, I32)]), new ValueType.KernelSymbol(),
            new ValueType.UserSymbol(), new ValueType.KernelStack(StackMode.Perf, 9),
            new ValueType.UserStack(StackMode.BuildId, 127), new ValueType.Timestamp(), new ValueType.Inet(),
            new ValueType.MacAddress(), new ValueType.Username(), new ValueType.CgroupPath(), new ValueType.ProbeName(),
        ];
        return new ObjectMetadata
        {
            SourceName = "x.bt",
            SourceHash = "00ff",
            Compiler = "1",
            Programs =
            [
                new("p0", "tracepoint/a/b", 0, "tracepoint", ["a", "b*"], "t:a:b*", true, true,
                    [new("f", 4), new("g", 8, 2)], location)
                {
                    SharesCookie = true,
                    OtherPlaces = [new("t:a:c", ["a", "c"])],
                    Config = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("missing_probes", "warn"),
                },
            ],
            Maps =
            [
                new("@a", "AT_a", MapStorage.PercpuHash, new ValueType.Text(16), new ValueType.None(),
                    new AggregateInfo(AggregateKind.Hist, true, 2), 4096, true),
                new("@l", "AT_l", MapStorage.PercpuArray, null, new ValueType.None(),
                    new AggregateInfo(AggregateKind.LHist, Min: 1, Max: 11, Step: 5), 1, false),
                new("@t", "AT_t", MapStorage.PercpuHash, null, new ValueType.None(),
                    new AggregateInfo(AggregateKind.TSeries, IntervalNs: 5, Intervals: 9, Operation: TSeriesOperation.Max), 1, false),
                new("@s", "", MapStorage.Global, null, I32, null, 1, false, 16),
            ],
            Events =
            [
                new(EventAction.Printf, "\udcff é \u00ff 😀\n", [.. types.Select(t => new EventArgument(8, t))]),
                new(EventAction.PrintMap, "", [], 1, 10, 2),
                new(EventAction.RuntimeError, "probe_read", [], Error: RuntimeErrorKind.Helper, Location: location),
            ],
            Strings = ["%H", ""],
            Constants = [new(LoadConstantKind.KernelAddress, "jiffies", 8, new ValueType.Integer(8, false))],
            Options = [new("n", I32, "5", "how many")],
            PositionalParameters = 2,
            Config = ImmutableSortedDictionary<string, string>.Empty.Add("str_trunc_trailer", "…\udc80"),
            Features = ["ringbuf"],
            Unsafe = true,
        };
    }

    [Fact]
    public void Metadata_is_read_as_it_was_written()
    {
        var bytes = MetadataWriter.Write(Sample());
        var read = MetadataReader.Read(bytes);
        Assert.Equal(bytes, MetadataWriter.Write(read));
        Assert.Equal(Sample().Events[0].Format, read.Events[0].Format);
        Assert.Equal("…\udc80", read.Config["str_trunc_trailer"]);
        Assert.Equal("warn", read.Programs[0].Config["missing_probes"]);
        Assert.Equal("a c", string.Join(" ", read.Programs[0].OtherPlaces[0].Target));
        Assert.Equal(11, read.Maps[1].Aggregate!.Max);
        Assert.Equal(20, read.Events[0].Arguments.Length);
    }

    [Fact]
    public void Empty_metadata_is_short()
    {
        var bytes = MetadataWriter.Write(new ObjectMetadata());
        Assert.Equal("""{"config":{}}""", Encoding.UTF8.GetString(bytes.AsSpan(ContractVersion.HeaderSize)));
        Assert.Empty(MetadataReader.Read(bytes).Programs);
    }

    [Fact]
    public void Names_cover_their_enumerations()
    {
        Assert.Equal(Enum.GetValues<EventAction>().Length, MetadataNames.Actions.Length);
        Assert.Equal(Enum.GetValues<RuntimeErrorKind>().Length, MetadataNames.Errors.Length);
        Assert.Equal(Enum.GetValues<LoadConstantKind>().Length, MetadataNames.Constants.Length);
        Assert.Equal(Enum.GetValues<MapStorage>().Length, MetadataNames.Storages.Length);
        Assert.Equal(Enum.GetValues<AggregateKind>().Length, MetadataNames.Aggregates.Length);
        Assert.Equal(Enum.GetValues<TSeriesOperation>().Length, MetadataNames.Operations.Length);
        Assert.Equal(Enum.GetValues<StackMode>().Length, MetadataNames.StackModes.Length);
    }

    [Fact]
    public void Unknown_properties_are_skipped()
    {
        var read = MetadataReader.Read(Section("""{"new":[{"x":1}],"source":"a","maps":[{"name":"@m","later":{}}]}"""));
        Assert.Equal("a", read.SourceName);
        Assert.Equal("@m", read.Maps[0].Name);
    }

    [Theory]
    [InlineData("""{"events":[{"map":0}]}""", "uses map 0 of 0")]
    [InlineData("""{"events":[{"action":"dance"}]}""", "unknown name 'dance'")]
    [InlineData("""{"maps":[{"value":"i24"}]}""", "unknown value type 'i24'")]
    [InlineData("""{"maps":[{"value":{"kind":"text","size":-1}}]}""", "bad size")]
    [InlineData("""{"maps":[{"value":{"kind":"array","size":99999999,"element":"u64"}}]}""", "array")]
    [InlineData("""{"source":5}""", "damaged at byte")]
    [InlineData("""{"parameters":"x"}""", "damaged")]
    [InlineData("[]", "damaged")]
    [InlineData("{", "damaged")]
    [InlineData("", "damaged")]
    public void Damaged_text_is_a_contract_exception(string text, string expected)
    {
        var e = Assert.Throws<ContractException>(() => MetadataReader.Read(Section(text)));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    // X-aot-version: the format's version counts, not the build.
    [Fact]
    public void Other_versions_and_cut_sections_are_told()
    {
        var bytes = MetadataWriter.Write(Sample());
        Assert.Contains("cut off", Fail(bytes.AsSpan(0, 9).ToArray()), StringComparison.Ordinal);
        Assert.Contains("cut off", Fail(bytes.AsSpan(0, 100).ToArray()), StringComparison.Ordinal);
        Assert.Contains("magic", Fail(With(bytes, 0, 1)), StringComparison.Ordinal);
        Assert.Contains("format 9,", Fail(With(bytes, 4, 9)), StringComparison.Ordinal);
        Assert.Contains("1.9", Fail(With(bytes, 8, 9)), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_damage_never_escapes_as_another_exception()
    {
        var random = new Random(1);
        var original = MetadataWriter.Write(Sample());
        for (var i = 0; i < 3000; i++)
        {
            var bytes = (byte[])original.Clone();
            for (var n = random.Next(1, 4); n > 0; n--)
                bytes[random.Next(ContractVersion.HeaderSize, bytes.Length)] = (byte)random.Next(256);
            try
            {
                MetadataReader.Read(bytes);
            }
            catch (ContractException)
            {
                // The only way to fail.
            }
        }
    }

    private static string Fail(byte[] section) =>
        Assert.Throws<ContractException>(() => MetadataReader.Read(section)).Message;

    private static byte[] With(byte[] bytes, int index, byte value)
    {
        var copy = (byte[])bytes.Clone();
        copy[index] = value;
        return copy;
    }

    private static byte[] Section(string text)
    {
        var json = Encoding.UTF8.GetBytes(text);
        var header = MetadataWriter.Write(new ObjectMetadata()).AsSpan(0, ContractVersion.HeaderSize).ToArray();
        BitConverter.TryWriteBytes(header.AsSpan(12), json.Length);
        return [.. header, .. json];
    }
}
