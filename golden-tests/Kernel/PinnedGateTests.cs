using System.Diagnostics;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>X-sync: a gate in bpffs that several processes share.</summary>
[Collection(KernelCollection.Name)]
public sealed class PinnedGateTests(TestTargets targets) : IDisposable
{
    private readonly ScriptFolder scripts = new();
    private readonly string pin = $"/sys/fs/bpf/tracegate-test-{Environment.ProcessId}";

    private string Calls => Path.Combine(targets.Folder, "calls");

    public void Dispose()
    {
        File.Delete(pin);
        File.Delete(pin + "_clock");
        scripts.Dispose();
    }

    [Fact]
    public async Task Two_processes_open_pause_and_close_by_one_store()
    {
        var first = await scripts.Compile("first", "uprobe:$1:walk { @a = count(); @t = min(elapsed); }");
        var second = await scripts.Compile("second", "uprobe:$1:add { @b = count(); }");
        using var one = RunningSession.Start("--gate", pin, "--hold", first, Calls);
        await one.Attached();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(pin));
        using var two = RunningSession.Start("--gate", pin, "--hold", second, Calls);
        await two.Attached();
        Assert.True(File.Exists(pin + "_clock"));
        await ProcessRunner.Run(Calls, ["7"]);
        var sinceOpening = Stopwatch.StartNew();
        await Control("open", "running");
        await one.Printed("Opened");
        await two.Printed("Opened");
        await ProcessRunner.Run(Calls, ["11"]);
        await Control("pause", "paused");
        await ProcessRunner.Run(Calls, ["13"]);
        await Control("open", "running");
        await ProcessRunner.Run(Calls, ["17"]);
        await Control("close", "closed");
        var result = await one.Finish();
        Assert.Equal(28, ScriptFolder.Value(result.Output, "a"));
        Assert.InRange(ScriptFolder.Value(result.Output, "t"), 1, (long)sinceOpening.Elapsed.TotalNanoseconds);
        Assert.Equal(28, ScriptFolder.Value((await two.Finish()).Output, "b"));
        Assert.False(File.Exists(pin), "its maker removes it");
        Assert.False(File.Exists(pin + "_clock"));
    }

    [Fact]
    public async Task Another_tool_may_flip_it()
    {
        var script = await scripts.Compile("flipped", "uprobe:$1:walk { @n = count(); }");
        using var session = RunningSession.Start("--gate", pin, "--gate-mode", "0640", "--hold", script, Calls);
        await session.Attached();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(pin));
        await Write(1);
        await session.Printed("Opened");
        await ProcessRunner.Run(Calls, ["11"]);
        await Write(2);
        Assert.Equal(11, ScriptFolder.Value((await session.Finish()).Output, "n"));
    }

    [Fact]
    public async Task The_last_one_that_does_not_hold_opens_for_all()
    {
        var first = await scripts.Compile("holding", "uprobe:$1:walk { @a = count(); }");
        var second = await scripts.Compile("opening", "uprobe:$1:add { @b = count(); }");
        using var one = RunningSession.Start("--gate", pin, "--hold", first, Calls);
        await one.Attached();
        var two = await ProcessRunner.Run(Repository.Runner, ["--gate", pin, "-c", $"{Calls} 100", second, Calls]);
        Assert.Equal(100, ScriptFolder.Value(two.Output, "b"));
        Assert.Equal(100, ScriptFolder.Value((await one.Finish()).Output, "a"));
    }

    [Fact]
    public async Task TG5054_a_gate_whose_maker_was_killed_is_not_used()
    {
        var script = await scripts.Compile("killed", "uprobe:$1:walk { @n = count(); }");
        using var session = RunningSession.Start("--gate", pin, "--hold", script, Calls);
        await session.Attached();
        session.Signal(RunningSession.Kill);
        _ = await session.Finish();
        var next = await ProcessRunner.Run(Repository.Runner, ["--gate", pin, "-c", $"{Calls} 5", script, Calls]);
        Assert.Equal(1, next.ExitCode);
        Assert.Contains("[TG5054]", next.Error);
        Assert.Contains($"process {session.Pid}", next.Error);

        // Once it is closed it is of no use to anybody, and replaced.
        await Control("close", "closed");
        next = await ProcessRunner.Run(Repository.Runner, ["--gate", pin, "-c", $"{Calls} 5", script, Calls]);
        Assert.True(next.ExitCode == 0, next.ToString());
        Assert.Equal(5, ScriptFolder.Value(next.Output, "n"));
    }

    [Fact]
    public async Task TG5053_for_a_path_that_cannot_be_a_gate()
    {
        var script = await scripts.Compile("nowhere", "interval:1s { @n = count(); }");
        foreach (var path in new[] { Path.Combine(scripts.Path, "gate"), "/nosuch/folder/gate" })
        {
            var run = await ProcessRunner.Run(Repository.Runner, ["--gate", path, script]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("[TG5053]", run.Error);
        }

        var control = await ProcessRunner.Run(Repository.Tracegate, ["ctl", "--gate", pin, "open"]);
        Assert.Equal(1, control.ExitCode);
        Assert.Contains("[TG5053]", control.Error);
    }

    private async Task Control(string verb, string state)
    {
        var run = await ProcessRunner.Run(Repository.Tracegate, ["ctl", "--gate", pin, verb]);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal($"{pin}: {state}\n", run.Output);
    }

    private async Task Write(int state)
    {
        var run = await ProcessRunner.Run(
            "bpftool", ["map", "update", "pinned", pin, "key", "0", "0", "0", "0", "value", $"{state}", "0", "0", "0"]);
        Assert.True(run.ExitCode == 0, run.ToString());
    }
}
