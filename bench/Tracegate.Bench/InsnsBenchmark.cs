namespace Tracegate.Bench;

/// <summary>
/// (a) BPF instructions of whole scripts, as the kernel runs them: taken from the programs that each tracer has loaded
/// on this kernel, after the verifier's rewriting.
/// </summary>
internal static class InsnsBenchmark
{
    public static Table Run(Workspace workspace)
    {
        var table = new Table(
            "insns: translated BPF instructions of a script's programs", "C", "tracegate", "no gate", "bpftrace", "/C", "no gate/C", "/bpftrace");
        var ungated = new Tracer("no gate", name => [workspace.Artifact("tracegate-run"), workspace.Compile(name + ".bt", "off")]);
        List<Cell> overC = [], ungatedOverC = [], overPeer = [];
        foreach (var name in workspace.Cases("insns"))
        {
            var c = Count(workspace.C, name);
            var ours = Count(workspace.Ours, name);
            var off = Count(ungated, name);
            var peer = Count(workspace.Peer, name);
            overC.Add(ours.Over(c));
            ungatedOverC.Add(off.Over(c));
            overPeer.Add(ours.Over(peer));
            table.AddTexts(
                Path.GetFileName(name),
                [
                    .. new[] { c, ours, off, peer }.Select(cell => table.Text(cell, "0")),
                    .. new[] { overC[^1], ungatedOverC[^1], overPeer[^1] }.Select(cell => table.Text(cell, "0.00")),
                ]);
        }

        Cell[] means = [Statistics.GeometricMean(overC), Statistics.GeometricMean(ungatedOverC), Statistics.GeometricMean(overPeer)];
        table.AddTexts("geometric mean", ["", "", "", "", .. means.Select(cell => table.Text(cell, "0.00"))]);
        table.Target("tracegate / C", means[0], 1.15, "");
        table.Target("tracegate / bpftrace", means[2], 0.6, "");
        return table;
    }

    private static Cell Count(Tracer tracer, string name) => Cell.Measure(() =>
    {
        using var running = RunningTracer.Start(tracer.Prepare(name));
        return running.Programs().Sum(program => program.Instructions);
    });
}
