using System.Buffers.Binary;
using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Session;

/// <summary>What programs had to drop: records while a ring buffer was full, elements while a map was.</summary>
internal sealed class LossCounter
{
    private readonly BpfMap? section;
    private readonly ObjectMetadata metadata;
    private readonly int[] recordWords;
    private readonly int controlWord;
    private readonly HashSet<int> toldRows = [];
    private long toldControl;

    internal LossCounter(BpfObject loaded, ObjectMetadata metadata)
    {
        section = loaded.Maps.TryGetValue(WellKnown.LossSection, out var map) ? map : null;
        this.metadata = metadata;
        recordWords = [.. metadata.Events.Where(static row => Reason(row) == LossReason.RingFull).Select(static row => row.Counter).Append(0).Distinct()];
        controlWord = metadata.Events.FirstOrDefault(static row => EventRecord.IsControl(row.Action))?.Counter ?? 0;
    }

    /// <summary>Whether programs count at all.</summary>
    internal bool IsPresent => section is not null;

    /// <summary>Number of records lost, as of the last <see cref="Take"/>.</summary>
    internal long Total { get; private set; }

    /// <summary>Number of records lost since the last call.</summary>
    internal long Take()
    {
        var total = 0L;
        foreach (var word in recordWords)
            total += Word(word);
        var lost = total - Total;
        Total = total;
        return lost;
    }

    /// <summary>Number of control records lost since the last call.</summary>
    internal long TakeControl()
    {
        var total = controlWord > 0 ? Word(controlWord) : 0;
        var lost = total - toldControl;
        toldControl = total;
        return lost;
    }

    /// <summary>Rows whose counter left 0 since the last call: a full map is told once for each place (V-full).</summary>
    internal IEnumerable<EventInfo> TakeRows()
    {
        for (var i = 0; i < metadata.Events.Length; i++)
        {
            var row = metadata.Events[i];
            if (Reason(row) is LossReason.MapFull or LossReason.CallNotNoted && Word(row.Counter) > 0 && toldRows.Add(i))
                yield return row;
        }
    }

    /// <summary>All losses up to now, by reason and place.</summary>
    /// <param name="missed">What the kernel kept from programs: a part of what a place lost.</param>
    internal IEnumerable<Loss> All(IEnumerable<Loss> missed)
    {
        var counts = new Dictionary<Loss, long>();
        foreach (var loss in missed)
            Add(loss with { Count = 0 }, loss.Count);
        foreach (var row in metadata.Events)
        {
            if (row.Counter == 0 || row.Counter == controlWord || Word(row.Counter) is not (var count and > 0))
                continue;
            var loss = new Loss(
                Reason(row),
                0,
                row.Program >= 0 ? metadata.Programs[row.Program].AttachPoint : "",
                What(row),
                row.Location);
            Add(loss, count);
        }

        foreach (var (loss, count) in counts)
            yield return loss with { Count = count };
        if (Word(0) is var reports and > 0)
            yield return new Loss(LossReason.RingFull, reports, "", "runtime_error");
        if (controlWord > 0 && Word(controlWord) is var control and > 0)
            yield return new Loss(LossReason.Control, control);

        void Add(Loss loss, long count) => counts[loss] = counts.GetValueOrDefault(loss) + count;
    }

    // What a row counts: elements of a map, notes of calls, runs of programs; all other rows count records.
    private static LossReason Reason(EventInfo row) => row.Counter == 0 ? LossReason.RingFull : row.Error switch
    {
        RuntimeErrorKind.MapFull when row.Map >= 0 => LossReason.MapFull,
        RuntimeErrorKind.CallNotNoted => LossReason.CallNotNoted,
        RuntimeErrorKind.Recursion => LossReason.Recursion,
        _ => LossReason.RingFull,
    };

    private string What(EventInfo row) =>
        Reason(row) == LossReason.RingFull ? MetadataNames.Actions[(int)row.Action]
        : row.Map >= 0 ? metadata.Maps[row.Map].Name
        : "";

    private long Word(int index) => section is { } map && map.Data.Length >= (index + 1) * sizeof(long)
        ? BinaryPrimitives.ReadInt64LittleEndian(map.Data[(index * sizeof(long))..])
        : 0;
}
