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
    /// <summary>Attaches a program to an open event: descriptor of the link, or a negative error number.</summary>
    internal static int Link(AttachCalls calls, int programFd, int eventFd, ulong cookie)
    {
        var options = new BpfLinkCreateOptions { Size = BpfLinkCreateOptions.FullSize, Cookie = cookie };
        return calls.CreateLink(programFd, eventFd, AttachType.PerfEvent, &options);
    }

    /// <summary>
    /// Opens an event, attaches a program and keeps the link, or notes the failure.
    /// </summary>
    internal static void Attach(
        AttachContext context, ProgramPlan plan, Site site, PerfEventAttributes attributes, int process, int cpu)
    {
        var eventFd = context.Calls.OpenEvent(attributes, process, cpu);
        if (eventFd < 0)
        {
            context.Fail(site, eventFd);
            return;
        }

        var link = Link(context.Calls, plan.Program.Fd, eventFd, site.Cookie);

        // The link holds the event: its own descriptor is not needed any more.
        context.Calls.Close(eventFd);
        if (link < 0)
            context.Fail(site, link);
        else
            context.Links.Add(link, slow: true);
    }
}
