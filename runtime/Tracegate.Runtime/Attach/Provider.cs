using Tracegate.Runtime.Features;

namespace Tracegate.Runtime.Attach;

/// <summary>When a program runs.</summary>
internal enum ProviderRole
{
    /// <summary>By the kernel, once attached.</summary>
    Attached,

    /// <summary>By the runtime, before anything attaches (P-begin).</summary>
    Begin,

    /// <summary>By the runtime, after the gate closed (P-end).</summary>
    End,

    /// <summary>By the runtime, at a signal (P-self).</summary>
    Self,
}

/// <summary>A row of <see cref="Providers"/>.</summary>
/// <param name="Name">Canonical name (LANGUAGE 2.1).</param>
/// <param name="Attacher">Kind of link.</param>
/// <param name="AttachesForwards">
/// Whether probes on one place must attach in the script's order to fire in it (P-order); otherwise the kernel puts the
/// newest first.
/// </param>
/// <param name="Role">When programs run.</param>
/// <param name="Needs">Kernel feature without which no program of it loads or attaches, or null.</param>
internal sealed record Provider(
    string Name,
    Attacher Attacher,
    bool AttachesForwards,
    ProviderRole Role = ProviderRole.Attached,
    KernelFeature? Needs = null);

/// <summary>The providers that the runtime can attach.</summary>
internal static class Providers
{
    private static readonly Attacher Special = new SpecialProgram();
    private static readonly Attacher Tracing = new TracingAttacher(function: true);

    private static readonly Provider[] Rows =
    [
        new("begin", Special, AttachesForwards: true, ProviderRole.Begin),
        new("end", Special, AttachesForwards: true, ProviderRole.End),
        new("self", Special, AttachesForwards: true, ProviderRole.Self),
        new("tracepoint", new TracepointAttacher(), AttachesForwards: true),
        new("rawtracepoint", new TracingAttacher(function: false), AttachesForwards: true),
        new("kprobe", new KprobeAttacher(isReturn: false), AttachesForwards: false, Needs: KernelFeatures.Kprobe),
        new("kretprobe", new KprobeAttacher(isReturn: true), AttachesForwards: true, Needs: KernelFeatures.Kprobe),
        new("fentry", Tracing, AttachesForwards: false, Needs: KernelFeatures.Fentry),
        new("fexit", Tracing, AttachesForwards: false, Needs: KernelFeatures.Fentry),
        new("uprobe", new UprobeAttacher(isReturn: false), AttachesForwards: false, Needs: KernelFeatures.Uprobe),
        new("uretprobe", new UprobeAttacher(isReturn: true), AttachesForwards: false, Needs: KernelFeatures.Uprobe),
        new("interval", new TimerAttacher(everyCpu: false), AttachesForwards: true),
        new("profile", new TimerAttacher(everyCpu: true), AttachesForwards: true),
        new("software", new CounterAttacher(PerfCounters.Software), AttachesForwards: true),
        new("hardware", new CounterAttacher(PerfCounters.Hardware), AttachesForwards: true),
    ];

    /// <summary>The row of a name, or null.</summary>
    internal static Provider? Find(string name)
    {
        foreach (var row in Rows)
        {
            if (row.Name == name)
                return row;
        }

        return null;
    }
}
