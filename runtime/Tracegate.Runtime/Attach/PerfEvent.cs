using System.Runtime.InteropServices;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary><c>struct perf_event_attr</c> up to <c>config2</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PerfEventAttributes
{
    internal uint Type;
    internal uint Size;
    internal ulong Config;
    internal ulong SamplePeriod;
    internal ulong SampleType;
    internal ulong ReadFormat;
    internal ulong Flags;
    internal uint WakeupEvents;
    internal uint BreakpointType;
    internal ulong Config1;
    internal ulong Config2;
}

/// <summary>Perf events and the BPF links on them.</summary>
internal static unsafe class PerfEvent
{
    /// <summary>Opens an event: its descriptor, or a negative error number.</summary>
    internal static int Open(PerfEventAttributes attributes, int process, int cpu)
    {
        attributes.Size = PerfConstants.AttributeSize;
        attributes.WakeupEvents = 1;
        var fd = Libc.syscall(
            Libc.SyscallPerfEventOpen, (nint)(&attributes), process, cpu, -1, (nint)PerfConstants.CloseOnExec);
        return fd < 0 ? -Marshal.GetLastPInvokeError() : (int)fd;
    }

    /// <summary>Attaches a program to an open event: descriptor of the link, or a negative error number.</summary>
    internal static int Link(int programFd, int eventFd, ulong cookie)
    {
        var options = new BpfLinkCreateOptions { Size = BpfLinkCreateOptions.FullSize, Cookie = cookie };
        return LibbpfApi.bpf_link_create(programFd, eventFd, AttachType.PerfEvent, &options);
    }

    /// <summary>
    /// Opens an event that is running at once, attaches a program and keeps the link, or notes the failure.
    /// </summary>
    internal static void Attach(
        AttachContext context, ProgramPlan plan, Site site, PerfEventAttributes attributes, int process, int cpu)
    {
        var eventFd = Open(attributes, process, cpu);
        if (eventFd < 0)
        {
            context.Fail(site, eventFd);
            return;
        }

        var link = Link(plan.Program.Fd, eventFd, site.Cookie);

        // The link holds the event: its own descriptor is not needed any more.
        _ = Libc.close(eventFd);
        if (link < 0)
            context.Fail(site, link);
        else
            context.Links.Add(link, slow: true);
    }
}
