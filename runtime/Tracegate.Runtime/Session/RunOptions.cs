using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Session;

/// <summary>When the start gate is used (C-start_sync).</summary>
public enum StartSync
{
    /// <summary>Where it can make a difference.</summary>
    Auto,

    /// <summary>As <see cref="Auto"/>; said explicitly.</summary>
    On,

    /// <summary>Never: every probe counts from the moment it is attached.</summary>
    Off,
}

/// <summary>What the command line asks of a run (LANGUAGE 7.1).</summary>
public sealed record RunOptions
{
    /// <summary>O-c: command to run, or null.</summary>
    public string? Command { get; init; }

    /// <summary>O-p: process to trace, or 0.</summary>
    public int Process { get; init; }

    /// <summary>O-f.</summary>
    public OutputFormat Format { get; init; }

    /// <summary>O-o: file for the script's output, or null for stdout.</summary>
    public string? OutputFile { get; init; }

    /// <summary>O-B.</summary>
    public BufferMode Buffering { get; init; }

    /// <summary>O-q.</summary>
    public bool Quiet { get; init; }

    /// <summary>O-v.</summary>
    public bool Verbose { get; init; }

    /// <summary>O-k.</summary>
    public bool Warnings { get; init; }

    /// <summary>O-no-warnings.</summary>
    public bool NoWarnings { get; init; }

    /// <summary>O-dry.</summary>
    public bool DryRun { get; init; }

    /// <summary>O-unsafe.</summary>
    public bool Unsafe { get; init; }

    /// <summary>C-start_sync from the command line, or null.</summary>
    public StartSync? StartSync { get; init; }

    /// <summary>Whether the gate waits for a signal or a command to open.</summary>
    public bool Hold { get; init; }

    /// <summary>When the gate opens, or null for at once.</summary>
    public StartTime? StartAt { get; init; }

    /// <summary>Nanoseconds after which the gate closes, or 0.</summary>
    public long Duration { get; init; }

    /// <summary>bpffs path of a gate that sessions share, or null.</summary>
    public string? Gate { get; init; }

    /// <summary>Mode of a pinned gate.</summary>
    public uint GateMode { get; init; } = 0x180;

    /// <summary>Whether to show the times of the gate and the probes.</summary>
    public bool Timing { get; init; }

    /// <summary>Whether the run needs objects whose programs check the gate.</summary>
    public bool NeedsGate => Hold || StartAt is not null || Duration > 0 || Gate is not null;

    /// <summary>O-no-feature: names of kernel features not to use.</summary>
    public IReadOnlyList<string> WithoutFeatures { get; init; } = [];

    /// <summary>O-filter: which probes to attach, or null for all.</summary>
    public ProbeFilter? ProbeFilter { get; init; }

    /// <summary>O-traceable: list of kernel functions, or null.</summary>
    public string? FunctionList { get; init; }

    /// <summary>O-params: positional parameters.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>O-params: named parameters, <c>name</c> or <c>name=value</c> without dashes.</summary>
    public IReadOnlyList<string> NamedParameters { get; init; } = [];

    /// <summary>Where the object's script came from, for messages; empty: the name in the object.</summary>
    public string ScriptName { get; init; } = "";
}
