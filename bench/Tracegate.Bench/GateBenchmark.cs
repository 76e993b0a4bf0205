using System.Globalization;

namespace Tracegate.Bench;

/// <summary>
/// (d) What the start gate costs: in instructions of compiled scripts of each probe type, in time by a program that does
/// nothing but 400 checks, and in a real system call.
/// </summary>
internal static partial class GateBenchmark
{
    private const int Rounds = 9;
    private const int Checks = 400;
    private const int Repeat = 200_000;
    private const int Calls = 1_000_000;
    private const double InstructionLimit = 3;
    private const double OpenLimit = 0.5;
    private const int Armed = 0;
    private const int Running = 1;

    public static Table Run(Workspace workspace)
    {
        var table = new Table("gate: cost of the start gate", "absent", "open", "closed", "open more", "closed more");
        Instructions(workspace, table);
        EachType(workspace, table);
        Alone(workspace, table);
        InSystemCall(workspace, table);
        return table;
    }

    private static void Instructions(Workspace workspace, Table table)
    {
        var script = workspace.Program("count") + ".bt";
        var off = Cell.Measure(() => Count(workspace, script, "off"));
        var on = Cell.Measure(() => Count(workspace, script, "on"));
        var more = new Cell(on.Value - off.Value, on.Error ?? off.Error);
        table.AddTexts("instructions, one counter", [table.Text(off, "0"), table.Text(on, "0"), "", table.Text(more, "0"), ""]);
        table.Target("gate", more, InstructionLimit, " instructions");
    }

    private static double Count(Workspace workspace, string script, string startSync)
    {
        using var running = RunningTracer.Start([workspace.Artifact("tracegate-run"), workspace.Compile(script, startSync)]);
        return running.Programs().Sum(program => program.Lines);
    }

    private static void Alone(Workspace workspace, Table table)
    {
        var checks = workspace.Case("gate", "checks.bpf.c");
        var nothing = workspace.Case("gate", "nothing.bpf.c");
        var cells = Statistics.Interleave(
            Rounds,
            () => TestRunner.Run(workspace, workspace.BpfObject(nothing), Repeat) / Checks,
            () => TestRunner.Run(workspace, workspace.BpfObject(checks), Repeat, Running) / Checks,
            () => TestRunner.Run(workspace, workspace.BpfObject(checks), Repeat, Armed) / Checks);
        Add(table, $"ns of a check ({Checks} in a row)", cells);
        table.Target("open", new Cell(cells[1].Value - cells[0].Value, cells[1].Error ?? cells[0].Error), OpenLimit, " ns");
    }

    // The same script in the three states, each attached by the same loader.
    private static void InSystemCall(Workspace workspace, Table table)
    {
        var script = workspace.Program("count") + ".bt";
        var twice = Statistics.Interleave(
            Rounds,
            () => Traced(workspace, workspace.Compile(script, "off")),
            () => Traced(workspace, workspace.Compile(script, "off")),
            () => Traced(workspace, workspace.Compile(script, "on"), "-g", Running.ToString(CultureInfo.InvariantCulture)),
            () => Traced(workspace, workspace.Compile(script, "on"), "-g", Armed.ToString(CultureInfo.InvariantCulture)));
        Cell[] cells = [twice[0], .. twice[2..]];
        Add(table, "ns of getppid(), one counter", cells);
        var noise = Math.Abs(twice[1].Value - twice[0].Value);
        table.Note($"in a system call, two series without a gate differ by {noise.ToString("0.0", CultureInfo.InvariantCulture)} ns");
        table.Note("closed, in a system call: without the script's work, so less than absent");
    }

    private static double Traced(Workspace workspace, params string[] arguments)
    {
        using var running = RunningTracer.Start([workspace.Native("loader"), .. arguments]);
        return double.Parse(
            Command.Run(workspace.Native("load"), "getppid", Calls.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
    }

    private static void Add(Table table, string name, Cell[] cells)
    {
        Cell[] more = [.. cells[1..].Select(cell => new Cell(cell.Value - cells[0].Value, cell.Error ?? cells[0].Error))];
        table.Add(name, "0.00", [.. cells, .. more]);
    }
}
