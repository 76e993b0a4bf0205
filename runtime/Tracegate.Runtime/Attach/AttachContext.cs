using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>What attaching depends on, and what it leaves behind.</summary>
internal sealed class AttachContext
{
    /// <summary>Process that providers with a filter of their own are limited to (P-pid), or -1.</summary>
    internal int Process { get; init; } = -1;

    /// <summary>O-unsafe.</summary>
    internal bool Unsafe { get; init; }

    /// <summary>O-no-feature: names of features that are not to be used.</summary>
    internal IReadOnlySet<string> WithoutFeatures { get; init; } = new HashSet<string>();

    /// <summary>O-filter: which probes to attach, or null for all.</summary>
    internal ProbeFilter? Filter { get; init; }

    /// <summary>O-traceable: list of kernel functions to use instead of tracefs', or null.</summary>
    internal string? FunctionList { get; init; }

    /// <summary>The binaries that attach points name, while they are expanded.</summary>
    internal BinaryCache Binaries { get; } = new();

    /// <summary>The kernel.</summary>
    internal AttachCalls Calls { get; init; } = AttachCalls.Kernel;

    /// <summary>The program whose places are looked for or attached.</summary>
    internal ProgramPlan? Current { get; set; }

    /// <summary>Open links and events.</summary>
    internal LinkSet Links { get; init; } = new();

    /// <summary>What runs several programs from one link, once the places are known.</summary>
    internal SyscallDispatch? Dispatch { get; set; }

    /// <summary>What could not be attached.</summary>
    internal List<AttachFailure> Failures { get; } = [];

    /// <summary>CPUs that are online, ascending.</summary>
    internal IReadOnlyList<int> OnlineCpus { get; init; } = Cpus.Online;

    /// <summary>Whether the kernel has a feature and the user did not turn it off.</summary>
    internal bool Has(KernelFeature feature) => !WithoutFeatures.Contains(feature.Name) && Calls.Has(feature);

    /// <summary>Notes a failure with an error number.</summary>
    internal void Fail(Site site, int error) => Fail(site.Name, Errno.Describe(error), AttachHints.For(error));

    /// <summary>Notes a failure with a reason of the runtime's own.</summary>
    internal void Fail(string name, string reason, string hint = "") =>
        Failures.Add(new(name, reason, hint) { Program = Current?.Info });
}

/// <summary>What to do about the error numbers that attaching gives.</summary>
internal static class AttachHints
{
    /// <summary>A hint, or empty when the error's own text says enough.</summary>
    internal static string For(int error) => Math.Abs(error) switch
    {
        Errno.NotPermitted or Errno.Access => "the kernel forbids it: check the rights, kernel.perf_event_paranoid and lockdown",
        Errno.NoEntry or Errno.NoProcess => "check the name; 'bpftrace -l' or tracefs list what this kernel has",
        Errno.Busy => "something else uses it exclusively",
        Errno.TooBig => "attach fewer probes here: the kernel limits how many share a place",
        Errno.FileTable => "attach fewer probes, or raise the limit of open files (ulimit -n)",
        Errno.SystemFileTable => "attach fewer probes, or raise the machine's limit of open files (fs.file-max)",
        Errno.NotSupported or Errno.KernelNotSupported or Errno.NoSystemCall => "this kernel was built without it",
        Errno.NoMemory => "attach fewer probes",
        _ => "",
    };
}
