using System.Globalization;

namespace Tracegate.Bench;

/// <summary>(c) Time from exec to the open gate, the part of it on a CPU, and the peak memory of the process until then.</summary>
internal static class StartBenchmark
{
    private const int Rounds = 9;
    private const double MemoryLimit = 8;

    // Milliseconds that our runner may take.
    private static readonly (string Case, double Limit)[] Cases = [("three_probes", 5), ("three_relocated", 9)];

    public static Table Run(Workspace workspace)
    {
        var table = new Table(
            $"start: exec to open gate with three probes, medians of {Rounds}", "ms", "CPU ms", "peak MiB", "ms /C", "CPU /C", "MiB /C");
        foreach (var (name, limit) in Cases)
        {
            var path = workspace.Program(name);
            (string Label, Func<string[]> Command)[] tracers =
            [
                ("C, static libbpf", () => workspace.C.Prepare(path)),
                ("tracegate-run, object", () => workspace.Ours.Prepare(path)),
                ("tracegate, script", () => [workspace.Artifact("tracegate"), path + ".bt"]),
                ("bpftrace, script", () => workspace.Peer.Prepare(path)),
            ];
            var memory = tracers.Select(_ => new List<double>()).ToArray();
            var processor = tracers.Select(_ => new List<double>()).ToArray();
            var times = Statistics.Interleave(
                Rounds, [.. tracers.Select((tracer, i) => (Func<double>)(() => Spawn(workspace, tracer.Command(), memory[i], processor[i])))]);
            var peaks = memory.Select((list, i) => new Cell(Statistics.Median(list), times[i].Error)).ToArray();
            var cpu = processor.Select((list, i) => new Cell(Statistics.Median(list), times[i].Error)).ToArray();
            for (var i = 0; i < tracers.Length; i++)
            {
                table.AddTexts(
                    $"{name}: {tracers[i].Label}",
                    [
                        table.Text(times[i], "0.00"), table.Text(cpu[i], "0.00"), table.Text(peaks[i], "0.0"),
                        table.Text(times[i].Over(times[0]), "0.00"), table.Text(cpu[i].Over(cpu[0]), "0.00"),
                        table.Text(peaks[i].Over(peaks[0]), "0.00"),
                    ]);
            }

            table.Target($"{name}: tracegate-run", times[1], limit, " ms");
            table.Target($"{name}: tracegate-run, peak", peaks[1], MemoryLimit, " MiB");
        }

        return table;
    }

    private static double Spawn(Workspace workspace, string[] command, List<double> memory, List<double> processor)
    {
        var output = Command.Run([workspace.Native("spawn"), .. command]).Split(' ');
        memory.Add(double.Parse(output[1], CultureInfo.InvariantCulture) / 1024);
        processor.Add(double.Parse(output[2], CultureInfo.InvariantCulture) / 1e6);
        return double.Parse(output[0], CultureInfo.InvariantCulture) / 1e6;
    }
}
