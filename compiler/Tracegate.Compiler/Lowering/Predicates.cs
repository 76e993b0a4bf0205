using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;

namespace Tracegate.Compiler.Lowering;

/// <summary>L-predicate: an <c>if</c> around the body.</summary>
internal static class Predicates
{
    public static BoundProgram Lower(BoundProgram program, ConfigValues config) =>
        program with { Probes = [.. program.Probes.Select(Lower)] };

    private static BoundProbe Lower(BoundProbe probe) => probe.Predicate is { } predicate
        ? probe with
        {
            Predicate = null,
            Body = new BoundBlock(probe.Body.Span, [new BoundIf(predicate.Span, predicate, probe.Body, null)]),
        }
        : probe;
}
