using System.Diagnostics;
using System.Globalization;

namespace Tracegate.Bench;

/// <summary>
/// (g) Many probes: time from exec to the open gate, from Ctrl-C to the first output, and to the prompt, with a program
/// that hits the probes and without.
/// </summary>
internal static class AttachBenchmark
{
    private const int Rounds = 7;
    private const int Functions = 500;
    private const double OpenLimit = 60;
    private const double OutputLimit = 50;
    private const double PromptLimit = 150;
    private const string Milliseconds = "0.0";

    // How long the probes run, in ms.
    private const string Window = "100";

    // The kernel needs about 100 ms to detach a perf link, and the next measurement waits for that.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>A script, whether its probes are hit, and whether each place has a link of its own.</summary>
    private sealed record Case(string Name, string Script, bool IsUprobe = true, bool IsHit = false, bool IsSingle = false);

    public static Table Run(Workspace workspace)
    {
        var table = new Table(
            $"attach: ms, medians of {Rounds}, of bpftrace and one by one a single run",
            "open", "output", "prompt", "bpftrace open", "output", "prompt");
        var results = Cases(workspace.Native("functions")).Select(row => (Case: row, Times: Add(workspace, table, row))).ToList();
        table.Note("open: exec to open gate; output, prompt: from Ctrl-C");
        table.Target("uprobes, open, largest", Largest(results.Where(result => result.Case.IsUprobe).Select(result => result.Times[0])), OpenLimit, " ms");
        table.Target("output, largest", Largest(results.Select(result => result.Times[1])), OutputLimit, " ms");
        table.Target("prompt, largest", Largest(results.Select(result => result.Times[2])), PromptLimit, " ms");
        return table;
    }

    private static Cell Largest(IEnumerable<Cell> cells) =>
        cells.Aggregate((a, b) => a.Error is not null || (b.Error is null && a.Value >= b.Value) ? a : b);

    private static IEnumerable<Case> Cases(string program)
    {
        var names = Enumerable.Range(100, Functions).Select(i => $"uprobe:{program}:work_{i}").ToArray();
        var wildcard = $"uprobe:{program}:work_* {{ @ = count(); }}";
        var list = string.Join(",\n", names) + " { @ = count(); }";
        var blocks = string.Join('\n', names.Select(name => $"{name} {{ @ = count(); }}"));
        yield return new("all syscall entries", "tracepoint:syscalls:sys_enter_* { @ = count(); }", IsUprobe: false);
        yield return new($"{Functions} uprobes, wildcard", wildcard);
        yield return new($"{Functions} uprobes, list", list);
        yield return new($"{Functions} uprobes, {Functions} blocks", blocks);
        yield return new($"{Functions} uprobes, wildcard, hit", wildcard, IsHit: true);
        yield return new($"{Functions} uprobes, list, hit", list, IsHit: true);
        yield return new($"{Functions} uprobes, one by one", wildcard, IsSingle: true);
    }

    // Our three times.
    private static Cell[] Add(Workspace workspace, Table table, Case row)
    {
        var path = workspace.WriteScript(row.Script + " end { printf(\"end\\n\"); }");
        string[] options = row.IsSingle ? ["--no-feature", "uprobe_multi"] : [];
        var ours = Measure(
            row.IsSingle ? 1 : Rounds,
            () => [workspace.Artifact("tracegate-run"), .. options, workspace.Compile(path + ".bt", "auto")],
            workspace,
            row.IsHit);
        var peer = row.IsSingle
            ? Enumerable.Repeat(new Cell(double.NaN), ours.Length)
            : Measure(1, () => workspace.Peer.Prepare(path), workspace, row.IsHit);
        table.Add(row.Name, Milliseconds, [.. ours, .. peer]);
        return ours;
    }

    // Medians of the three times.
    private static Cell[] Measure(int rounds, Func<string[]> command, Workspace workspace, bool isHit)
    {
        var times = new List<double>[] { [], [], [] };
        var result = Cell.Measure(() =>
        {
            var prepared = command();
            for (var round = 0; round < rounds; round++)
            {
                using var load = isHit ? new Load(workspace.Native("functions")) : null;
                var output = Command.Run(Limit, [workspace.Native("stop"), Window, .. prepared]).Split(' ');
                for (var i = 0; i < times.Length; i++)
                    times[i].Add(double.Parse(output[i], CultureInfo.InvariantCulture) / 1e6);
            }

            return rounds;
        });
        return [.. times.Select(list => new Cell(Statistics.Median(list), result.Error))];
    }

    /// <summary>The traced program, until it is disposed of.</summary>
    private sealed class Load(string program) : IDisposable
    {
        private readonly Process process = Command.Start([program]);

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
