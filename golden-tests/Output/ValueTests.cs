using System.Text;
using Tracegate.Contract;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Values;
using Xunit;
using static Tracegate.GoldenTests.Output.Harness;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.GoldenTests.Output;

/// <summary>Text and JSON of single and compound values: M-out-atom, M-out-compound, M-out-stack, M-out-sym.</summary>
public class ValueTests
{
    private static readonly ValueType.Enum Color = new("color", 4, false, [new("RED", 0), new("BLUE", 7)]);
    private static readonly ValueType.Enum Error = new("error", 4, true, [new("LOST", ulong.MaxValue)]);

    // L-bool, E-enum-str, T-str
    [Fact]
    public void Atoms_print_by_their_meaning()
    {
        Assert.Equal("-5", Text(I32, Ints(-5)));
        Assert.Equal("4294967291", Text(new ValueType.Integer(4, false), Ints(-5)));
        Assert.Equal("18446744073709551615", Text(U64, Words(-1)));
        Assert.Equal("true", Text(new ValueType.Boolean(), [1]));
        Assert.Equal("0x0", Text(new ValueType.Pointer(), Words(0)));
        Assert.Equal("0xffffffff81000000", Text(new ValueType.Pointer(), Words(unchecked((long)0xffffffff81000000))));
        Assert.Equal("BLUE", Text(Color, Ints(7)));
        Assert.Equal("8", Text(Color, Ints(8)));
        Assert.Equal("LOST", Text(Error, Ints(-1)));
        Assert.Equal("abc", Text(new ValueType.Text(16), Chars("abc", 16)));
        Assert.Equal("abcd..", Text(new ValueType.Text(4), Chars("abcd", 4)));
        Assert.Equal("abc", Text(new ValueType.Text(64), "abc"u8.ToArray()));
        Assert.Equal("root", Text(new ValueType.Username(), Words(0)));
        Assert.Equal("unified:/5*", Text(new ValueType.CgroupPath(), Words(5, 1)));
        Assert.Equal("tracepoint:a:b", Text(new ValueType.ProbeName(), Words(1)));
    }

    [Theory]
    [InlineData(2, "7f000001", "127.0.0.1")]
    [InlineData(10, "00000000000000000000000000000001", "::1")]
    [InlineData(10, "00000000000000000000000000000000", "::")]
    [InlineData(10, "20010db8000000000000000000000000", "2001:db8::")]
    [InlineData(10, "20010db8000000010000000000000001", "2001:db8:0:1::1")]
    [InlineData(10, "00000000000000000000ffff01020304", "::ffff:1.2.3.4")]
    [InlineData(10, "00000000000000000000000001020304", "::1.2.3.4")]
    [InlineData(10, "00010002000300040005000600070000", "1:2:3:4:5:6:7:0")]
    [InlineData(3, "00", "")]
    public void F_ntop_prints_as_inet_ntop(int family, string hex, string expected) =>
        Assert.Equal(expected, Text(new ValueType.Inet(), [.. Ints(family), .. Convert.FromHexString(hex)]));

    [Fact]
    public void F_macaddr_prints_high_bytes_as_two_digits_X_mac() =>
        Assert.Equal("FF:80:0A:00:01:7F", Text(new ValueType.MacAddress(), [0xff, 0x80, 10, 0, 1, 0x7f]));

    [Fact]
    public void F_buf_prints_ascii_and_escapes()
    {
        var buffer = new ValueType.Buffer(8);
        byte[] data = [4, 0, 0, 0, (byte)'a', 1, 0x80, (byte)'\\', 9, 9];
        Assert.Equal("a\\x01\\x80\\", Text(buffer, data));
        // X-json-buf: bytes from 0x80 are positive.
        Assert.Equal("[97,1,128,92]", Json(buffer, data));
    }

    [Fact]
    public void M_out_compound_arrays_tuples_and_records()
    {
        var array = new ValueType.Array(U8, 3);
        Assert.Equal("[1,2,3]", Text(array, [1, 2, 3]));
        var tuple = new ValueType.Composite(true, 16, 8, [new("", 0, I64), new("", 8, new ValueType.Text(8))]);
        Assert.Equal("(1, ab)", Text(tuple, [.. Words(1), .. Chars("ab", 8)]));
        Assert.Equal("[1,\"ab\"]", Json(tuple, [.. Words(1), .. Chars("ab", 8)]));
        var record = new ValueType.Composite(false, 8, 4,
            [new("a", 0, I32, 0, 3), new("b", 0, new ValueType.Integer(4, false), 3, 5), new("c", 4, array), new("f", 7, new ValueType.None())]);
        byte[] data = [0b10101111, 0, 0, 0, 1, 2, 3, 0];
        Assert.Equal("{ .a = -1, .b = 21, .c = [1,2,3], .f = null }", Text(record, data));
        Assert.Equal("{\"a\": -1, \"b\": 21, \"c\": [1,2,3], \"f\": null}", Json(record, data));
        Assert.Equal("{}", Text(new ValueType.Composite(false, 0, 1, []), []));
        Assert.Equal("()", Text(new ValueType.Composite(true, 0, 1, []), []));
        Assert.Equal("[]", Json(new ValueType.Composite(true, 0, 1, []), []));
    }

