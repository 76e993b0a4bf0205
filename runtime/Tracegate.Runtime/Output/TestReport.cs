using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Output;

/// <summary>Writes results of tests and benchmarks as text (M-out-test, M-out-bench).</summary>
internal static class TestReport
{
    private const int NameWidth = 40;
    private const int TimeWidth = 15;
    private const string Red = "\u001b[31m";
    private const string Green = "\u001b[32m";
    private const string Reset = "\u001b[0m";

    /// <summary>Appends one test's lines; the first brings the heading, the last the totals.</summary>
    /// <param name="to">Where to append.</param>
    /// <param name="names">All tests.</param>
    /// <param name="index">Which one ended.</param>
    /// <param name="nanoseconds">How long it took.</param>
    /// <param name="passed">Results up to <paramref name="index"/>.</param>
    /// <param name="output">What it printed; shown of failures only.</param>
    public static void AppendTest(
        Utf8Buffer to,
        IReadOnlyList<string> names,
        int index,
        long nanoseconds,
        IReadOnlyList<bool> passed,
        ReadOnlySpan<byte> output)
    {
        if (index == 0)
            Line(to, Green, "==========", $"Running {names.Count} tests.");
        Line(to, Green, " RUN      ", names[index]);
        var (time, unit) = Duration(nanoseconds);
        var ending = $"{names[index]} ({time} {unit})";
        if (passed[index])
        {
            Line(to, Green, "       OK ", ending);
        }
        else
        {
            AppendLines(to, output);
            Line(to, Red, "  FAILED  ", ending);
        }

        if (index == names.Count - 1)
            AppendTotals(to, names, passed);
    }

    /// <summary>Appends one benchmark's row; the first brings the heading.</summary>
    /// <param name="to">Where to append.</param>
    /// <param name="names">All benchmarks.</param>
    /// <param name="index">Which one ended.</param>
    /// <param name="nanoseconds">Average time of a run.</param>
    /// <param name="iterations">Number of runs.</param>
    public static void AppendBenchmark(
        Utf8Buffer to, IReadOnlyList<string> names, int index, long nanoseconds, long iterations)
    {
        var width = NameWidth;
        foreach (var name in names)
            width = Math.Max(width, ByteLength(name));
        if (index == 0)
        {
            Row(to, width, "Benchmark", "Time(ns)", "Iterations");
            to.Fill((byte)'-', width + 1 + TimeWidth + "Iterations".Length);
            to.Append((byte)'\n');
        }

        Row(to, width, names[index], $"{nanoseconds}", $"{iterations}");
    }

    private static void AppendTotals(Utf8Buffer to, IReadOnlyList<string> names, IReadOnlyList<bool> passed)
    {
        var failed = 0;
        foreach (var one in passed)
            failed += one ? 0 : 1;
        Line(to, Green, "==========", $"{Tests(names.Count)} ran.");
        Line(to, Green, "  PASSED  ", $"{Tests(names.Count - failed)}.");
        if (failed == 0)
            return;
        Line(to, Red, "  FAILED  ", $"{Tests(failed)}, listed below:");
        for (var i = 0; i < names.Count; i++)
        {
            if (!passed[i])
                Line(to, Red, "  FAILED  ", names[i]);
        }
    }

    private static string Tests(int count) => count == 1 ? "1 test" : $"{count} tests";

    private static void Line(Utf8Buffer to, string color, string tag, string text) =>
        to.Append($"{color}[{tag}]{Reset} {text}\n");

    private static void AppendLines(Utf8Buffer to, ReadOnlySpan<byte> output)
    {
        while (!output.IsEmpty)
        {
            var end = output.IndexOf((byte)'\n');
            var line = end < 0 ? output : output[..end];
            output = end < 0 ? default : output[(end + 1)..];
            if (line.IsEmpty)
                continue;
            to.Append(line);
            to.Append((byte)'\n');
        }
    }

    private static void Row(Utf8Buffer to, int width, string name, string time, string iterations)
    {
        var start = to.Length;
        to.Append(name);
        to.Pad(start, width + 1, (byte)' ', left: true);
        start = to.Length;
        to.Append(time);
        to.Pad(start, TimeWidth, (byte)' ', left: true);
        to.Append(iterations);
        to.Append((byte)'\n');
    }

    private static int ByteLength(string name) => System.Text.Encoding.UTF8.GetByteCount(name);

    private static (long Time, string Unit) Duration(long nanoseconds) => nanoseconds switch
    {
        >= 1_000_000_000 => (nanoseconds / 1_000_000_000, "s"),
        >= 1_000_000 => (nanoseconds / 1_000_000, "ms"),
        >= 1_000 => (nanoseconds / 1_000, "μs"),
        _ => (nanoseconds, "ns"),
    };
}
