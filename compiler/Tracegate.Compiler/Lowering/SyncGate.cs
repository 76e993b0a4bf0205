using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;

namespace Tracegate.Compiler.Lowering;

/// <summary>
/// C-start_sync: leaves a gated program at once unless the gate is open. <c>auto</c> leaves the check out where it can
/// make no difference: there is one gated program, it attaches in one step, and nothing in it or elsewhere refers to
/// the start or to the end (<c>elapsed</c>, <c>exit()</c>).
/// </summary>
internal static class SyncGate
{
    private const string On = "on";
    private const string Off = "off";

    public static BoundProgram Lower(BoundProgram program, ConfigValues config)
    {
        var mode = config.StartSync;
        if (mode == Off || (mode != On && IsNeedless(program)))
            return program;
        return program with { Probes = [.. program.Probes.Select(Lower)] };
    }

    private static BoundProbe Lower(BoundProbe probe) => probe.ProbeType.Gated
        ? probe.WithFirst(new BoundGateCheck(probe.Span, probe.ProbeType.IdleValue))
        : probe;

    private static bool IsNeedless(BoundProgram program)
    {
        var gated = program.Probes.Where(probe => probe.ProbeType.Gated).Take(2).ToArray();
        return gated.Length < 2
            && gated.All(probe => probe.ProbeType.AttachesAtOnce && !probe.AttachPoint.HasWildcard && !probe.AttachPoint.Target.Any(part => part.Contains('$')))
            && !program.WithDescendants().Any(node => node is BoundBuiltin { Builtin.NeedsStart: true } or BoundCall { Function.EndsProbe: true });
    }
}
