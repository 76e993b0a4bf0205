using System.Collections.Immutable;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>
/// P-recursion: functions that helpers of programs call as well, inside maps and the ring buffer. The kernel keeps a
/// trampoline's program from interrupting itself, but not from interrupting another one, which may hold a lock.
/// </summary>
internal static class SpinLocks
{
    // The kernel's own image: modules have no such functions.
    private const string Image = "vmlinux";

    /// <summary>Their names; which of them a kernel has depends on its configuration.</summary>
    private static readonly ImmutableArray<string> Functions =
    [
        "_raw_spin_lock",
        "_raw_spin_lock_bh",
        "_raw_spin_lock_irq",
        "_raw_spin_lock_irqsave",
        "_raw_spin_lock_nested",
        "_raw_spin_lock_irqsave_nested",
        "_raw_spin_trylock",
        "_raw_spin_trylock_bh",
        "_raw_spin_unlock",
        "_raw_spin_unlock_bh",
        "_raw_spin_unlock_irq",
        "_raw_spin_unlock_irqrestore",
        "queued_spin_lock_slowpath",
        "native_queued_spin_lock_slowpath",
        "__pv_queued_spin_lock_slowpath",
        "__pv_queued_spin_unlock_slowpath",
    ];

    /// <summary>
    /// The first of them that an attach point traces or may trace, or null. A wildcard is settled at load, so that every
    /// name counts that it matches; a parameter may become any name.
    /// </summary>
    internal static string? Find(ImmutableArray<string> target)
    {
        var module = target.Length > 1 ? target[0] : Image;
        return IsMatch(module, Image) ? Functions.FirstOrDefault(name => IsMatch(target[^1], name)) : null;
    }

    private static bool IsMatch(string part, string name) =>
        part.Contains('$', StringComparison.Ordinal) || Wildcard.IsMatch(part, name);
}
