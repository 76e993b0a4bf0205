namespace Tracegate.Runtime.Attach;

/// <summary>A perf event by name.</summary>
/// <param name="Name">Name in scripts.</param>
/// <param name="Type">PERF_TYPE_….</param>
/// <param name="Config">PERF_COUNT_….</param>
/// <param name="Period">Events from one firing to the next where the script gives none.</param>
internal sealed record PerfCounter(string Name, uint Type, ulong Config, ulong Period)
{
    /// <summary>Whether a timer drives it (PERF_COUNT_SW_CPU_CLOCK and _TASK_CLOCK).</summary>
    internal bool IsClock => Type == Libbpf.PerfConstants.TypeSoftware && Config <= 1;

    /// <summary>Opens an event on the CPUs that it counts on and attaches the program to each.</summary>
    /// <param name="context">Takes links and failures.</param>
    /// <param name="plan">The program.</param>
    /// <param name="site">Its place.</param>
    /// <param name="attributes">The event.</param>
    /// <param name="everyCpu">Whether it counts on every CPU, and for the traced process only; otherwise on the first.</param>
    /// <param name="disabled">Whether it starts with the gate.</param>
    internal static void Attach(
        AttachContext context, ProgramPlan plan, Site site, PerfEventAttributes attributes, bool everyCpu, bool disabled)
    {
        var mark = context.Links.Mark();
        foreach (var cpu in context.OnlineCpus)
        {
            var fd = context.Calls.OpenEvent(attributes, everyCpu ? context.Process : -1, cpu);
            var link = fd < 0 ? fd : PerfEvent.Link(context.Calls, plan.Program.Fd, fd, site.Cookie);
            if (link < 0)
            {
                if (fd >= 0)
                    context.Calls.Close(fd);
                context.Links.Undo(mark);
                context.Fail(site, link);
                return;
            }

            context.Links.Add(link, slow: true);
            if (disabled)
                context.Links.AddTimer(fd);
            else
                context.Calls.Close(fd);
            if (!everyCpu)
                return;
        }
    }
}

/// <summary>Names of perf events (P-sw-events, P-hw-events).</summary>
internal static class PerfCounters
{
    /// <summary>PERF_TYPE_SOFTWARE.</summary>
    internal static readonly PerfCounter[] Software = Table(
        Libbpf.PerfConstants.TypeSoftware,
        ("cpu-clock", 0, 1_000_000),
        ("cpu", 0, 1_000_000),
        ("task-clock", 1, 1),
        ("page-faults", 2, 100),
        ("faults", 2, 100),
        ("context-switches", 3, 1000),
        ("cs", 3, 1000),
        ("cpu-migrations", 4, 1),
        ("minor-faults", 5, 100),
        ("major-faults", 6, 1),
        ("alignment-faults", 7, 1),
        ("emulation-faults", 8, 1),
        ("dummy", 9, 1),
        ("bpf-output", 10, 1));

    /// <summary>PERF_TYPE_HARDWARE.</summary>
    internal static readonly PerfCounter[] Hardware = Table(
        Libbpf.PerfConstants.TypeHardware,
        ("cpu-cycles", 0, 1_000_000),
        ("cycles", 0, 1_000_000),
        ("instructions", 1, 1_000_000),
        ("cache-references", 2, 1_000_000),
        ("cache-misses", 3, 1_000_000),
        ("branch-instructions", 4, 100_000),
        ("branches", 4, 100_000),
        ("branch-misses", 5, 100_000),
        ("bus-cycles", 6, 100_000),
        ("frontend-stalls", 7, 1_000_000),
        ("backend-stalls", 8, 1_000_000),
        ("ref-cycles", 9, 1_000_000));

    private static PerfCounter[] Table(uint type, params (string Name, ulong Config, ulong Period)[] rows) =>
        Array.ConvertAll(rows, row => new PerfCounter(row.Name, type, row.Config, row.Period));
}
