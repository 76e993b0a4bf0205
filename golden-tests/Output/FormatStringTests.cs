using Tracegate.Contract;
using Xunit;

namespace Tracegate.GoldenTests.Output;

/// <summary>Parsing of format strings: F-fmt-len, F-fmt-flags, F-fmt-other.</summary>
public class FormatStringTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("%d", "|Signed d 32|")]
    [InlineData("a%-+ #05.3lldb", "a|Signed d 64 -+#0 w5 p3|b")]
    [InlineData("%hhx %hX %jo %zu %tp %Li", "|Hex x 8| |UpperHex X 16| |Octal o 64| |Unsigned u 64| |Pointer p 64| |Signed i 32|")]
    [InlineData("%r%rx%rh%gr!", "|Buffer r 32||BufferEscaped rx 32||BufferHex rh 32||GfpFlags gr 32|!")]
    [InlineData("100%% of %c", "100% of |Character c 32|")]
    [InlineData("%y %0-5d %", "%y %0-5d %")]
    [InlineData("%f%g%n", "|Unsupported f 32||Unsupported g 32||Unsupported n 32|")]
    [InlineData("%*.*s", "|Text s 32 w* p*|")]
    [InlineData("100% done", "100|Signed d 32|one")]
    public void Conversions_are_found(string format, string expected) => Assert.Equal(expected, Show(format));

    [Fact]
    public void Star_takes_an_argument_only_if_one_is_given()
    {
        var format = FormatString.Parse("%*d %s");
        Assert.True(format.Fits(2));
        Assert.False(format.StarsTakeArguments(2));
        Assert.True(format.StarsTakeArguments(3));
        Assert.False(format.Fits(4));
    }

    private static string Show(string format)
    {
        var parsed = FormatString.Parse(format);
        var text = parsed.Literals[0];
        for (var i = 0; i < parsed.Conversions.Length; i++)
        {
            var c = parsed.Conversions[i];
            var flags = (c.Left ? "-" : "") + (c.Sign ? "+" : "") + (c.Base ? "#" : "") + (c.Zeros ? "0" : "");
            text += $"|{c.Kind} {c.Specifier} {c.Bits}"
                + (flags.Length != 0 ? " " + flags : "")
                + (c.StarWidth ? " w*" : c.Width != 0 ? $" w{c.Width}" : "")
                + (c.StarPrecision ? " p*" : c.Precision >= 0 ? $" p{c.Precision}" : "")
                + "|" + parsed.Literals[i + 1];
        }

        return text;
    }
}
