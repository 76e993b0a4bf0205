using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>Steers a tracer that was started with its output redirected and <c>__BPFTRACE_NOTIFY_PROBES_ATTACHED=1</c>.</summary>
internal static partial class RunningTracer
{
    private const string Attached = "__BPFTRACE_NOTIFY_PROBES_ATTACHED";
    private const int SignalInterrupt = 2;

    /// <summary>Reads its output until it tells that its gate is open.</summary>
    public static async Task WaitAttached(Process tracer)
    {
        while (await tracer.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == Attached)
            {
                return;
            }
        }

        Assert.Fail("the tracer ended before its probes were attached");
    }

    /// <summary>Ends it as Ctrl-C does, and returns what else it printed.</summary>
    public static async Task<string> Interrupt(Process tracer)
    {
        Assert.Equal(0, Kill(tracer.Id, SignalInterrupt));
        var output = await tracer.StandardOutput.ReadToEndAsync();
        await tracer.WaitForExitAsync();
        return output;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
