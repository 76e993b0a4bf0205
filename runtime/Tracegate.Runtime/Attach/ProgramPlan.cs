using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>One place that a program attaches to, after wildcards and parameters are settled.</summary>
/// <param name="Name">Full name, as <c>probe</c> prints it (B-probe).</param>
/// <param name="Group">Tracepoint category, kernel module or path of the binary; may be empty.</param>
/// <param name="Function">Event, function or symbol.</param>
/// <param name="Offset">kprobe: offset in the function; uprobe: offset in the file; perf events: period or frequency.</param>
internal sealed record Site(string Name, string Group, string Function, ulong Offset = 0)
{
    /// <summary>Row of <see cref="WellKnown.ProbeNames"/> that holds the name; 0 when nothing asks for it.</summary>
    internal ulong Cookie { get; set; }

    /// <summary>Whether a dispatcher runs the program here, so that the place needs no link of its own.</summary>
    internal bool IsDispatched { get; set; }
}

/// <summary>A program of the object on its way from the metadata to its links.</summary>
internal sealed class ProgramPlan(ProgramInfo info, BpfProgram program, Provider provider)
{
    /// <summary>What the compiler says.</summary>
    internal ProgramInfo Info { get; } = info;

    /// <summary>libbpf's handle.</summary>
    internal BpfProgram Program { get; } = program;

    /// <summary>The row of the provider table.</summary>
    internal Provider Provider { get; } = provider;

    /// <summary>Where it attaches; filled before load.</summary>
    internal List<Site> Sites { get; } = [];

    /// <summary>Boot-time clock in ns when attaching it began; 0 before.</summary>
    internal long AttachBegan { get; set; }

    /// <summary>Boot-time clock in ns when all its sites were attached; 0 before.</summary>
    internal long AttachEnded { get; set; }

    /// <summary>Whether one link takes all sites.</summary>
    internal bool IsMulti { get; set; }
}

/// <summary>A place that could not be attached.</summary>
/// <param name="Name">Full name of the attach point.</param>
/// <param name="Reason">What the kernel or the machine said.</param>
/// <param name="Hint">What to do, or empty.</param>
internal sealed record AttachFailure(string Name, string Reason, string Hint = "")
{
    /// <summary>The program, which may have a policy of its own (C-missing_probes); null when none is known.</summary>
    internal ProgramInfo? Program { get; init; }
}
