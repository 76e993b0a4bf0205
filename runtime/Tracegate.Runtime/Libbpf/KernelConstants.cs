namespace Tracegate.Runtime.Libbpf;

/// <summary><c>enum bpf_prog_type</c>: the types that objects use.</summary>
internal static class ProgramType
{
    internal const uint Kprobe = 2;
    internal const uint Tracepoint = 5;
    internal const uint Xdp = 6;
    internal const uint PerfEvent = 7;
    internal const uint RawTracepoint = 17;
    internal const uint Tracing = 26;
}

/// <summary><c>enum bpf_attach_type</c>: the types that the runtime attaches.</summary>
internal static class AttachType
{
    internal const int None = 0;
    internal const int TraceFentry = 24;
    internal const int PerfEvent = 41;
    internal const int TraceKprobeMulti = 42;
    internal const int TraceUprobeMulti = 48;
}

/// <summary><c>enum bpf_map_type</c>: the types that the runtime treats differently.</summary>
internal static class MapType
{
    internal const uint Hash = 1;
    internal const uint Array = 2;
    internal const uint ProgramArray = 3;
    internal const uint PercpuHash = 5;
    internal const uint PercpuArray = 6;
    internal const uint LruHash = 9;
    internal const uint LruPercpuHash = 10;
    internal const uint RingBuffer = 27;
}

/// <summary>Flags of <c>BPF_MAP_CREATE</c>.</summary>
internal static class MapFlags
{
    internal const uint NoPreallocation = 1;
    internal const uint Mmapable = 1 << 10;
}

/// <summary>Constants of <c>struct perf_event_attr</c> and its ioctls.</summary>
internal static class PerfConstants
{
    internal const uint TypeHardware = 0;
    internal const uint TypeSoftware = 1;
    internal const uint TypeTracepoint = 2;
    internal const ulong SoftwareCpuClock = 0;
    internal const ulong FlagDisabled = 1;
    internal const ulong FlagFrequency = 1 << 10;
    internal const uint IoctlEnable = 0x2400;
    internal const uint IoctlDisable = 0x2401;
    internal const ulong CloseOnExec = 8;

    /// <summary>Size of <c>struct perf_event_attr</c> up to <c>config2</c> (PERF_ATTR_SIZE_VER1).</summary>
    internal const uint AttributeSize = 72;
}
