using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>B-pid, B-tid: ids of the tracer's pid namespace, which the runtime puts into the programs.</summary>
[Collection(KernelCollection.Name)]
public sealed class NamespaceTests : IDisposable
{
    private readonly ScriptFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task B_pid_and_B_tid_are_those_of_the_tracers_namespace()
    {
        // The runner is process 1 of the namespace, and runs begin itself.
        var target = await folder.Compile("ids", "begin { printf(\"%d %d %d\\n\", pid, tid, pid(init) != pid); exit(); }");
        var inside = await ProcessRunner.Run("unshare", ["--pid", "--fork", "--mount-proc", Repository.Runner, target]);
        Assert.True(inside.ExitCode == 0, inside.ToString());
        Assert.Contains("1 1 1\n", inside.Output);
        var outside = await ProcessRunner.Run(Repository.Runner, [target]);
        Assert.Matches(@"(?m)^(\d+) \1 0$", outside.Output);
    }

    [Fact]
    public async Task B_pid_of_a_process_outside_of_the_namespace_is_0()
    {
        // Processes outside call it all the time; those inside are few, and count from 1.
        var target = await folder.Compile(
            "others", "tracepoint:raw_syscalls:sys_enter /pid == 0/ { printf(\"outside %d\\n\", pid(init) > 0); exit(); }");
        var load = Task.Run(() => ProcessRunner.Run("/bin/sh", ["-c", "for i in $(seq 2000); do cat /proc/self/stat; done"]));
        var inside = await ProcessRunner.Run("unshare", ["--pid", "--fork", "--mount-proc", Repository.Runner, target]);
        await load;
        Assert.True(inside.ExitCode == 0, inside.ToString());
        Assert.Contains("outside 1\n", inside.Output);
    }
}
