using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;

namespace Tracegate.Compiler.Lowering;

/// <summary>
/// P-recursion: where a program may interrupt another one that holds a lock, the CPU runs one program of the object at a
/// time. All programs take the guard, since any of them may be the one that holds the lock.
/// </summary>
internal static class RecursionGuard
{
    public static BoundProgram Lower(BoundProgram program, ConfigValues config) =>
        program.Probes.Any(static probe => probe.ProbeType.LockFunction?.Invoke(probe.AttachPoint.Target) is not null)
            ? program with { Probes = [.. program.Probes.Select(static probe => probe.WithFirst(new BoundGuard(probe.Span, probe.ProbeType.IdleValue)))] }
            : program;
}
