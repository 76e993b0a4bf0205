using Tracegate.Compiler.Ir;

namespace Tracegate.Compiler.CodeGen;

/// <summary>A BPF helper function of the kernel.</summary>
/// <param name="Name">Name in <c>bpf.h</c>, also the name of the feature.</param>
/// <param name="Id">Number that programs call.</param>
/// <param name="Kernel">The version that brought it.</param>
/// <param name="Result">Result type.</param>
/// <param name="Repeatable">
/// Whether it gives the same value all through a program and touches no memory: LLVM then calls it once.
/// </param>
public sealed record Helper(string Name, int Id, Version Kernel, IrType Result = IrType.I64, bool Repeatable = false);

/// <summary>The helpers that programs call; source of numbers and versions is the kernel's <c>bpf.h</c> and its history.</summary>
public static class Helpers
{
    /// <summary>The oldest kernel that runs any program of ours: it brought the ring buffer. Older helpers need no feature.</summary>
    public static Version Baseline { get; } = new(5, 8);

    internal static readonly Helper MapLookup = new("bpf_map_lookup_elem", 1, new(3, 19), IrType.Ptr);
    internal static readonly Helper MapUpdate = new("bpf_map_update_elem", 2, new(3, 19));
    internal static readonly Helper MapDelete = new("bpf_map_delete_elem", 3, new(3, 19));
    internal static readonly Helper ProbeRead = new("bpf_probe_read", 4, new(4, 1));
    internal static readonly Helper MonotonicTime = new("bpf_ktime_get_ns", 5, new(4, 1));
    internal static readonly Helper TracePrintk = new("bpf_trace_printk", 6, new(4, 1));
    internal static readonly Helper Random = new("bpf_get_prandom_u32", 7, new(4, 1));
    internal static readonly Helper ProcessorId = new("bpf_get_smp_processor_id", 8, new(4, 1), Repeatable: true);
    internal static readonly Helper PidTgid = new("bpf_get_current_pid_tgid", 14, new(4, 2), Repeatable: true);
    internal static readonly Helper UidGid = new("bpf_get_current_uid_gid", 15, new(4, 2), Repeatable: true);
    internal static readonly Helper Comm = new("bpf_get_current_comm", 16, new(4, 2));
    internal static readonly Helper SocketCookie = new("bpf_get_socket_cookie", 46, new(4, 12));
    internal static readonly Helper PerfEventOutput = new("bpf_perf_event_output", 25, new(4, 4));
    internal static readonly Helper CurrentTask = new("bpf_get_current_task", 35, new(4, 8), Repeatable: true);
    internal static readonly Helper ProbeWriteUser = new("bpf_probe_write_user", 36, new(4, 8));
    internal static readonly Helper NumaNode = new("bpf_get_numa_node_id", 42, new(4, 10), Repeatable: true);
    internal static readonly Helper ProbeReadStr = new("bpf_probe_read_str", 45, new(4, 11));
    internal static readonly Helper OverrideReturn = new("bpf_override_return", 58, new(4, 16));
    internal static readonly Helper GetStack = new("bpf_get_stack", 67, new(4, 18));
    internal static readonly Helper CgroupId = new("bpf_get_current_cgroup_id", 80, new(4, 18), Repeatable: true);
    internal static readonly Helper SendSignal = new("bpf_send_signal", 109, new(5, 3));
    internal static readonly Helper SkbOutput = new("bpf_skb_output", 111, new(5, 5));
    internal static readonly Helper ProbeReadUser = new("bpf_probe_read_user", 112, new(5, 5));
    internal static readonly Helper ProbeReadKernel = new("bpf_probe_read_kernel", 113, new(5, 5));
    internal static readonly Helper ProbeReadUserStr = new("bpf_probe_read_user_str", 114, new(5, 5));
    internal static readonly Helper ProbeReadKernelStr = new("bpf_probe_read_kernel_str", 115, new(5, 5));
    internal static readonly Helper SendSignalThread = new("bpf_send_signal_thread", 117, new(5, 6));
    internal static readonly Helper Jiffies = new("bpf_jiffies64", 118, new(5, 5));
    internal static readonly Helper NamespacePidTgid = new("bpf_get_ns_current_pid_tgid", 120, new(5, 7));
    internal static readonly Helper BootTime = new("bpf_ktime_get_boot_ns", 125, new(5, 8));
    internal static readonly Helper SeqPrintf = new("bpf_seq_printf", 126, new(5, 8));
    internal static readonly Helper SeqWrite = new("bpf_seq_write", 127, new(5, 8));
    internal static readonly Helper RingOutput = new("bpf_ringbuf_output", 130, new(5, 8));
    internal static readonly Helper RingReserve = new("bpf_ringbuf_reserve", 131, new(5, 8), IrType.Ptr);
    internal static readonly Helper RingSubmit = new("bpf_ringbuf_submit", 132, new(5, 8), IrType.Void);
    internal static readonly Helper RingQuery = new("bpf_ringbuf_query", 134, new(5, 8));
    internal static readonly Helper DPath = new("bpf_d_path", 147, new(5, 10));
    internal static readonly Helper PerCpuPointer = new("bpf_per_cpu_ptr", 153, new(5, 10), IrType.Ptr);
    internal static readonly Helper ThisCpuPointer = new("bpf_this_cpu_ptr", 154, new(5, 10), IrType.Ptr);
    // Usable in tracing programs since 5.12, a version after it came.
    internal static readonly Helper TaskStorage = new("bpf_task_storage_get", 156, new(5, 12), IrType.Ptr);
    internal static readonly Helper CurrentTaskBtf = new("bpf_get_current_task_btf", 158, new(5, 11), IrType.Ptr, Repeatable: true);
    internal static readonly Helper ForEachElement = new("bpf_for_each_map_elem", 164, new(5, 13));
    internal static readonly Helper FunctionAddress = new("bpf_get_func_ip", 173, new(5, 15));
    internal static readonly Helper AttachCookie = new("bpf_get_attach_cookie", 174, new(5, 15));
    internal static readonly Helper Loop = new("bpf_loop", 181, new(5, 17));
    internal static readonly Helper CompareStrings = new("bpf_strncmp", 182, new(5, 17));
    internal static readonly Helper LookupOnCpu = new("bpf_map_lookup_percpu_elem", 195, new(5, 19), IrType.Ptr);
    internal static readonly Helper TaiTime = new("bpf_ktime_get_tai_ns", 208, new(6, 1));
}
