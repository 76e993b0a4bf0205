using System.Buffers.Binary;
using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>What programs had to drop: records while the ring buffer was full, elements while a map was.</summary>
internal sealed class LossCounter
{
    private readonly BpfMap? section;
    private readonly HashSet<int> toldRows = [];

    internal LossCounter(BpfObject loaded) =>
        section = loaded.Maps.TryGetValue(WellKnown.LossSection, out var map) ? map : null;

    /// <summary>Whether programs count at all.</summary>
    internal bool IsPresent => section is not null;

    /// <summary>Number of records lost, as of the last <see cref="Take"/>.</summary>
    internal long Total { get; private set; }

    /// <summary>Number of records lost since the last call.</summary>
    internal long Take()
    {
        var total = Word(0);
        var lost = total - Total;
        Total = total;
        return lost;
    }

    /// <summary>Rows whose counter left 0 since the last call: a full map is told once for each place (V-full).</summary>
    internal IEnumerable<EventInfo> TakeRows(ObjectMetadata metadata)
    {
        for (var i = 0; i < metadata.Events.Length; i++)
        {
            var row = metadata.Events[i];
            if (row.Counter > 0 && Word(row.Counter) > 0 && toldRows.Add(i))
                yield return row;
        }
    }

    private long Word(int index) => section is { } map && map.Data.Length >= (index + 1) * sizeof(long)
        ? BinaryPrimitives.ReadInt64LittleEndian(map.Data[(index * sizeof(long))..])
        : 0;
}
