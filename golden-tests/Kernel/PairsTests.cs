using System.Diagnostics;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// C-start_sync_pairs: a process that blocks in a call while the gate is closed, and whose call ends when it is open. That
/// exit has no entry.
/// </summary>
[Collection(KernelCollection.Name)]
public sealed class PairsTests : IDisposable
{
    // Number of the system call in /proc/PID/syscall.
    private const string Read = "0 ";

    private const string Syscalls = """
        tracepoint:syscalls:sys_enter_read /pid == $1/ { @enter++; }
        tracepoint:syscalls:sys_exit_read /pid == $1/ { @exit++; }
        """;

    private const string Functions = """
        uprobe:$2:take_line /pid == $1/ { @enter++; }
        uretprobe:$2:take_line /pid == $1/ { @exit++; }
        """;

    private const string Report = """
        end { printf("%d entries, %d exits\n", @enter, @exit); }
        """;

    private readonly TemporaryFolder folder = new();
    private readonly string program;
    private readonly Process echo;

    public PairsTests(TestTargets targets)
    {
        program = Path.Combine(targets.Folder, "echo");
        echo = Start(program);
    }

    public void Dispose()
    {
        echo.StandardInput.Close();
        echo.WaitForExit();
        echo.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("off", "1 entries, 1 exits")]
    [InlineData("on", "1 entries, 0 exits")]
    public async Task A_call_from_before_the_opening(string pairs, string expected)
    {
        var target = await Compile(Syscalls, pairs);
        await WaitUntilReading();
        using var tracer = Start(Repository.Runner, target, $"{echo.Id}");
        await RunningTracer.WaitAttached(tracer);

        // The call that was blocking ends, and the next one begins.
        await NextCall();
        Assert.Contains(expected, await RunningTracer.Interrupt(tracer));
    }

    // The return of a function is traced only when its entry met the attached probe.
    [Theory]
    [InlineData("off", "1 entries, 1 exits")]
    [InlineData("on", "1 entries, 0 exits")]
    public async Task A_function_that_was_entered_between_attaching_and_opening(string pairs, string expected)
    {
        var target = await Compile(Functions, pairs);
        await WaitUntilReading();
        using var tracer = Start(Repository.Runner, "--hold", target, $"{echo.Id}", program);
        await RunningTracer.WaitAttached(tracer);
        await NextCall();
        await Open(tracer);
        await NextCall();
        Assert.Contains(expected, await RunningTracer.Interrupt(tracer));
    }

    // The first call is noted, ends in the pause and leaves its note; the second begins in the pause.
    [Theory]
    [InlineData("off", "2 entries, 2 exits")]
    [InlineData("on", "2 entries, 0 exits")]
    public async Task A_note_from_before_a_pause(string pairs, string expected)
    {
        var target = await Compile(Syscalls, pairs);
        await WaitUntilReading();
        using var tracer = Start(Repository.Runner, "--hold", target, $"{echo.Id}");
        await RunningTracer.WaitAttached(tracer);

        await Open(tracer);
        await NextCall();
        await Control(tracer, "pause");
        await NextCall();
        await Control(tracer, "resume");
        await NextCall();
        Assert.Contains(expected, await RunningTracer.Interrupt(tracer));
    }

    private async Task NextCall()
    {
        await echo.StandardInput.WriteAsync("line\n");
        await echo.StandardInput.FlushAsync();
        Assert.Equal("line", await echo.StandardOutput.ReadLineAsync());
        await WaitUntilReading();
    }

    // The kernel shows the number of the call only while the process blocks in it.
    private async Task WaitUntilReading()
    {
        while (!(await File.ReadAllTextAsync($"/proc/{echo.Id}/syscall")).StartsWith(Read, StringComparison.Ordinal))
        {
            await Task.Delay(1);
        }
    }

    // The answer comes before the instant that is set for the opening.
    private static async Task Open(Process tracer)
    {
        var state = await Control(tracer, "open");
        while (!state.Contains("running", StringComparison.Ordinal))
        {
            state = await Control(tracer, "status");
        }
    }

    private static async Task<string> Control(Process tracer, string command)
    {
        var result = await ProcessRunner.Run(Repository.Runner, ["ctl", $"{tracer.Id}", command]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }

    private async Task<string> Compile(string probes, string pairs)
    {
        var script = Path.Combine(folder.Path, "pairs.bt");
        var target = Path.Combine(folder.Path, "pairs.bpf.o");
        await File.WriteAllTextAsync(script, probes + "\n" + Report);
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", "--start-sync-pairs", pairs, script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        return target;
    }

    private static Process Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["__BPFTRACE_NOTIFY_PROBES_ATTACHED"] = "1";
        return Process.Start(start)!;
    }
}
