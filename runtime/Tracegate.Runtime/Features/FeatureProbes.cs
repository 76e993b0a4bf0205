using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Features;

/// <summary>Questions to the running kernel, each answered by trying the smallest thing that needs the feature.</summary>
internal static unsafe class FeatureProbes
{
    private const ulong MoveZeroToR0 = 0x00000000_000000B7;
    private const ulong Exit = 0x00000000_00000095;
    private const int LogSize = 4096;

    /// <summary>Creates a ring buffer of a page.</summary>
    internal static bool RingBuffer()
    {
        fixed (byte* name = "probe\0"u8)
            return Close(LibbpfApi.bpf_map_create(MapType.RingBuffer, name, 0, 0, 4096, null));
    }

    /// <summary>Asks for a link to a function that no kernel has: only a kernel with multi links looks for it.</summary>
    internal static bool KprobeMulti()
    {
        var program = LoadEmpty(AttachType.TraceKprobeMulti);
        if (program < 0)
            return false;
        fixed (byte* symbol = "tracegate_no_such_function\0"u8)
        {
            var symbols = symbol;
            var options = new BpfLinkCreateOptions
            {
                Size = BpfLinkCreateOptions.FullSize,
                MultiCount = 1,
                KprobeSymbols = &symbols,
            };
            var result = LibbpfApi.bpf_link_create(program, 0, AttachType.TraceKprobeMulti, &options);
            Close(program);
            return Close(result) || result is -Errno.NoProcess or -Errno.NoEntry;
        }
    }

    /// <summary>Asks for a link to a directory: only a kernel with multi links gets as far as refusing that.</summary>
    internal static bool UprobeMulti()
    {
        const int badFile = 9;
        var program = LoadEmpty(AttachType.TraceUprobeMulti);
        if (program < 0)
            return false;
        fixed (byte* path = "/\0"u8)
        {
            ulong offset = 0;
            var options = new BpfLinkCreateOptions
            {
                Size = BpfLinkCreateOptions.FullSize,
                MultiCount = 1,
                UprobePath = path,
                UprobeOffsets = &offset,
            };
            var result = LibbpfApi.bpf_link_create(program, 0, AttachType.TraceUprobeMulti, &options);
            Close(program);
            return Close(result) || result == -badFile;
        }
    }

    /// <summary>Attaches an empty program to a function that is there for such tests, and detaches it.</summary>
    internal static bool Fentry()
    {
        var target = KernelBtf.Load()?.Find("bpf_fentry_test1", function: true) ?? 0;
        if (target == 0)
            return false;
        var program = LoadEmpty(AttachType.TraceFentry, ProgramType.Tracing, target);
        var link = program < 0 ? program : LibbpfApi.bpf_link_create(program, 0, AttachType.TraceFentry, null);
        Close(program);
        return Close(link);
    }

    /// <summary>
    /// Loads a program that calls a helper without arguments: a kernel that knows the helper complains of something
    /// else, or of nothing.
    /// </summary>
    internal static bool Helper(int number)
    {
        var instructions = stackalloc ulong[] { 0x85UL | ((ulong)number << 32), Exit };
        var log = stackalloc byte[LogSize];
        fixed (byte* license = "GPL\0"u8)
        {
            var options = new BpfProgLoadOptions
            {
                Size = (nuint)sizeof(BpfProgLoadOptions),
                LogLevel = 1,
                LogSize = LogSize,
                LogBuffer = log,
            };
            if (Close(LibbpfApi.bpf_prog_load(ProgramType.Kprobe, null, license, (byte*)instructions, 2, &options)))
                return true;
        }

        var text = NativeText.Read(log);
        return !text.Contains("invalid func ", StringComparison.Ordinal)
            && !text.Contains("unknown func ", StringComparison.Ordinal)
            && text.Length > 0;
    }

    private static int LoadEmpty(int attachType, uint type = ProgramType.Kprobe, int target = 0)
    {
        var instructions = stackalloc ulong[] { MoveZeroToR0, Exit };
        fixed (byte* license = "GPL\0"u8)
        {
            var options = new BpfProgLoadOptions
            {
                Size = (nuint)sizeof(BpfProgLoadOptions),
                ExpectedAttachType = attachType,
                AttachBtfId = (uint)target,
            };
            return LibbpfApi.bpf_prog_load(type, null, license, (byte*)instructions, 2, &options);
        }
    }

    private static bool Close(int fd)
    {
        if (fd >= 0)
            _ = Libc.close(fd);
        return fd >= 0;
    }
}
