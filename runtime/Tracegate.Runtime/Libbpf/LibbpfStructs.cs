using System.Runtime.InteropServices;

namespace Tracegate.Runtime.Libbpf;

/// <summary><c>struct bpf_object_open_opts</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BpfObjectOpenOptions
{
    internal nuint Size;
    internal byte* ObjectName;
    internal byte RelaxedMaps;
    internal byte* PinRootPath;
    internal uint Unused;
    internal byte* Kconfig;
    internal byte* BtfCustomPath;
    internal byte* KernelLogBuffer;
    internal nuint KernelLogSize;
    internal uint KernelLogLevel;
    internal byte* BpfTokenPath;
}

/// <summary><c>struct bpf_prog_load_opts</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BpfProgLoadOptions
{
    internal nuint Size;
    internal int Attempts;
    internal int ExpectedAttachType;
    internal uint ProgramBtfFd;
    internal uint Flags;
    internal uint InterfaceIndex;
    internal uint KernelVersion;
    internal uint AttachBtfId;
    internal uint AttachProgramFd;
    internal uint AttachBtfObjectFd;
    internal int* FdArray;
    internal void* FunctionInfo;
    internal uint FunctionInfoCount;
    internal uint FunctionInfoSize;
    internal void* LineInfo;
    internal uint LineInfoCount;
    internal uint LineInfoSize;
    internal uint LogLevel;
    internal uint LogSize;
    internal byte* LogBuffer;
    internal uint LogTrueSize;
    internal uint TokenFd;
    internal uint FdArrayCount;
}

/// <summary><c>struct bpf_test_run_opts</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BpfTestRunOptions
{
    internal nuint Size;
    internal void* DataIn;
    internal void* DataOut;
    internal uint DataSizeIn;
    internal uint DataSizeOut;
    internal void* ContextIn;
    internal void* ContextOut;
    internal uint ContextSizeIn;
    internal uint ContextSizeOut;
    internal uint ReturnValue;
    internal int Repeat;
    internal uint Duration;
    internal uint Flags;
    internal uint Cpu;
    internal uint BatchSize;
}

/// <summary><c>struct bpf_map_batch_opts</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfMapBatchOptions
{
    internal nuint Size;
    internal ulong ElementFlags;
    internal ulong Flags;
}

/// <summary><c>struct bpf_link_create_opts</c>; the union is given by the offsets of its members.</summary>
[StructLayout(LayoutKind.Explicit, Size = FullSize)]
internal unsafe struct BpfLinkCreateOptions
{
    internal const int FullSize = 80;

    [FieldOffset(0)]
    internal nuint Size;

    [FieldOffset(8)]
    internal uint Flags;

    /// <summary>perf_event.bpf_cookie and tracing.cookie.</summary>
    [FieldOffset(32)]
    internal ulong Cookie;

    /// <summary>kprobe_multi and uprobe_multi flags.</summary>
    [FieldOffset(32)]
    internal uint MultiFlags;

    /// <summary>kprobe_multi and uprobe_multi count.</summary>
    [FieldOffset(36)]
    internal uint MultiCount;

    /// <summary>kprobe_multi.syms.</summary>
    [FieldOffset(40)]
    internal byte** KprobeSymbols;

    /// <summary>kprobe_multi.cookies.</summary>
    [FieldOffset(56)]
    internal ulong* KprobeCookies;

    /// <summary>uprobe_multi.path.</summary>
    [FieldOffset(40)]
    internal byte* UprobePath;

    /// <summary>uprobe_multi.offsets.</summary>
    [FieldOffset(48)]
    internal ulong* UprobeOffsets;

    /// <summary>uprobe_multi.cookies.</summary>
    [FieldOffset(64)]
    internal ulong* UprobeCookies;

    /// <summary>uprobe_multi.pid; 0 for all processes.</summary>
    [FieldOffset(72)]
    internal uint UprobePid;
}

/// <summary><c>struct bpf_raw_tp_opts</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BpfRawTracepointOptions
{
    internal nuint Size;
    internal byte* Name;
    internal ulong Cookie;
}
