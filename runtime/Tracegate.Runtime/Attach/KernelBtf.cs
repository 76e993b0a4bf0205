using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>Names in the running kernel's BTF: functions and raw tracepoints.</summary>
internal sealed unsafe class KernelBtf
{
    private const uint KindStruct = 4;
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

    /// <summary>Offset in bytes of a struct's member; -1 when there is no such member, or it is a bit-field.</summary>
    internal int Offset(string structure, string member)
    {
        int id;
        fixed (byte* text = NativeText.Bytes(structure))
            id = LibbpfApi.btf__find_by_name_kind(handle, text, KindStruct);
        if (id <= 0)
            return -1;

        // struct btf_type: name_off, info (count in bits 0..15, bit 31 for bit-fields), size; then for each member
        // struct btf_member: name_off, type, offset in bits.
        var type = LibbpfApi.btf__type_by_id(handle, (uint)id);
        for (var i = 0; i < (type[1] & 0xffff); i++)
        {
            var row = type + 3 + (3 * i);
            var bits = (type[1] >> 31) == 0 ? row[2] : row[2] & 0xffffff;
            if (NativeText.Read(LibbpfApi.btf__name_by_offset(handle, row[0])) == member)
                return bits % 8 == 0 ? (int)(bits / 8) : -1;
        }

        return -1;
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
