using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>A row of the probe table: all that the compiler knows of a provider (LANGUAGE section 2).</summary>
public sealed record ProbeTypeDescriptor
{
    /// <summary>Canonical name, also the contract's provider name.</summary>
    public required string Name { get; init; }

    /// <summary>Short names and aliases; short names are matched by case.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What it is, one line.</summary>
    public required string Summary { get; init; }

    /// <summary>Least and greatest number of parts after the provider.</summary>
    public required (int Min, int Max) Parts { get; init; }

    /// <summary>The form, for messages: <c>tracepoint:category:event</c>.</summary>
    public required string Form { get; init; }

    /// <summary>What the context pointer points to.</summary>
    public ContextKind Context { get; init; }

    /// <summary>What bodies may use.</summary>
    public ProbeCapabilities Capabilities { get; init; }

    /// <summary>Address space of <c>argN</c> and <c>retval</c>.</summary>
    public AddressSpace ArgumentSpace { get; init; }

    /// <summary>The program's result when the script gives none, and of a closed gate (S-retval).</summary>
    public long IdleValue { get; init; }

    /// <summary>Whether programs check the start gate. Timers are gated although they are enabled late.</summary>
    public bool Gated { get; init; }

    /// <summary>Whether <c>-p</c> is a check in the program (P-pid).</summary>
    public bool PidChecked { get; init; }

    /// <summary>Whether the attach point may have wildcards.</summary>
    public bool AllowsWildcard { get; init; }

    /// <summary>The ELF section, as libbpf names program types.</summary>
    public required Func<AttachPoint, string> Section { get; init; }
}
