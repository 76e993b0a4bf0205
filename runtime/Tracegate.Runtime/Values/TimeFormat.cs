using Tracegate.Contract;

namespace Tracegate.Runtime.Values;

/// <summary>
/// F-time and F-strftime. The C library does the work: its conversions and time zones are what scripts expect.
/// </summary>
public static class TimeFormat
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    // Upstream's limit for time().
    private const int MaxTimeLength = 64;
    private const int ClockRealtime = 0;
    private const int ClockBoottime = 7;

    /// <summary>Nanoseconds since 1970 at which the boot-time clock was 0.</summary>
    public static long BootBase()
    {
        _ = Libc.ClockGetTime(ClockRealtime, out var real);
        _ = Libc.ClockGetTime(ClockBoottime, out var boot);
        return (real.Seconds - boot.Seconds) * NanosecondsPerSecond + real.Nanoseconds - boot.Nanoseconds;
    }

    /// <summary>F-time: appends the wall clock in local time; false when the result is empty or too long.</summary>
    public static bool AppendNow(Utf8Buffer to, string format)
    {
        _ = Libc.ClockGetTime(ClockRealtime, out var now);
        return Append(to, ByteText.GetBytes(format + "\0"), now.Seconds, MaxTimeLength);
    }

    /// <summary>
    /// F-strftime: appends a stamp in local time, where <c>%f</c>, <c>%l</c> and <c>%k</c> are micro-, milli- and
    /// nanoseconds. <c>(?)</c> stands for what cannot be written.
    /// </summary>
    public static void AppendStamp(Utf8Buffer to, string format, long unixNanoseconds)
    {
        var seconds = Math.DivRem(unixNanoseconds, NanosecondsPerSecond, out var nanoseconds);
        if (nanoseconds < 0)
        {
            seconds--;
            nanoseconds += NanosecondsPerSecond;
        }

        var expanded = new Utf8Buffer();
        ExpandFractions(expanded, ByteText.GetBytes(format), nanoseconds);
        expanded.Append((byte)0);
        if (seconds == 0 || !Append(to, expanded.Written, seconds, 1024))
            to.Append("(?)"u8);
    }

    /// <summary>Appends <c>HH:MM:SS</c> in local time.</summary>
    internal static void AppendClock(Utf8Buffer to, long unixNanoseconds) =>
        Append(to, "%H:%M:%S\0"u8, FloorSeconds(unixNanoseconds), MaxTimeLength);

    /// <summary>Appends a UTC date and time with nanoseconds (J-tseries).</summary>
    internal static void AppendUtc(Utf8Buffer to, long unixNanoseconds)
    {
        var seconds = FloorSeconds(unixNanoseconds);
        _ = Libc.UtcTime(seconds, out var time);
        to.AppendPadded(time.Year + 1900, 4);
        to.Append((byte)'-');
        to.AppendPadded(time.Month + 1, 2);
        to.Append((byte)'-');
        to.AppendPadded(time.Day, 2);
        to.Append((byte)' ');
        to.AppendPadded(time.Hour, 2);
        to.Append((byte)':');
        to.AppendPadded(time.Minute, 2);
        to.Append((byte)':');
        to.AppendPadded(time.Second, 2);
        to.Append((byte)'.');
        to.AppendPadded(unixNanoseconds - seconds * NanosecondsPerSecond, 9);
    }

    /// <summary>Nanoseconds after the last full second.</summary>
    internal static long Fraction(long unixNanoseconds) =>
        unixNanoseconds - FloorSeconds(unixNanoseconds) * NanosecondsPerSecond;

    private static long FloorSeconds(long nanoseconds) =>
        nanoseconds >= 0 ? nanoseconds / NanosecondsPerSecond : -((-nanoseconds - 1) / NanosecondsPerSecond) - 1;

    private static void ExpandFractions(Utf8Buffer to, ReadOnlySpan<byte> format, long nanoseconds)
    {
        for (var i = 0; i < format.Length; i++)
        {
            var conversion = format[i] == '%' && i + 1 < format.Length ? format[i + 1] : (byte)0;
            var (divisor, digits) = conversion switch
            {
                (byte)'k' => (1, 9),
                (byte)'f' => (1_000, 6),
                (byte)'l' => (1_000_000, 3),
                _ => (0, 0),
            };
            if (divisor != 0)
            {
                to.AppendPadded(nanoseconds / divisor, digits);
                i++;
                continue;
            }

            to.Append(format[i]);
            if (conversion != 0)
                to.Append(format[++i]);
        }
    }

    private static bool Append(Utf8Buffer to, ReadOnlySpan<byte> format, long unixSeconds, int limit)
    {
        if (Libc.LocalTime(unixSeconds, out var time) == 0)
            return false;
        Span<byte> text = stackalloc byte[limit];
        var length = (int)Libc.FormatTime(ref text[0], (nuint)limit, format[0], time);
        to.Append(text[..length]);
        return length > 0;
    }
}
