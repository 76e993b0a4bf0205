using Tracegate.Runtime.Session;
using Xunit;

namespace Tracegate.GoldenTests.Runtime;

/// <summary>V-posparam, X-posparam-type: the texts that are numbers where the script uses a parameter as one.</summary>
public sealed class ParameterTextTests
{
    [Theory]
    [InlineData("42", 42)]
    [InlineData("+5", 5)]
    [InlineData("-5", -5)]
    [InlineData("0x1F", 31)]
    [InlineData("-0x10", -16)]
    [InlineData("0b101", 5)]
    [InlineData("010", 8)]
    [InlineData("0", 0)]
    [InlineData("1_000", 1000)]
    [InlineData("2e3", 2000)]
    [InlineData("5ull", 5)]
    [InlineData("7us", 7_000)]
    [InlineData("10s", 10_000_000_000)]
    [InlineData("-1m", -60_000_000_000)]
    [InlineData("3d", 259_200_000_000_000)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("18446744073709551615", -1)]
    public void Is_a_number(string text, long value) => Assert.Equal(value, ParameterText.Number(text));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--5")]
    [InlineData("s")]
    [InlineData("08")]
    [InlineData("1.5")]
    [InlineData("10e3")]
    [InlineData("1e30")]
    [InlineData("10S")]
    [InlineData("0x")]
    [InlineData("18446744073709551616")]
    [InlineData("-9223372036854775809")]
    [InlineData("300000d")]
    [InlineData("joe")]
    public void Is_none(string text) => Assert.Null(ParameterText.Number(text));
}
