using System.Buffers.Binary;
using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Session;

/// <summary>Events that a program met a closed gate with.</summary>
/// <param name="Before">Before it opened.</param>
/// <param name="Paused">In pauses.</param>
/// <param name="After">After it closed for good.</param>
internal readonly record struct Suppressed(long Before, long Paused, long After)
{
    public static Suppressed operator +(Suppressed a, Suppressed b) =>
        new(a.Before + b.Before, a.Paused + b.Paused, a.After + b.After);

    /// <summary>Writes it as a member <c>suppressed</c>.</summary>
    internal void Write(JsonLine json)
    {
        json.Begin("suppressed", '{');
        json.Number("before", Before);
        json.Number("paused", Paused);
        json.Number("after", After);
        json.End('}');
    }
}

/// <summary>Reads the counters of an object that was compiled with C-gate_counters.</summary>
internal sealed class SuppressedCounter(BpfObject loaded)
{
    private readonly BpfMap? section =
        loaded.Maps.TryGetValue(WellKnown.SuppressedSection, out var map) ? map : null;

    /// <summary>Whether programs count.</summary>
    internal bool IsPresent => section is not null;

    /// <summary>The counters of a program.</summary>
    /// <param name="program">Its index in the object's metadata.</param>
    internal Suppressed Of(int program) => new(
        Word(program, GateState.Armed), Word(program, GateState.Paused), Word(program, GateState.Stopped));

    private long Word(int program, GateState state)
    {
        var offset = ((program * WellKnown.SuppressedStates) + (int)state) * sizeof(long);
        return section is { } map && map.Data.Length >= offset + sizeof(long)
            ? BinaryPrimitives.ReadInt64LittleEndian(map.Data[offset..])
            : 0;
    }
}
