using Tracegate.Runtime.Attach;

namespace Tracegate.Runtime.Features;

/// <summary>A thing that not every kernel can do.</summary>
/// <param name="Name">Name in messages and in <see cref="Contract.ObjectMetadata.Features"/>.</param>
/// <param name="Major">First kernel that has it.</param>
/// <param name="Minor">First kernel that has it.</param>
/// <param name="Exists">Asks the running kernel.</param>
internal sealed record KernelFeature(string Name, int Major, int Minor, Func<bool> Exists);

/// <summary>
/// The kernel features that programs and the runtime may need, with the kernel that brought each
/// (the helpers' numbers are those of <c>bpf.h</c>). A probe runs only when its answer decides something.
/// </summary>
internal static class KernelFeatures
{
    /// <summary>BPF_MAP_TYPE_RINGBUF.</summary>
    internal static readonly KernelFeature RingBuffer = new("ringbuf", 5, 8, FeatureProbes.RingBuffer);

    /// <summary>One link for many kernel functions.</summary>
    internal static readonly KernelFeature KprobeMulti = Cached("kprobe_multi", 5, 18, FeatureProbes.KprobeMulti);

    /// <summary>One link for many places of a binary.</summary>
    internal static readonly KernelFeature UprobeMulti = Cached("uprobe_multi", 6, 6, FeatureProbes.UprobeMulti);

    /// <summary>The perf event source of kprobes.</summary>
    internal static readonly KernelFeature Kprobe =
        new("kprobe", 4, 17, () => File.Exists("/sys/bus/event_source/devices/kprobe/type"));

    /// <summary>The perf event source of uprobes.</summary>
    internal static readonly KernelFeature Uprobe =
        new("uprobe", 4, 17, () => File.Exists("/sys/bus/event_source/devices/uprobe/type"));

    /// <summary>Trampolines on kernel functions.</summary>
    internal static readonly KernelFeature Fentry = Cached("fentry", 5, 5, FeatureProbes.Fentry);

    /// <summary>One link for many syscall tracepoints.</summary>
    internal static readonly KernelFeature SyscallDispatch = Cached("syscall_dispatch", 5, 15, DispatchProgram.CanLoad);

    /// <summary>BTF of the kernel itself.</summary>
    internal static readonly KernelFeature Btf = new("btf", 5, 4, () => File.Exists("/sys/kernel/btf/vmlinux"));

    /// <summary>All features by name.</summary>
    internal static IReadOnlyList<KernelFeature> All { get; } =
    [
        RingBuffer,
        KprobeMulti,
        UprobeMulti,
        Kprobe,
        Uprobe,
        Fentry,
        SyscallDispatch,
        Btf,
        Helper("bpf_probe_read_user", 5, 5, 112),
        Helper("bpf_probe_read_kernel", 5, 5, 113),
        Helper("bpf_probe_read_user_str", 5, 5, 114),
        Helper("bpf_probe_read_kernel_str", 5, 5, 115),
        Helper("bpf_jiffies64", 5, 5, 118),
        Helper("bpf_get_ns_current_pid_tgid", 5, 7, 120),
        Helper("bpf_ktime_get_boot_ns", 5, 8, 125),
        Helper("bpf_ringbuf_output", 5, 8, 130),
        Helper("bpf_ringbuf_reserve", 5, 8, 131),
        Helper("bpf_get_task_stack", 5, 9, 141),
        Helper("bpf_d_path", 5, 10, 147),
        Helper("bpf_per_cpu_ptr", 5, 10, 153),
        Helper("bpf_get_current_task_btf", 5, 11, 158),
        Helper("bpf_task_storage_get", 5, 12, 156),
        Helper("bpf_for_each_map_elem", 5, 13, 164),
        Helper("bpf_snprintf", 5, 13, 165),
        Helper("bpf_get_func_ip", 5, 15, 173),
        Helper("bpf_get_attach_cookie", 5, 15, 174),
        Helper("bpf_task_pt_regs", 5, 15, 175),
        Helper("bpf_loop", 5, 17, 181),
        Helper("bpf_strncmp", 5, 17, 182),
        Helper("bpf_get_func_arg", 5, 17, 183),
        Helper("bpf_map_lookup_percpu_elem", 5, 19, 195),
        Helper("bpf_ktime_get_tai_ns", 6, 1, 208),
    ];

    /// <summary>The feature of a name, or null.</summary>
    internal static KernelFeature? Find(string name)
    {
        foreach (var feature in All)
        {
            if (feature.Name == name)
                return feature;
        }

        return null;
    }

    /// <summary>Tells that a feature is missing: by version when that explains it, else by build option.</summary>
    internal static Fault Missing(KernelFeature feature) => KernelVersion.IsAtLeast(feature.Major, feature.Minor)
        ? Faults.FeatureMissing.Of(feature.Name)
        : Faults.KernelTooOld.Of(feature.Name, $"{feature.Major}.{feature.Minor}", KernelVersion.Release);

    private static KernelFeature Helper(string name, int major, int minor, int number) =>
        new(name, major, minor, () => FeatureProbes.Helper(number));

    private static KernelFeature Cached(string name, int major, int minor, Func<bool> probe)
    {
        bool? known = null;
        return new(name, major, minor, () => known ??= probe());
    }
}
