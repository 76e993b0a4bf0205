namespace Tracegate.Bench;

/// <summary>(e) Kernel memory of the maps of short scripts, with and without printf.</summary>
internal static class MemoryBenchmark
{
    private const double MiB = 1024 * 1024;

    // What a script without printf may need.
    private const double Limit = 1;

    private static readonly string[] Scripts = ["count", "count_comm", "hist_keyed", "kstack_count", "printf_open", "read_latency"];

    public static Table Run(Workspace workspace)
    {
        var table = new Table("memory: maps in the kernel, MiB", "C", "tracegate", "bpftrace", "/C", "/bpftrace", "target");
        foreach (var name in Scripts.Select(workspace.Program))
        {
            var prints = File.ReadAllText(name + ".bt").Contains("printf", StringComparison.Ordinal);
            var c = Measure(workspace.C, name);
            var ours = Measure(workspace.Ours, name);
            var peer = Measure(workspace.Peer, name);
            var verdict = prints || ours.Error is not null ? "-" : ours.Value <= Limit ? "met" : "MISSED";
            table.AddTexts(
                Path.GetFileName(name),
                [
                    .. new[] { c, ours, peer }.Select(cell => table.Text(cell, "0.000")),
                    .. new[] { ours.Over(c), ours.Over(peer) }.Select(cell => table.Text(cell, "0.00")),
                    verdict,
                ]);
        }

        table.Note($"target: <= {Limit} MiB without printf");
        return table;
    }

    private static Cell Measure(Tracer tracer, string name) => Cell.Measure(() =>
    {
        using var running = RunningTracer.Start(tracer.Prepare(name));
        return running.MapMemory() / MiB;
    });
}
