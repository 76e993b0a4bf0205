using System.Buffers.Binary;
using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>Records that programs had to drop because the ring buffer was full.</summary>
internal sealed class LossCounter
{
    private readonly BpfMap? section;
    private long told;

    internal LossCounter(BpfObject loaded) =>
        section = loaded.Maps.TryGetValue(WellKnown.LossSection, out var map) ? map : null;

    /// <summary>Whether programs count at all.</summary>
    internal bool IsPresent => section is not null;

    /// <summary>Number of records lost since the last call.</summary>
    internal long Take()
    {
        const int offset = (int)LossReason.RingBufferFull * sizeof(long);
        if (section is null || section.Data.Length < offset + sizeof(long))
            return 0;
        var total = BinaryPrimitives.ReadInt64LittleEndian(section.Data[offset..]);
        var lost = total - told;
        told = total;
        return lost;
    }
}
