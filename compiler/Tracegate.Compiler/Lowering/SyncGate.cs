using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;
using Tracegate.Contract;

namespace Tracegate.Compiler.Lowering;

/// <summary>
/// C-start_sync: leaves a gated program at once unless the gate is open. <c>auto</c> leaves the check out where it can
/// make no difference: there is one gated program; it attaches in one step, on all CPUs; nothing refers to the start or
/// to the end (<c>elapsed</c>, <c>exit()</c>, an <c>end</c> probe); and there is at most one map, so that no two things
/// that are printed at the end could disagree about when that was.
/// </summary>
internal static class SyncGate
{
    private const string On = "on";
    private const string Off = "off";

    public static BoundProgram Lower(BoundProgram program, ConfigValues config)
    {
        var omission = config.StartSync == Off ? GateOmission.Off
            : config.StartSync != On && IsNeedless(program) ? GateOmission.Needless
            : GateOmission.None;
        return program with { Probes = [.. program.Probes.Select(probe => Lower(probe, omission, config.GateCounters))] };
    }

    private static BoundProbe Lower(BoundProbe probe, GateOmission omission, bool counts) =>
        !probe.ProbeType.Gated ? probe with { Omission = GateOmission.ProbeType }
        : omission != GateOmission.None ? probe with { Omission = omission }
        : probe.WithFirst(new BoundGateCheck(probe.Span, probe.ProbeType.IdleValue, counts));

    private static bool IsNeedless(BoundProgram program)
    {
        var gated = program.Probes.Where(probe => probe.ProbeType.Gated).Take(2).ToArray();
        return gated.Length < 2
            && gated.All(probe => probe.ProbeType.AttachesAtOnce && !probe.AttachPoint.HasWildcard && !probe.AttachPoint.Target.Any(part => part.Contains('$')))
            && program.Maps.Length < 2
            && !program.Probes.Any(probe => probe.ProbeType.RunsAtEnd)
            && !program.WithDescendants().Any(node => node is BoundBuiltin { Builtin.NeedsStart: true } or BoundCall { Function.EndsProbe: true });
    }
}
