using Tracegate.Compiler.Btf;

namespace Tracegate.Compiler.Profiles;

/// <summary>What the target kernel's BPF can do, read from the enums of its user-space ABI. Nothing is tried out.</summary>
public sealed class KernelFeatures
{
    private readonly BtfView? _types;

    internal KernelFeatures(BtfView? types) => _types = types;

    /// <summary>Whether anything is known; if not, the answers are all no.</summary>
    public bool IsKnown => _types is not null;

    /// <summary>Whether a helper exists, such as <c>bpf_loop</c>.</summary>
    public bool HasHelper(string name) => Declares("BPF_FUNC_" + WithoutPrefix(name, "bpf_"));

    /// <summary>Whether a map type exists, such as <c>RINGBUF</c>.</summary>
    public bool HasMapType(string name) => Declares("BPF_MAP_TYPE_" + name);

    /// <summary>Whether a program type exists, such as <c>TRACING</c>.</summary>
    public bool HasProgramType(string name) => Declares("BPF_PROG_TYPE_" + name);

    /// <summary>Whether an attach type exists, such as <c>TRACE_KPROBE_MULTI</c>.</summary>
    public bool HasAttachType(string name) => Declares("BPF_" + name);

    /// <summary>Whether the kernel has a function that programs may call by its name.</summary>
    public bool HasKernelFunction(string name) => _types?.FindFunction(name) is not null;

    private bool Declares(string enumerator) => _types?.FindEnumerator(enumerator) is not null;

    private static string WithoutPrefix(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
}
