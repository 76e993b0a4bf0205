using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Lowering;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Attach points of one probe that need the same code share a program, where the kernel attaches a program to many places
/// with one link: that loads once, attaches in one step and detaches at once.
/// </summary>
internal static class SharedPrograms
{
    /// <summary>The probes in the script's order, those that share a program together; the first stands for them.</summary>
    public static IEnumerable<ImmutableArray<BoundProbe>> Group(ImmutableArray<BoundProbe> probes)
    {
        var groups = new List<(ImmutableArray<BoundProbe>.Builder Probes, string? Code)>();
        foreach (var probe in probes)
        {
            var code = Code(probe);
            var found = code is null ? -1 : groups.FindLastIndex(group => group.Code == code);
            if (found >= 0 && !groups[found].Probes.Any(other => other.AttachPoint.Target.SequenceEqual(probe.AttachPoint.Target)))
            {
                groups[found].Probes.Add(probe);
                continue;
            }

            var group = ImmutableArray.CreateBuilder<BoundProbe>();
            group.Add(probe);
            groups.Add((group, code));
        }

        return groups.Select(static group => group.Probes.ToImmutable());
    }

    // What must be equal; null when the program is for one attach point only.
    private static string? Code(BoundProbe probe)
    {
        if (!probe.ProbeType.SharesPrograms || probe.WithDescendants().Any(IsOfPlace))
            return null;

        // Symbols are looked up in the binary that the program's first attach point names.
        var binary = probe.AttachPoint.Target.Length > 1 ? probe.AttachPoint.Target[0] : "";
        return $"{probe.Index} {binary} {BoundTreePrinter.Print(probe with { AttachPoint = probe.AttachPoint with { Target = [] } })}";
    }

    private static bool IsOfPlace(BoundNode node) => node is BoundBuiltin { Builtin.IsOfPlace: true };
}
