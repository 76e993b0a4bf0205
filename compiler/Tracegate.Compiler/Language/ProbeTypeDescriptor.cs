using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>A row of the probe table: all that the compiler knows of a provider (LANGUAGE section 2).</summary>
public sealed record ProbeTypeDescriptor
{
    private readonly string? typeName;

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

    /// <summary>Whether one attach point without wildcard starts on all CPUs at one instant, so that it needs no gate of its own.</summary>
    public bool AttachesAtOnce { get; init; }

    /// <summary>Why programs check the gate or do not, for the documentation.</summary>
    public required string GateReason { get; init; }

    /// <summary>The entry that belongs to an exit of this type (C-start_sync_pairs); null for types without exits.</summary>
    public EntryPartner? Entry { get; init; }

    /// <summary>
    /// The spin-lock function that a target traces or may trace, so that programs of this type could interrupt one that
    /// holds a lock (P-recursion); null where the kernel prevents it, a null result where there is none.
    /// </summary>
    public Func<ImmutableArray<string>, string?>? LockFunction { get; init; }

    /// <summary>Whether programs run once the gate has closed, and see what the others left.</summary>
    public bool RunsAtEnd { get; init; }

    /// <summary>Whether <c>-p</c> is a check in the program (P-pid).</summary>
    public bool PidChecked { get; init; }

    /// <summary>
    /// Whether attach points of a probe that need the same code share a program, so that one link can attach it to all of
    /// them. Not for kprobes: links for several functions take fewer functions than links for one.
    /// </summary>
    public bool SharesPrograms { get; init; }

    /// <summary>
    /// Offset in the context of a 32-bit number that tells the places of an attach point apart, so that one link can serve
    /// them all (<see cref="Tracegate.Contract.SharedCookie"/>); null or a null result where there is none.
    /// </summary>
    public Func<AttachPoint, int?>? PlaceNumber { get; init; }

    /// <summary>Whether the attach point may have wildcards.</summary>
    public bool AllowsWildcard { get; init; }

    /// <summary>Whether a target without wildcards stands for several places all the same.</summary>
    public Func<ImmutableArray<string>, bool>? IsSet { get; init; }

    /// <summary>Whether it traces user space: the target names a binary.</summary>
    public bool UserSpace { get; init; }

    /// <summary>Whether a wildcard provider such as <c>k*</c> may stand for it (L-ap-providers).</summary>
    public bool MatchesWildcardProvider { get; init; }

    /// <summary>What <c>probetype</c> yields; the name unless set.</summary>
    public string TypeName
    {
        get => typeName ?? Name;
        init => typeName = value;
    }

    /// <summary>Reports what is wrong with an attach point of this type beyond the number of parts; null if nothing can be.</summary>
    public Action<AttachPointSite>? Check { get; init; }

    /// <summary>Where the fields of <c>args</c> come from.</summary>
    public ArgumentsKind Arguments { get; init; }

    /// <summary>The ELF section, as libbpf names program types.</summary>
    public required Func<AttachPoint, string> Section { get; init; }
}

/// <summary>Where the fields of <c>args</c> come from.</summary>
public enum ArgumentsKind
{
    /// <summary>There is no <c>args</c>.</summary>
    None,

    /// <summary>The tracepoint's format.</summary>
    TracepointFormat,

    /// <summary>The prototype of the raw tracepoint in BTF.</summary>
    RawTracepoint,

    /// <summary>The prototype of the kernel function in BTF.</summary>
    FunctionEntry,

    /// <summary>As <see cref="FunctionEntry"/>, with the return value.</summary>
    FunctionExit,

    /// <summary>Debug info of the traced binary.</summary>
    DebugInfo,
}

/// <summary>An attach point that is checked.</summary>
/// <param name="Parts">Parts after the provider.</param>
/// <param name="Spans">Their places.</param>
/// <param name="Span">The whole attach point.</param>
/// <param name="Unsafe">Whether <c>--unsafe</c> was given.</param>
/// <param name="Report">Reports a diagnostic.</param>
public sealed record AttachPointSite(
    ImmutableArray<string> Parts,
    ImmutableArray<SourceSpan> Spans,
    SourceSpan Span,
    bool Unsafe,
    Action<Diagnostic> Report)
{
    /// <summary>Whether a part is settled at load only.</summary>
    public bool IsOpen(int index) => Parts[index].Contains('$', StringComparison.Ordinal);
}
