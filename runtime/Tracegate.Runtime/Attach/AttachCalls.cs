using System.Runtime.InteropServices;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// What attaching asks of the kernel, in one place, so that tests can let each of it fail. Results are descriptors or 0, or
/// negative error numbers.
/// </summary>
internal unsafe class AttachCalls
{
    /// <summary>The running kernel.</summary>
    internal static AttachCalls Kernel { get; } = new();

    /// <summary>Whether it has a feature.</summary>
    internal virtual bool Has(KernelFeature feature) => feature.Exists();

    /// <summary>Opens a perf event.</summary>
    internal virtual int OpenEvent(PerfEventAttributes attributes, int process, int cpu)
    {
        attributes.Size = PerfConstants.AttributeSize;
        attributes.WakeupEvents = 1;
        var fd = Libc.syscall(
            Libc.SyscallPerfEventOpen, (nint)(&attributes), process, cpu, -1, (nint)PerfConstants.CloseOnExec);
        return fd < 0 ? -Marshal.GetLastPInvokeError() : (int)fd;
    }

    /// <summary>Attaches a program to a perf event, or to what the options and the program itself say.</summary>
    internal virtual int CreateLink(int programFd, int eventFd, int attachType, BpfLinkCreateOptions* options) =>
        LibbpfApi.bpf_link_create(programFd, eventFd, attachType, options);

    /// <summary>Attaches a program to a raw tracepoint.</summary>
    internal virtual int OpenRawTracepoint(int programFd, BpfRawTracepointOptions* options) =>
        LibbpfApi.bpf_raw_tracepoint_open_opts(programFd, options);

    /// <summary>Creates the array of a dispatcher.</summary>
    internal virtual int CreateArray(int entries)
    {
        fixed (byte* name = "syscalls\0"u8)
            return LibbpfApi.bpf_map_create(MapType.ProgramArray, name, sizeof(int), sizeof(int), (uint)entries, null);
    }

    /// <summary>Sets an entry of a dispatcher's array.</summary>
    internal virtual int SetEntry(int array, int index, int programFd) =>
        LibbpfApi.bpf_map_update_elem(array, (byte*)&index, (byte*)&programFd, 0);

    /// <summary>Loads the program of a dispatcher.</summary>
    internal virtual int LoadDispatcher(int array) => DispatchProgram.Load(array);

    /// <summary>Number of a tracepoint for <see cref="OpenEvent"/>.</summary>
    internal virtual long TracepointId(string category, string name) => Tracefs.EventId(category, name);

    /// <summary>Type of the perf events of a source such as <c>kprobe</c>.</summary>
    internal virtual long SourceType(string source) => KernelFile.ReadNumber($"/sys/bus/event_source/devices/{source}/type");

    /// <summary>Closes a descriptor.</summary>
    internal virtual void Close(int fd) => _ = Libc.close(fd);
}
