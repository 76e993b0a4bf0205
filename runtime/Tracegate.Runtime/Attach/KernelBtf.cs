using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>Names in the running kernel's BTF: functions and raw tracepoints.</summary>
internal sealed unsafe class KernelBtf
{
    private const uint KindTypedef = 8;
    private const uint KindFunction = 12;
    private const string TracepointPrefix = "btf_trace_";

    private readonly nint handle;

    private KernelBtf(nint handle) => this.handle = handle;

    /// <summary>The kernel's BTF, read once; null when there is none.</summary>
    internal static KernelBtf? Load()
    {
        if (loaded is null)
        {
            var handle = LibbpfApi.btf__load_vmlinux_btf();
            loaded = handle == 0 ? null : new KernelBtf(handle);
        }

        return loaded;
    }

    private static KernelBtf? loaded;

    /// <summary>Id of a function or, for raw tracepoints, of the type that describes it; 0 when there is none.</summary>
    internal int Find(string name, bool function)
    {
        fixed (byte* text = NativeText.Bytes(function ? name : TracepointPrefix + name))
            return Math.Max(0, LibbpfApi.btf__find_by_name_kind(handle, text, function ? KindFunction : KindTypedef));
    }

    /// <summary>Names of functions or raw tracepoints that match, each once, in order.</summary>
    internal SortedSet<string> Match(string pattern, bool function)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var count = LibbpfApi.btf__type_cnt(handle);
        for (uint id = 1; id < count; id++)
        {
            // struct btf_type: name_off, info (kind in bits 24..28), size or type.
            var type = LibbpfApi.btf__type_by_id(handle, id);
            var kind = (type[1] >> 24) & 31;
            if (kind != (function ? KindFunction : KindTypedef))
                continue;
            var name = NativeText.Read(LibbpfApi.btf__name_by_offset(handle, type[0]));
            if (!function && name.StartsWith(TracepointPrefix, StringComparison.Ordinal))
                name = name[TracepointPrefix.Length..];
            else if (!function)
                continue;
            if (Wildcard.IsMatch(pattern, name))
                names.Add(name);
        }

        return names;
    }
}
