using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>X-sync: several objects in one run. All start and stop at one instant, by one gate.</summary>
[Collection(KernelCollection.Name)]
public sealed class SeveralObjectsTests(TestTargets targets) : IDisposable
{
    private readonly ScriptFolder scripts = new();

    private string Syscalls => Path.Combine(targets.Folder, "syscalls");

    public void Dispose() => scripts.Dispose();

    [Fact]
    public async Task Each_has_its_own_maps_parameters_and_records()
    {
        var first = await scripts.Compile("first", """
            begin { printf("first %d\n", $1); }
            tracepoint:syscalls:sys_enter_getppid /pid == cpid/ { @a = count(); }
            end { printf("end of first\n"); }
            """);
        var second = await scripts.Compile("second", """
            begin { printf("second %d %s\n", $1, str($2)); }
            tracepoint:syscalls:sys_exit_getppid /pid == cpid/ { @b = count(); @k[probe] = count(); }
            """);
        var run = await ProcessRunner.Run(Repository.Runner, ["-q", "-c", $"{Syscalls} 10", first, second, "7", "x"]);
        Assert.Equal(0, run.ExitCode);
        string[] expected =
        [
            "first 7", "second 7 x", "end of first", "@a: 10", "@b: 10", "@k[tracepoint:syscalls:sys_exit_getppid]: 10",
        ];
        Assert.Equal(expected, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Exit_in_one_stops_all_in_the_same_event()
    {
        // The two programs stand on one tracepoint, in this order: what the first ends the second must not see.
        var counter = await scripts.Compile("counter", """
            config = { start_sync = on }
            tracepoint:syscalls:sys_enter_getppid /pid == cpid/ { @a++; if (@a == 5) { exit(3); } }
            """);
        var other = await scripts.Compile("other", """
            config = { start_sync = on }
            tracepoint:syscalls:sys_enter_getppid /pid == cpid/ { @b = count(); }
            """);
        var run = await ProcessRunner.Run(Repository.Runner, ["-c", $"{Syscalls} 1000", counter, other]);
        Assert.Equal(3, run.ExitCode);
        Assert.Equal(5, ScriptFolder.Value(run.Output, "a"));
        Assert.Equal(4, ScriptFolder.Value(run.Output, "b"));
        Assert.Contains("Attached 2 probes", run.Error);
    }

    [Fact]
    public async Task One_without_a_gate_runs_with_others()
    {
        var gated = await scripts.Compile(
            "gated", "tracepoint:syscalls:sys_enter_getppid,tracepoint:syscalls:sys_exit_getppid /pid == cpid/ { @a = count(); }");
        var free = await scripts.Compile("free", "tracepoint:syscalls:sys_enter_getppid /pid == cpid/ { @b = count(); }");
        var silent = await scripts.Compile("silent", "begin { printf(\"hi\\n\"); }");
        var run = await ProcessRunner.Run(Repository.Runner, ["-c", $"{Syscalls} 10", free, silent, gated]);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(20, ScriptFolder.Value(run.Output, "a"));
        Assert.Equal(10, ScriptFolder.Value(run.Output, "b"));
    }

    [Fact]
    public async Task They_start_and_stop_at_one_instant()
    {
        var entries = await scripts.Compile("entries", "tracepoint:syscalls:sys_enter_* { @enter = count(); }");
        var exits = await scripts.Compile("exits", "tracepoint:syscalls:sys_exit_* { @exit = count(); }");
        using var load = new SyscallLoad(Syscalls);
        var run = await ProcessRunner.Run(Repository.Runner, ["-c", $"{Syscalls} 100000", entries, exits]);
        Assert.True(run.ExitCode == 0, run.ToString());
        var difference = ScriptFolder.Value(run.Output, "enter") - ScriptFolder.Value(run.Output, "exit");
        Assert.InRange(Math.Abs(difference), 0, SyscallLoad.Threads());
    }

    [Fact]
    public async Task TG5042_a_named_parameter_must_be_known_to_one_of_them()
    {
        var first = await scripts.Compile("first", "begin { printf(\"%d\\n\", getopt(\"depth\", 1)); }");
        var second = await scripts.Compile("second", "begin { printf(\"%d\\n\", getopt(\"width\", 2)); }");
        var run = await ProcessRunner.Run(Repository.Runner, ["-q", first, second, "--", "--depth=5", "--width=6"]);
        Assert.Equal("5\n6\n", run.Output.TrimEnd('\n') + "\n");
        run = await ProcessRunner.Run(Repository.Runner, ["-q", first, second, "--", "--height=5"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"(?s)\[TG5042\].*--depth.*--width", run.Error);
    }

    [Fact]
    public async Task A_second_object_that_is_not_there_is_no_parameter()
    {
        var first = await scripts.Compile("first", "begin { exit(); }");
        var run = await ProcessRunner.Run(Repository.Runner, [first, "nosuch.bpf.o"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[TG5001]", run.Error);
    }
}
