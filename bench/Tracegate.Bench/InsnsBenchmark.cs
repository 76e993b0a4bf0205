namespace Tracegate.Bench;

/// <summary>
/// (a) BPF instructions of whole scripts, as the kernel runs them: taken from the programs that each tracer has loaded
/// on this kernel, after the verifier's rewriting.
/// </summary>
internal static class InsnsBenchmark
{
    private const double LimitOverC = 1.15;
    private const double LimitOverPeer = 0.6;

    public static Table Run(Workspace workspace)
    {
        var ungated = new Tracer("no gate", name => [workspace.Artifact("tracegate-run"), workspace.Compile(name + ".bt", "off")]);
        Tracer[] tracers = [workspace.C, workspace.CompleteC, workspace.Ours, ungated, workspace.Peer];
        var table = new Table(
            "insns: translated BPF instructions of a script's programs",
            [.. tracers.Select(tracer => tracer.Name), "/C", "/C, complete", "/bpftrace"]);
        List<Cell> overC = [], overComplete = [], overPeer = [];
        foreach (var name in workspace.Programs())
        {
            var counts = Array.ConvertAll(tracers, tracer => Count(tracer, name));
            var ours = counts[2];
            Cell[] ratios = [ours.Over(counts[0]), ours.Over(counts[1]), ours.Over(counts[4])];
            overC.Add(ratios[0]);
            overComplete.Add(ratios[1]);
            overPeer.Add(ratios[2]);
            table.AddTexts(
                Path.GetFileName(name),
                [.. counts.Select(cell => table.Text(cell, "0")), .. ratios.Select(cell => table.Text(cell, "0.00"))]);
        }

        Cell[] means = [Statistics.GeometricMean(overC), Statistics.GeometricMean(overComplete), Statistics.GeometricMean(overPeer)];
        table.AddTexts("geometric mean", [.. tracers.Select(_ => ""), .. means.Select(cell => table.Text(cell, "0.00"))]);
        table.Note("C does what the script says; C, complete also what each compiled script does: -p, and counting what is lost");
        table.Target("tracegate / C", means[0], LimitOverC, "");
        table.Target("tracegate / C, complete", means[1], LimitOverC, "");
        table.Target("tracegate / bpftrace", means[2], LimitOverPeer, "");
        return table;
    }

    private static Cell Count(Tracer tracer, string name) => Cell.Measure(() =>
    {
        using var running = RunningTracer.Start(tracer.Prepare(name));
        return running.Programs().Sum(program => program.Instructions);
    });
}
