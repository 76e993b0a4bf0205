using System.Globalization;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>When the gate opens by itself (<c>--start-at</c>).</summary>
/// <param name="Clock">CLOCK_REALTIME or CLOCK_BOOTTIME.</param>
/// <param name="Nanoseconds">Time of that clock.</param>
public sealed record StartTime(int Clock, long Nanoseconds)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly (string Unit, long Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", NanosecondsPerSecond), ("m", 60 * NanosecondsPerSecond),
        ("h", 3600 * NanosecondsPerSecond), ("", NanosecondsPerSecond),
    ];

    /// <summary>
    /// Reads <c>+DURATION</c> (from now), <c>@SECONDS</c> since 1970, <c>HH:MM:SS</c> of today, or
    /// <c>YYYY-MM-DDTHH:MM:SS</c> with <c>Z</c>, <c>±HH:MM</c>, or in local time. Seconds may have a fraction.
    /// </summary>
    /// <exception cref="FaultException">It is no time, or past.</exception>
    public static StartTime Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith('+'))
            return new(Libc.ClockBoottime, Libbpf.Clock.Boot + ParseDuration("--start-at", text[1..]));
        var time = (text.StartsWith('@') ? Seconds(text.AsSpan(1)) : Calendar(text))
            ?? throw Faults.Usage.With(
                $"--start-at takes HH:MM:SS, YYYY-MM-DDTHH:MM:SS, @SECONDS or +DURATION, not '{text}'");
        return time > Libbpf.Clock.Unix ? new(Libc.ClockRealtime, time) : throw Faults.StartPast.With(text);
    }

    /// <summary>Reads a number with the unit ns, us, ms, s, m or h; without one it means seconds.</summary>
    /// <param name="option">The option that it is for.</param>
    /// <param name="text">What was given.</param>
    /// <returns>Nanoseconds, more than 0.</returns>
    /// <exception cref="FaultException">It is no such time.</exception>
    public static long ParseDuration(string option, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.Length;
        while (end > 0 && !char.IsAsciiDigit(text[end - 1]))
            end--;
        foreach (var (unit, scale) in Units)
        {
            if (unit == text[end..] && Seconds(text.AsSpan(0, end)) is { } scaled
                && (Int128)scaled * scale / NanosecondsPerSecond is var value && value > 0 && value < long.MaxValue / 4)
            {
                return (long)value;
            }
        }

        throw Faults.Usage.With($"{option} takes a duration such as 5s, 1.5s or 500ms, not '{text}'");
    }

    // "12" or "12.345" in nanoseconds.
    private static long? Seconds(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        var whole = dot < 0 ? text : text[..dot];
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > long.MaxValue / NanosecondsPerSecond / 2)
        {
            return null;
        }

        long fraction = 0;
        if (dot >= 0)
        {
            var digits = text[(dot + 1)..];
            if (digits.Length is 0 or > 9 || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out fraction))
                return null;
            for (var i = digits.Length; i < 9; i++)
                fraction *= 10;
        }

        return (seconds * NanosecondsPerSecond) + fraction;
    }

    private static unsafe long? Calendar(string text)
    {
        var now = Libbpf.Clock.Unix / NanosecondsPerSecond;
        _ = Values.Libc.LocalTime(now, out var today);
        var time = new CalendarTime { Year = today.Year, Month = today.Month, Day = today.Day, DaylightSaving = -1 };
        var rest = text.AsSpan();
        long? offset = null;
        if (rest.Length > 10 && rest[10] is 'T' or 't' or ' ')
        {
            if (!Numbers(rest[..10], '-', [4, 2, 2], out var date) || date[1] is < 1 or > 12
                || date[0] is < 1970 or > 9999 || date[2] < 1 || date[2] > DateTime.DaysInMonth(date[0], date[1]))
            {
                return null;
            }

            (time.Year, time.Month, time.Day) = (date[0] - 1900, date[1] - 1, date[2]);
            rest = rest[11..];
            if (!Zone(ref rest, out offset))
                return null;
        }

        var dot = rest.IndexOf('.');
        var fraction = dot < 0 ? 0 : Seconds($"0{rest[dot..]}");
        if (fraction is null || !Numbers(dot < 0 ? rest : rest[..dot], ':', [2, 2, 2], out var clock)
            || clock[0] > 23 || clock[1] > 59 || clock[2] > 59)
        {
            return null;
        }

        (time.Hour, time.Minute, time.Second) = (clock[0], clock[1], clock[2]);
        if (offset is { } seconds)
        {
            var utc = new DateTime(time.Year + 1900, time.Month + 1, time.Day, time.Hour, time.Minute, time.Second, DateTimeKind.Utc);
            return (((utc - DateTime.UnixEpoch).Ticks * 100) - (seconds * NanosecondsPerSecond)) + fraction;
        }

        return (Libc.mktime(&time) * NanosecondsPerSecond) + fraction;
    }

    // Takes "Z", "+01:00" or "-0130" off the end; what is left is local time if there is none.
    private static bool Zone(ref ReadOnlySpan<char> text, out long? seconds)
    {
        seconds = null;
        if (text.Length > 0 && text[^1] is 'Z' or 'z')
        {
            seconds = 0;
            text = text[..^1];
            return true;
        }

        var sign = text.IndexOfAny('+', '-');
        if (sign < 0)
            return true;
        var zone = text[(sign + 1)..].ToString().Replace(":", "", StringComparison.Ordinal);
        if (zone.Length != 4 || !int.TryParse(zone, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number / 100 > 23 || number % 100 > 59)
        {
            return false;
        }

        seconds = ((number / 100 * 3600L) + (number % 100 * 60L)) * (text[sign] == '-' ? -1 : 1);
        text = text[..sign];
        return true;
    }

    // Numbers of fixed lengths with a separator between them.
    private static bool Numbers(ReadOnlySpan<char> text, char separator, ReadOnlySpan<int> lengths, out int[] values)
    {
        values = new int[lengths.Length];
        for (var i = 0; i < lengths.Length; i++)
        {
            var last = i == lengths.Length - 1;
            if (text.Length < lengths[i] + (last ? 0 : 1)
                || !int.TryParse(text[..lengths[i]], NumberStyles.None, CultureInfo.InvariantCulture, out values[i]))
            {
                return false;
            }

            text = text[lengths[i]..];
            if (last)
                break;
            if (text[0] != separator)
                return false;
            text = text[1..];
        }

        return text.IsEmpty;
    }
}
