using System.Diagnostics;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// C-start_sync_pairs: a process that already blocks in read() when the gate opens, and whose call ends then. Its exit
/// has no entry.
/// </summary>
[Collection(KernelCollection.Name)]
public sealed class PairsTests(TestTargets targets) : IDisposable
{
    private const string Read = "0 ";

    private const string Script = """
        tracepoint:syscalls:sys_enter_read /pid == $1/ { @enter++; }
        tracepoint:syscalls:sys_exit_read /pid == $1/ { @exit++; }
        end { printf("%d entries, %d exits\n", @enter, @exit); }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("off", "1 entries, 1 exits")]
    [InlineData("on", "1 entries, 0 exits")]
    public async Task A_call_from_before_the_opening(string pairs, string expected)
    {
        var target = await Compile(pairs);
        using var echo = Start(Path.Combine(targets.Folder, "echo"));
        await WaitUntilReading(echo);
        using var tracer = Start(Repository.Runner, target, $"{echo.Id}");
        await RunningTracer.WaitAttached(tracer);

        // The call that was blocking ends, and the next one begins.
        await echo.StandardInput.WriteAsync("line\n");
        await echo.StandardInput.FlushAsync();
        Assert.Equal("line", await echo.StandardOutput.ReadLineAsync());
        await WaitUntilReading(echo);
        var output = await RunningTracer.Interrupt(tracer);
        echo.StandardInput.Close();
        await echo.WaitForExitAsync();
        Assert.Contains(expected, output);
    }

    private async Task<string> Compile(string pairs)
    {
        var script = Path.Combine(folder.Path, "pairs.bt");
        var target = Path.Combine(folder.Path, "pairs.bpf.o");
        await File.WriteAllTextAsync(script, Script);
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", "--start-sync-pairs", pairs, script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        return target;
    }

    // The kernel shows the number of the call only while the process blocks in it.
    private static async Task WaitUntilReading(Process process)
    {
        while (!(await File.ReadAllTextAsync($"/proc/{process.Id}/syscall")).StartsWith(Read, StringComparison.Ordinal))
        {
            await Task.Delay(1);
        }
    }

    private static Process Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["__BPFTRACE_NOTIFY_PROBES_ATTACHED"] = "1";
        return Process.Start(start)!;
    }
}
