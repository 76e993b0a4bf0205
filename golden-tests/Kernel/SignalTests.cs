using System.Diagnostics;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>O-signals: signals reach the session and nobody else, whatever the runtime did before.</summary>
[Collection(KernelCollection.Name)]
public sealed class SignalTests : IDisposable
{
    private const ulong Steering = (1UL << 1) | (1UL << 14) | (1UL << 9);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Hundreds of programs are enough work for the collector to want a thread of its own.
    [Fact]
    public async Task Every_thread_of_a_large_session_blocks_them()
    {
        var names = Directory.GetDirectories("/sys/kernel/tracing/events/syscalls", "sys_enter_*").Select(Path.GetFileName);
        var script = Path.Combine(folder.Path, "large.bt");
        var target = Path.Combine(folder.Path, "large.bpf.o");
        await File.WriteAllTextAsync(
            script, string.Join(", ", names.Select(name => "tracepoint:syscalls:" + name)) + " { @n = count(); }\nend { printf(\"ended\\n\"); }\n");
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        var start = new ProcessStartInfo(Repository.Runner, [target]) { RedirectStandardOutput = true };
        start.Environment["__BPFTRACE_NOTIFY_PROBES_ATTACHED"] = "1";
        using var tracer = Process.Start(start)!;
        await RunningTracer.WaitAttached(tracer);
        string[] masks =
        [
            .. Directory.GetDirectories($"/proc/{tracer.Id}/task").Select(task =>
                File.ReadLines(Path.Combine(task, "status")).First(line => line.StartsWith("SigBlk:", StringComparison.Ordinal))),
        ];
        var output = await RunningTracer.Interrupt(tracer);
        Assert.All(masks, mask => Assert.Equal(Steering, Convert.ToUInt64(mask["SigBlk:".Length..].Trim(), 16) & Steering));
        Assert.Contains("ended", output);
        Assert.Equal(0, tracer.ExitCode);
    }
}
