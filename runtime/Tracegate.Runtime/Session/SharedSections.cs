using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>
/// The data sections that all objects of a session have in common: the gate, so that one store opens it for all, the
/// clock, and the floor of noted calls. The maps of the first object that has them take the place of the others' before
/// those are loaded.
/// </summary>
internal sealed class SharedSections
{
    private static readonly string[] Names = [WellKnown.GateSection, WellKnown.ClockSection, WellKnown.CallFloorSection];
    private readonly Dictionary<string, int> descriptors = new(StringComparer.Ordinal);

    /// <summary>Takes the maps of a pinned gate, if there is one.</summary>
    internal SharedSections(PinnedGate? pinned)
    {
        if (pinned is null)
            return;
        descriptors.Add(WellKnown.GateSection, pinned.Fd);
        if (pinned.ClockFd >= 0)
            descriptors.Add(WellKnown.ClockSection, pinned.ClockFd);
    }

    /// <summary>Descriptor of a section's map, or -1 when no object has it.</summary>
    internal int this[string name] => descriptors.GetValueOrDefault(name, -1);

    /// <summary>Gives an object that is not loaded yet the maps that there are.</summary>
    /// <exception cref="FaultException">A map does not fit.</exception>
    internal void Apply(BpfObject opened)
    {
        foreach (var (name, fd) in descriptors)
        {
            if (opened.Maps.TryGetValue(name, out var map) && map.Reuse(fd) is var result and < 0)
                throw Faults.SystemCall.With($"cannot share {name}: {Errno.Describe(result)}");
        }
    }

    /// <summary>Keeps the maps of a loaded object for those that come after it.</summary>
    internal void Keep(BpfObject loaded)
    {
        foreach (var name in Names)
        {
            if (loaded.Maps.TryGetValue(name, out var map) && (map.Flags & MapFlags.Mmapable) != 0)
                descriptors.TryAdd(name, map.Fd);
        }
    }
}