    // J-value
    [Fact]
    public void Json_numbers_that_a_double_cannot_hold_are_texts()
    {
        Assert.Equal("9007199254740992", Json(I64, Words(1L << 53)));
        Assert.Equal("\"9007199254740993\"", Json(I64, Words((1L << 53) + 1)));
        Assert.Equal("-9223372036854775808", Json(I64, Words(long.MinValue)));
        Assert.Equal("\"18446744073709551615\"", Json(U64, Words(-1)));
        Assert.Equal("7", Json(Color, Ints(7)));
        Assert.Equal("16", Json(new ValueType.Pointer(), Words(16)));
        Assert.Equal("null", Json(new ValueType.None(), []));
        Assert.Equal("\"kfunc\"", Json(new ValueType.KernelSymbol(), Words(1)));
    }

    [Fact]
    public void Json_texts_stay_valid_utf8_X_json_utf8()
    {
        var text = new ValueType.Text(32);
        Assert.Equal("\"é\\\"\\\\\\n\\t\\r\\u0001/\"", Json(text, Chars("é\"\\\n\t\r\u0001/", 32)));
        Assert.Equal("\"a\uFFFDb\"", Json(text, [(byte)'a', 0xff, (byte)'b', 0]));
    }

    [Fact]
    public void M_out_stack_modes()
    {
        var services = new FixedServices { Frames = Words(0x1001, 0x1002, -1, 0) };
        var data = (byte[])[.. Words(9), .. Ints(3, 77)];
        Assert.Equal("\n        kfunc+1\n        kfunc+2\n        <unwind failure>\n",
            Text(new ValueType.KernelStack(StackMode.Bpftrace, 3), data, services));
        Assert.Equal("\n\t1001 ufunc+1 (/bin/x)\n\t1002 ufunc+2 (/bin/x)\n",
            Text(new ValueType.UserStack(StackMode.Perf, 3), [.. Words(9), .. Ints(2, 77)], services));
        Assert.Equal("\n1001\n1002\n", Text(new ValueType.UserStack(StackMode.Raw, 3), [.. Words(9), .. Ints(2, 77)], services));
        Assert.Equal("\n", Text(new ValueType.KernelStack(StackMode.Bpftrace, 3), new byte[16], services));
        Assert.Equal("\"\\n        kfunc+1\\n\"",
            Json(new ValueType.KernelStack(StackMode.Bpftrace, 3), [.. Words(9), .. Ints(1, 0)], services));
        Assert.Equal("\n        <stack not stored>\n",
            Text(new ValueType.KernelStack(StackMode.Bpftrace, 3), data, new FixedServices()));
    }

    [Fact]
    public void M_out_stack_build_ids()
    {
        var id = Enumerable.Range(1, 20).Select(i => (byte)i).ToArray();
        var services = new FixedServices { Frames = [.. Ints(1), .. id, .. Words(0x5), .. Ints(2), .. new byte[20], .. Words(0x7fff)] };
        Assert.Equal("\n0102030405060708090a0b0c0d0e0f1011121314 0x05\n7fff\n",
            Text(new ValueType.UserStack(StackMode.BuildId, 9), [.. Words(1), .. Ints(2, 7)], services));
    }

    [Fact]
    public void F_strftime_prints_fractions()
    {
        var unix = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() * 1_000_000_000 + 123_456_789;
        var text = Text(new ValueType.Timestamp(), [.. Words(unix), .. Ints(0, 0)]);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(unix / 1_000_000_000).LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss") + ".123456", text);
        Assert.Equal("(?)", Text(new ValueType.Timestamp(), [.. Words(5), .. Ints(0, 0)]));

        var buffer = new Utf8Buffer();
        TimeFormat.AppendStamp(buffer, "%k|%l|%%f|%", unix);
        Assert.Equal("123456789|123|%f|%", Encoding.UTF8.GetString(buffer.Written));
        buffer.Clear();
        // F-time
        Assert.False(TimeFormat.AppendNow(buffer, new string('x', 64)));
        Assert.True(TimeFormat.AppendNow(buffer, "a%%b\n"));
        Assert.Equal("a%b\n", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void M_out_div_reaches_nested_integers()
    {
        var tuple = new ValueType.Composite(true, 16, 8, [new("", 0, I64), new("", 8, U64)]);
        var buffer = new Utf8Buffer();
        new TextFormatter(new FixedServices()).Append(buffer, tuple, Words(-7, 9), 2);
        Assert.Equal("(-3, 4)", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void Streams_cut_nothing_and_keep_unfinished_lines()
    {
        var stream = new OutputStream(-1);
        var output = ScriptOutput.Create(OutputFormat.Text, stream, new OutputStream(-1), new FixedServices());
        output.Printf("a"u8);
        output.Printf("b\n"u8);
        output.EndBatch();
        Assert.Equal("ab\n", Encoding.UTF8.GetString(stream.Pending));
    }
}
