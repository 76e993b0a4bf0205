using System.Collections.Immutable;

namespace Tracegate.Compiler.Language;

/// <summary>The entry that belongs to an exit of a probe type (C-start_sync_pairs).</summary>
/// <param name="Provider">Row of the probe table that traces the entry.</param>
/// <param name="Nests">Whether a thread may be inside several of these calls at once. In a system call it is once.</param>
/// <param name="Place">How the places correspond, in words.</param>
/// <param name="Target">Parts of the entry's attach point from those of the exit's; null when that is no exit.</param>
public sealed record EntryPartner(
    string Provider,
    bool Nests,
    string Place,
    Func<ImmutableArray<string>, ImmutableArray<string>?> Target)
{
    private const string SyscallExit = "sys_exit_";
    private const string SyscallEntry = "sys_enter_";

    // The events of all system calls.
    private const string AnyExit = "sys_exit";
    private const string AnyEntry = "sys_enter";

    /// <summary>The entry of the same function.</summary>
    internal static EntryPartner SameFunction(string provider) => new(provider, Nests: true, "same function", target => target);

    /// <summary>The tracepoints of system calls.</summary>
    internal static EntryPartner SyscallTracepoint { get; } = new("tracepoint", Nests: false, "`sys_exit_X` ↔ `sys_enter_X`", target => target switch
    {
        ["syscalls", var name] when name.StartsWith(SyscallExit, StringComparison.Ordinal) => ["syscalls", SyscallEntry + name[SyscallExit.Length..]],
        ["raw_syscalls", AnyExit] => ["raw_syscalls", AnyEntry],
        _ => null,
    });

    /// <summary>The raw tracepoints of system calls.</summary>
    internal static EntryPartner SyscallRawTracepoint { get; } = new("rawtracepoint", Nests: false, "`sys_exit` ↔ `sys_enter`", target =>
        target[^1] == AnyExit ? target.SetItem(target.Length - 1, AnyEntry) : null);
}
