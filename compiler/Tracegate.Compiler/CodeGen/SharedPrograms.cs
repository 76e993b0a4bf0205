using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Lowering;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Attach points that need the same code share a program, where the kernel attaches a program to many places with one link:
/// that loads once, attaches in one step and detaches at once. They are those of one probe, or of probes one behind another,
/// so that the order in which probes on one place fire stays that of the script (P-order).
/// </summary>
internal static class SharedPrograms
{
    /// <summary>
    /// The probes in the script's order, those of one probe that share a program together; the first stands for them. The
    /// code is equal for groups that may share one as well; null where none can.
    /// </summary>
    public static IEnumerable<(ImmutableArray<BoundProbe> Probes, string? Code)> Group(ImmutableArray<BoundProbe> probes)
    {
        var groups = new List<(ImmutableArray<BoundProbe>.Builder Probes, string? Code)>();
        foreach (var probe in probes)
        {
            var code = Code(probe);
            var found = code is null ? -1
                : groups.FindLastIndex(group => group.Probes[0].Index == probe.Index && group.Code == code);
            if (found >= 0 && !groups[found].Probes.Any(other => other.AttachPoint.Target.SequenceEqual(probe.AttachPoint.Target)))
            {
                groups[found].Probes.Add(probe);
                continue;
            }

            var group = ImmutableArray.CreateBuilder<BoundProbe>();
            group.Add(probe);
            groups.Add((group, code));
        }

        return groups.Select(static group => (group.Probes.ToImmutable(), group.Code));
    }

    /// <summary>
    /// The program for one more probe with the same code, or null when the probe has a place that the program has already:
    /// it fires there twice.
    /// </summary>
    public static ProgramInfo? Extend(ProgramInfo program, ImmutableArray<BoundProbe> probes)
    {
        var targets = program.OtherPlaces.Select(static place => place.Target).Prepend(program.Target).ToArray();
        return probes.Any(probe => targets.Any(target => target.SequenceEqual(probe.AttachPoint.Target)))
            ? null
            : program with { OtherPlaces = [.. program.OtherPlaces, .. Places(probes)] };
    }

    /// <summary>Attach points of probes as the metadata says them.</summary>
    public static IEnumerable<AttachPlace> Places(IEnumerable<BoundProbe> probes) =>
        probes.Select(static probe => new AttachPlace(probe.AttachPoint.Text, probe.AttachPoint.Target));

    // What must be equal; null when the program is for one attach point only.
    private static string? Code(BoundProbe probe)
    {
        if (!probe.ProbeType.SharesPrograms || probe.WithDescendants().Any(IsOfPlace))
            return null;

        // Symbols are looked up in the binary that the program's first attach point names.
        var binary = probe.AttachPoint.Target.Length > 1 ? probe.AttachPoint.Target[0] : "";
        return $"{binary} {BoundTreePrinter.Print(probe with { Index = 0, AttachPoint = probe.AttachPoint with { Target = [] } })}";
    }

    private static bool IsOfPlace(BoundNode node) => node is BoundBuiltin { Builtin.IsOfPlace: true };
}
