using System.Globalization;
using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// X-sync: what the start gate promises. A counter on every syscall's entry and one on every exit, while processes do
/// syscalls: with the gate they differ by the calls in flight at both ends only.
/// </summary>
[Collection(KernelCollection.Name)]
public sealed class GateTests(TestTargets targets) : IDisposable
{
    private const string Script = """
        tracepoint:syscalls:sys_enter_* { @enter = count(); }
        tracepoint:syscalls:sys_exit_* { @exit = count(); }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task With_the_gate_entries_and_exits_agree()
    {
        var (enter, exit) = await Count("on");
        // Each running thread may be inside one call at either end.
        var threads = Directory.GetDirectories("/proc", "*").Count(path => int.TryParse(Path.GetFileName(path), out _));
        Assert.InRange(Math.Abs(enter - exit), 0, threads);
    }

    [Fact]
    public async Task Without_it_they_do_not()
    {
        var (enter, exit) = await Count("off");
        Assert.True(Math.Abs(enter - exit) > 1000, $"entries {enter}, exits {exit}");
    }

    private async Task<(long Enter, long Exit)> Count(string startSync)
    {
        var script = Path.Combine(folder.Path, "gate.bt");
        var target = Path.Combine(folder.Path, "gate.bpf.o");
        await File.WriteAllTextAsync(script, Script);
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());

        // Syscalls go on before the start and after the end, on every CPU.
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Load(stop.Token)).ToArray();
        var run = await ProcessRunner.Run(
            Repository.Runner, ["--start-sync", startSync, "-c", Path.Combine(targets.Folder, "syscalls") + " 100000", target]);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        Assert.True(run.ExitCode == 0, run.ToString());
        return (Value(run.Output, "enter"), Value(run.Output, "exit"));
    }

    private async Task Load(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await ProcessRunner.Run(Path.Combine(targets.Folder, "syscalls"), ["200000"]);
        }
    }

    private static long Value(string output, string map) =>
        long.Parse(Regex.Match(output, $@"^@{map}: (\d+)$", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
}
