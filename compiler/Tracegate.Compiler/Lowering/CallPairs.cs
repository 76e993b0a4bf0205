using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Lowering;

/// <summary>
/// C-start_sync_pairs: exits count only when the thread's entry ran since the gate opened. Each exit attach point for
/// which the script has an entry attach point at the same place is a pair. Of several entries the first notes the call;
/// each exit has a note of its own, so that it does not matter in which order exits at one place run.
/// </summary>
internal static class CallPairs
{
    public static BoundProgram Lower(BoundProgram program, ConfigValues config)
    {
        if (!config.StartSyncPairs)
            return program;
        var exits = new Dictionary<(SourceSpan, ProbeTypeDescriptor), int>();
        var entries = new Dictionary<(SourceSpan, ProbeTypeDescriptor), ImmutableArray<CallPair>>();
        foreach (var exit in program.Probes)
        {
            if (exits.ContainsKey(Written(exit)) || FindEntry(program, exit) is not { } entry)
                continue;
            var pair = new CallPair(exits.Count, exit.ProbeType.Entry!.Nests);
            exits.Add(Written(exit), pair.Number);
            entries[Written(entry)] = [.. entries.GetValueOrDefault(Written(entry), []), pair];
        }

        return program with { Probes = [.. program.Probes.Select(probe => Lower(probe, entries, exits))] };
    }

    private static BoundProbe Lower(
        BoundProbe probe,
        Dictionary<(SourceSpan, ProbeTypeDescriptor), ImmutableArray<CallPair>> entries,
        Dictionary<(SourceSpan, ProbeTypeDescriptor), int> exits)
    {
        if (entries.TryGetValue(Written(probe), out var pairs))
            return probe.WithFirst(new BoundCallEntry(probe.Span, pairs));
        return exits.TryGetValue(Written(probe), out var pair)
            ? probe.WithFirst(new BoundCallExit(probe.Span, pair, probe.ProbeType.IdleValue))
            : probe;
    }

    private static BoundProbe? FindEntry(BoundProgram program, BoundProbe exit)
    {
        if (exit.ProbeType.Entry is not { } partner || partner.Target(exit.AttachPoint.Written) is not { } target)
            return null;
        var type = ProbeTypes.Find(partner.Provider);
        return program.Probes.FirstOrDefault(probe => probe.ProbeType == type && probe.AttachPoint.Written.SequenceEqual(target));
    }

    // The attach point in the script. A wildcard may have become many programs, of which an event runs one.
    private static (SourceSpan Place, ProbeTypeDescriptor Type) Written(BoundProbe probe) => (probe.Span, probe.ProbeType);
}
