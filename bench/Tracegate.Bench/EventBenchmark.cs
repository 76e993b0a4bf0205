using System.Globalization;

namespace Tracegate.Bench;

/// <summary>
/// (b) Nanoseconds of each event, in three ways: the program alone in bpf_prog_test_run, for programs that do not look at
/// their context; what a real system call takes longer than untraced; and the program's time in that loop by the
/// kernel's statistics.
/// </summary>
internal static class EventBenchmark
{
    private const int Rounds = 5;
    private const int Repeat = 2_000_000;

    // Script, the system call that fires it, calls in a loop, whether bpf_prog_test_run can run it.
    private static readonly (string Case, string Call, int Count, bool TestRun)[] Cases =
    [
        ("count", "getppid", 500_000, true),
        ("count_comm", "getppid", 500_000, true),
        ("comm_total", "getppid", 500_000, true),
        ("hist", "getppid", 500_000, true),
        ("read_latency", "read", 300_000, false),
        ("printf_open", "open", 50_000, false),
    ];

    public static Table Run(Workspace workspace)
    {
        var table = new Table(
            $"event: ns for each event, medians of {Rounds}", "C", "tracegate", "bpftrace", "/C", "/bpftrace");
        foreach (var (name, call, count, testRun) in Cases)
        {
            var path = workspace.Program(name);
            if (testRun)
                Add(table, $"{name}: test run", TestRun(workspace, path));
            Tracer[] tracers = [workspace.C, workspace.Ours, workspace.Peer];
            var loop = Statistics.Interleave(
                Rounds,
                [() => Load(workspace, call, count), .. tracers.Select(tracer => (Func<double>)(() => Traced(workspace, tracer, path, call, count)))]);
            Add(table, $"{name}: {call}() longer", [.. loop[1..].Select(cell => cell with { Value = cell.Value - loop[0].Value })]);
            Add(table, $"{name}: program time", Statistics.Interleave(
                1, [.. tracers.Select(tracer => (Func<double>)(() => ProgramTime(workspace, tracer, path, call, count)))]));
        }

        return table;
    }

    private static void Add(Table table, string name, Cell[] cells) =>
        table.AddTexts(
            name,
            [
                .. cells.Select(cell => table.Text(cell, "0.0")),
                table.Text(cells[1].Over(cells[0]), "0.00"), table.Text(cells[1].Over(cells[2]), "0.00"),
            ]);

    private static Cell[] TestRun(Workspace workspace, string path)
    {
        Func<string>[] objects =
        [
            () => workspace.BpfObject(path + ".bpf.c"),
            () => workspace.Compile(path + ".bt", "off"),
            () => workspace.PeerObject(path + ".bt"),
        ];
        return Statistics.Interleave(Rounds, [.. objects.Select(o => (Func<double>)(() => TestRunner.Run(workspace, o(), Repeat)))]);
    }

    private static double Traced(Workspace workspace, Tracer tracer, string path, string call, int count)
    {
        using var running = RunningTracer.Start(tracer.Prepare(path));
        return Load(workspace, call, count);
    }

    private static double ProgramTime(Workspace workspace, Tracer tracer, string path, string call, int count)
    {
        using var statistics = Bpf.Statistics();
        using var running = RunningTracer.Start(tracer.Prepare(path));
        Load(workspace, call, count);
        var programs = running.Programs().ToArray();

        // An event may run several programs; what counts is the time for each event.
        var events = programs.Max(program => program.RunCount);
        return programs.Sum(program => (double)program.RunTimeNs) / Math.Max(events, 1);
    }

    private static double Load(Workspace workspace, string call, int count) =>
        double.Parse(Command.Run(workspace.Native("load"), call, count.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
}
