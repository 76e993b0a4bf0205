using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracegate.Bench;

/// <summary>
/// (f) Events outside the window. Threads read and write in turn, so that two counters that run in the same window differ
/// by one for each thread at most; what they differ by beyond that was counted by one probe while the other did not run.
/// </summary>
internal static partial class SkewBenchmark
{
    private const string Events = "/sys/kernel/tracing/events/syscalls";
    private const string Entry = "sys_enter_";
    private const string Filter = "/comm == \"skew\"/";
    private const int OrderRuns = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);
    private static readonly int[] ProbeCounts = [2, 36, 361];

    public static Table Run(Workspace workspace)
    {
        var threads = Environment.ProcessorCount;
        var table = new Table("skew: events outside the window", "tracegate", "off", "bpftrace");
        using var load = Command.Start([workspace.Native("skew"), $"{threads}"]);
        try
        {
            var worst = new Cell(0);
            foreach (var count in ProbeCounts)
            {
                var (label, script) = Script(count);
                worst = Add(table, label, worst, Measure(workspace, [script], 1, threads));
            }

            string[] orders = [$"{Probe("enter", "a")} {Probe("exit", "b")}", $"{Probe("exit", "b")} {Probe("enter", "a")}"];
            worst = Add(table, $"entries and exits, both orders, largest of {2 * OrderRuns} runs", worst, Measure(workspace, orders, OrderRuns, threads));
            table.Target("tracegate, largest", worst, 0, " events");
        }
        finally
        {
            load.Kill();
            load.WaitForExit();
        }

        table.Note($"{threads} threads that read and write in turn; a difference of {threads} is what is in flight, not counted here");
        return table;
    }

    private static string Probe(string kind, string map) => $"tracepoint:syscalls:sys_{kind}_read {Filter} {{ @{map} = count(); }}";

    // Reads are the first probe and writes the last, with others in between.
    private static (string Label, string Script) Script(int count)
    {
        var others = Directory.EnumerateDirectories(Events, Entry + "*")
            .Select(path => Path.GetFileName(path)!)
            .Where(name => name is not (Entry + "read" or Entry + "write"))
            .Order(StringComparer.Ordinal)
            .Take(count - 2)
            .Select(name => "tracepoint:syscalls:" + name)
            .ToList();
        var between = others.Count > 0 ? string.Join(", ", others) + " { @other = count(); }\n" : "";
        return ($"{others.Count + 2} probes, reads and writes",
            $"tracepoint:syscalls:sys_enter_read {Filter} {{ @a = count(); }}\n{between}tracepoint:syscalls:sys_enter_write {Filter} {{ @b = count(); }}\n");
    }

    private static Cell Add(Table table, string label, Cell worst, Cell[] cells)
    {
        table.Add(label, "0", cells);
        return worst.Error is not null ? worst : cells[0].Error is not null ? cells[0] : new Cell(Math.Max(worst.Value, cells[0].Value));
    }

    private static Cell[] Measure(Workspace workspace, string[] scripts, int runs, int threads)
    {
        Func<string, string[]>[] tracers =
        [
            path => [workspace.Artifact("tracegate-run"), workspace.Compile(path + ".bt", "on")],
            path => [workspace.Artifact("tracegate-run"), workspace.Compile(path + ".bt", "off")],
            workspace.Peer.Prepare,
        ];
        var files = scripts.Select(workspace.WriteScript).ToArray();
        return
        [
            .. tracers.Select(tracer => Cell.Measure(() =>
                Enumerable.Range(0, runs).SelectMany(_ => files).Max(file => Outside(tracer(file), threads)))),
        ];
    }

    private static double Outside(string[] command, int threads)
    {
        var output = ObservedTracer.Run(command, Window);
        return Math.Max(0, Math.Abs(Value(output, "a") - Value(output, "b")) - threads);
    }

    private static double Value(string output, string map)
    {
        var match = Regex.Match(output, $@"^@{map}: (\d+)$", RegexOptions.Multiline);
        return match.Success
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new BenchException($"the tracer printed no @{map}: {Command.LastLine(output)}");
    }
}
