using System.Collections.Immutable;
using System.Text;
using Tracegate.Contract;
using Tracegate.Runtime.Values;
using Xunit;
using static Tracegate.GoldenTests.Output.Harness;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.GoldenTests.Output;

/// <summary>F-printf: conversions applied to records.</summary>
public class PrintfTests
{
    [Theory]
    // F-fmt-d, F-fmt-flags: zeros before the sign and on the right are upstream's.
    [InlineData("[%5d][%-5d][%05d][%-05d]", new long[] { -3, -3, -3, 3 }, "[   -3][-3   ][000-3][30000]")]
    [InlineData("[%+d][%+u][% d][%i]", new long[] { 3, 3, 3, -4 }, "[+3][3][3][-4]")]
    [InlineData("[%d][%ld][%u][%lu]", new long[] { 0x1_0000_0001, 0x1_0000_0001, -1, -1 }, "[1][4294967297][4294967295][18446744073709551615]")]
    // F-fmt-x
    [InlineData("[%#x][%#X][%#o][%#x][%x]", new long[] { 31, 31, 15, 0, -1 }, "[0x1f][0X1F][017][0][ffffffff]")]
    // F-fmt-p
    [InlineData("[%p][%p][%10p][%p]", new long[] { 0, 255, 255, -1 }, "[0][0xff][      0xff][0xffffffffffffffff]")]
    // F-fmt-len
    [InlineData("[%hhd][%hx][%zd][%jx][%td]", new long[] { 300, -1, -1, -1, -5 }, "[44][ffff][-1][ffffffffffffffff][-5]")]
    // F-fmt-c
    [InlineData("[%c%c%hc]", new long[] { 65, 0x142, 67 }, "[ABC]")]
    // F-fmt-gr
    [InlineData("%gr %gr %gr %gr", new long[] { 0xcc0, 0, 0x1cc0, 0x208 }, "GFP_KERNEL 0 GFP_KERNEL|__GFP_WRITE 0x208")]
    // F-fmt-s
    [InlineData("[%s][%6s][%-4s][%+s]", new long[] { -5, 5, 5, 5 }, "[-5][     5][5   ][+5]")]
    // F-fmt-other
    [InlineData("100%%", new long[0], "100%")]
    // X-fmt-prec
    [InlineData("[%*d][%-*d]", new long[] { 5, 7, 3, 7 }, "[    7][7  ]")]
    [InlineData("[%*d]", new long[] { 7 }, "[7]")]
    public void Integers(string format, long[] values, string expected)
    {
        var arguments = values.Select((_, i) => new EventArgument(8 + 8 * i, I64)).ToImmutableArray();
        Assert.Equal(expected, Format(format, arguments, [0, .. values]));
    }

    [Fact]
    public void F_fmt_r_buffers()
    {
        var buffer = new EventArgument(8, new ValueType.Buffer(4));
        var record = BitConverter.ToInt64([3, 0, 0, 0, (byte)'a', 1, 0xfe, 9]);
        Assert.Equal("a\\x01\\xfe|\\x61\\x01\\xfe|61 01 fe|a\\x01\\xfe",
            Format("%r|%rx|%rh|%s", [buffer, buffer, buffer, buffer], 0, record));
    }

    [Fact]
    public void X_fmt_prec_cuts_texts()
    {
        var text = new EventArgument(8, new ValueType.Text(8));
        var record = BitConverter.ToInt64("abcdef\0\0"u8);
        Assert.Equal("[ab][   ab][ab   ][abcdef][    abcdef]",
            Format("[%.2s][%5.2s][%-5.2s][%.10s][%10s]", [text, text, text, text, text], 0, record));
        Assert.Equal("[abc]", Format("[%.*s]", [new(16, I64), text], 0, record, 3));
    }

    [Fact]
    public void F_fmt_s_takes_any_value()
    {
        var tuple = new ValueType.Composite(true, 16, 8, [new("", 0, I64), new("", 8, new ValueType.Boolean())]);
        Assert.Equal("(7, true) kfunc", Format("%s %s", [new(8, tuple), new(8, new ValueType.KernelSymbol())], 0, 7, 1));
        Assert.Equal("1 true", Format("%d %s", [new(8, new ValueType.Boolean()), new(8, new ValueType.Boolean())], 0, 1));
    }

    private static string Format(string format, ImmutableArray<EventArgument> arguments, params long[] record)
    {
        var buffer = new Utf8Buffer();
        new PrintfFormatter(format, arguments).Append(buffer, new TextFormatter(new FixedServices()), Words(record));
        return Encoding.UTF8.GetString(buffer.Written);
    }
}
