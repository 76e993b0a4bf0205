using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;

namespace Tracegate.Compiler.Lowering;

/// <summary>P-pid: a check in programs of kinds that the kernel does not filter. The pid is settled at load.</summary>
internal static class PidFilter
{
    public static BoundProgram Lower(BoundProgram program, ConfigValues config) =>
        program with { Probes = [.. program.Probes.Select(Lower)] };

    private static BoundProbe Lower(BoundProbe probe) => probe.ProbeType.PidChecked
        ? probe.WithFirst(new BoundPidCheck(probe.Span, probe.ProbeType.IdleValue))
        : probe;

    /// <summary>Puts a statement in front of a probe's body.</summary>
    public static BoundProbe WithFirst(this BoundProbe probe, BoundStatement statement) =>
        probe with { Body = probe.Body with { Statements = probe.Body.Statements.Insert(0, statement) } };
}
