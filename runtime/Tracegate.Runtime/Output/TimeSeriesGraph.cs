using System.Collections.Immutable;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Output;

/// <summary>Draws a time series (M-out-tseries).</summary>
internal static class TimeSeriesGraph
{
    private const int Width = 53;
    private const int LeftWidth = 21;
    private const long Microsecond = 1_000;
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000_000_000;

    /// <summary>Appends the graph.</summary>
    public static void Append(Utf8Buffer to, ImmutableArray<TimePoint> points)
    {
        if (points.IsEmpty)
        {
            to.Append("<no data>"u8);
            return;
        }

        var (least, greatest) = Range(points);
        var (digits, unit) = Precision(points);
        var timeWidth = 8 + (digits == 0 ? 0 : digits + 1);

        to.Fill((byte)' ', timeWidth + 1);
        AppendRange(to, least, greatest);
        var start = to.Length;
        to.Append("hh:mm:ss"u8);
        to.Append(unit);
        to.Pad(start, timeWidth + 1, (byte)' ', left: true);
        to.Append((byte)'|');
        to.Fill((byte)'_', Width - 2);
        to.Append("|\n"u8);

        var zero = least.Signed && least.Bits < 0 && greatest.Bits > 0 ? Place(Width, least, new Number(0, true), greatest) : 0;
        foreach (var point in points)
            AppendPoint(to, point, digits, zero, least, greatest);

        to.Fill((byte)' ', timeWidth + 1);
        to.Append((byte)'v');
        to.Fill((byte)'_', Width - 2);
        to.Append("v\n"u8);
        to.Fill((byte)' ', timeWidth + 1);
        AppendRange(to, least, greatest);
    }

    private static void AppendPoint(Utf8Buffer to, TimePoint point, int digits, int zero, Number least, Number greatest)
    {
        TimeFormat.AppendClock(to, point.UnixNanoseconds);
        if (digits != 0)
        {
            to.Append((byte)'.');
            var scale = digits switch { 3 => Millisecond, 6 => Microsecond, _ => 1 };
            to.AppendPadded(TimeFormat.Fraction(point.UnixNanoseconds) / scale, digits);
        }

        to.Append((byte)' ');
        Span<byte> line = stackalloc byte[Width];
        line.Fill((byte)' ');
        line[0] = (byte)'|';
        line[Width - 1] = (byte)'|';
        if (zero > 0)
            line[zero] = (byte)'.';
        if (point.Value is { } value)
            line[Math.Clamp(Place(Width - 1, least, value, greatest), 0, Width - 1)] = (byte)'*';
        to.Append(line);
        to.Append((byte)' ');
        if (point.Value is { } shown)
            shown.Append(to);
        else
            to.Append((byte)'-');
        to.Append((byte)'\n');
    }

    private static void AppendRange(Utf8Buffer to, Number least, Number greatest)
    {
        var start = to.Length;
        least.Append(to);
        to.Pad(start, LeftWidth, (byte)' ', left: true);
        start = to.Length;
        greatest.Append(to);
        to.Pad(start, Width - LeftWidth, (byte)' ', left: false);
        to.Append((byte)'\n');
    }

    // Single precision: upstream places its points that way.
    private static int Place(int width, Number least, Number value, Number greatest)
    {
        var span = unchecked(least.Bits - greatest.Bits);
        return span == 0 ? width / 2 : (int)((float)width * (float)unchecked(least.Bits - value.Bits) / (float)span);
    }

    private static (Number Least, Number Greatest) Range(ImmutableArray<TimePoint> points)
    {
        Number? least = null, greatest = null;
        foreach (var point in points)
        {
            if (point.Value is not { } value)
                continue;
            least = least is { } l && l <= value ? l : value;
            greatest = greatest is { } g && g >= value ? g : value;
        }

        var (low, high) = (least ?? default, greatest ?? default);
        if (low != high)
            return (low, high);
        // A single value stands in the middle, unless the range ends there.
        var lowest = low.Signed ? long.MinValue : 0;
        var highest = low.Signed ? long.MaxValue : -1;
        return (low.Bits == lowest ? low : low with { Bits = low.Bits - 1 },
            high.Bits == highest ? high : high with { Bits = high.Bits + 1 });
    }

    // The unit's name takes as many columns in the heading as digits do; the letter mu has two bytes, as upstream pads.
    private static (int Digits, string Unit) Precision(ImmutableArray<TimePoint> points)
    {
        var interval = points.Length > 1
            ? (points[^1].UnixNanoseconds - points[0].UnixNanoseconds) / (points.Length - 1)
            : 0;
        return interval switch
        {
            >= Second => (0, ""),
            >= Millisecond => (3, ".ms"),
            >= Microsecond => (6, ".μs"),
            _ => (9, ".ns"),
        };
    }
}
