using Tracegate.Runtime.Features;
using Tracegate.Runtime.Session;
using Xunit;

namespace Tracegate.GoldenTests.Runtime;

/// <summary>The times that <c>--start-at</c> and <c>--duration</c> take.</summary>
public sealed class StartTimeTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData("2100-01-02T03:04:05Z", 4102542245, 0)]
    [InlineData("2100-01-02 03:04:05.25Z", 4102542245, 250_000_000)]
    [InlineData("2100-01-02T05:04:05+02:00", 4102542245, 0)]
    [InlineData("2100-01-01T23:34:05-0330", 4102542245, 0)]
    [InlineData("@4102542245", 4102542245, 0)]
    [InlineData("@4102542245.000000001", 4102542245, 1)]
    public void A_point_in_time(string text, long seconds, long nanoseconds) =>
        Assert.Equal((seconds * Second) + nanoseconds, StartTime.Parse(text).Nanoseconds);

    [Fact]
    public void Local_time_without_a_zone()
    {
        var local = DateTime.SpecifyKind(new DateTime(2040, 7, 8, 9, 10, 11), DateTimeKind.Local);
        var expected = (local.ToUniversalTime() - DateTime.UnixEpoch).Ticks * 100;
        Assert.Equal(expected, StartTime.Parse("2040-07-08T09:10:11").Nanoseconds);
    }

    [Fact]
    public void A_clock_time_is_of_today()
    {
        // At the end of the day there is no later one: then it is past.
        var soon = DateTime.Now.AddMinutes(2);
        if (soon.Date == DateTime.Today)
        {
            var expected = (soon.ToUniversalTime() - DateTime.UnixEpoch).Ticks * 100 / Second;
            Assert.Equal(expected, StartTime.Parse($"{soon:HH:mm:ss}").Nanoseconds / Second);
        }
        else
        {
            Assert.Equal("TG5051", Code("00:00:00"));
        }
    }

    [Fact]
    public void A_duration_counts_from_now()
    {
        var before = StartTime.Parse("+1ms");
        var after = StartTime.Parse("+10s");
        Assert.Equal(before.Clock, after.Clock);
        Assert.InRange(after.Nanoseconds - before.Nanoseconds, 9_999_000_000, 60 * Second);
    }

    [Theory]
    [InlineData("5s", 5 * Second)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData("500ms", 500_000_000)]
    [InlineData("7us", 7_000)]
    [InlineData("9ns", 9)]
    [InlineData("2m", 120 * Second)]
    [InlineData("1h", 3600 * Second)]
    [InlineData("3", 3 * Second)]
    public void Durations(string text, long nanoseconds) =>
        Assert.Equal(nanoseconds, StartTime.ParseDuration("--duration", text));

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5d")]
    [InlineData("1.s")]
    [InlineData("99999999999h")]
    public void TG5050_for_what_is_no_duration(string text) => Assert.Equal(
        "TG5050", Assert.Throws<FaultException>(() => StartTime.ParseDuration("--duration", text)).Fault.Code);

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("25:00:00")]
    [InlineData("12:00")]
    [InlineData("2100-02-30T00:00:00Z")]
    [InlineData("2100-13-01T00:00:00Z")]
    [InlineData("2100-01-01T00:00:00+99:00")]
    [InlineData("@x")]
    [InlineData("+")]
    public void TG5050_for_what_is_no_time(string text) => Assert.Equal("TG5050", Code(text));

    [Theory]
    [InlineData("@1")]
    [InlineData("1999-12-31T23:59:59Z")]
    public void TG5051_for_a_time_that_is_past(string text) => Assert.Equal("TG5051", Code(text));

    private static string Code(string text) => Assert.Throws<FaultException>(() => StartTime.Parse(text)).Fault.Code;
}
