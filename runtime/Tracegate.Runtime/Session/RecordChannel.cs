using System.Buffers.Binary;
using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>
/// The records of an object in the order in which programs sent them. Control records that found the ring buffer full
/// come from a second one; each says where it stands between the records of the first (X-lost-control).
/// </summary>
internal sealed class RecordChannel
{
    // Printing a large map takes long, and signals wait meanwhile.
    private const long LongestBatchMilliseconds = 20;

    // Of a buffer of 1 MiB, 256 records: four times as many fit, were they as long as they can be.
    private const uint ShareOfRing = 4096;

    private readonly RecordHandler handler;
    private readonly Queue<(ulong Position, byte[] Record)> waiting = [];
    private readonly RingBuffer main;
    private readonly RingBuffer? control;
    private readonly int few;
    private long batchEnd;
    private int lastBatch;

    private RecordChannel(BpfObject loaded, BpfMap map, RecordHandler handler)
    {
        this.handler = handler;
        if (loaded.Maps.TryGetValue(WellKnown.ControlRing, out var second))
            control = Open(second, Await);
        main = Open(map, Handle);
        few = (int)(map.MaxEntries / ShareOfRing);
    }

    /// <summary>Whether so few records came last that more of them have room by far until the next look.</summary>
    internal bool IsSparse => lastBatch > 0 && lastBatch < few;

    /// <summary>Whether there are records that were not handled, such as those that a program still writes.</summary>
    internal bool HasMore => main.HasMore || waiting.Count > 0 || control is { HasMore: true };

    /// <summary>Maps the ring buffers of an object; null when its programs send no records.</summary>
    internal static RecordChannel? Open(BpfObject loaded, RecordHandler handler) =>
        loaded.Maps.TryGetValue(WellKnown.RingBuffer, out var map) ? new(loaded, map, handler) : null;

    /// <summary>Lets a loop wait for records.</summary>
    internal void AddTo(EventLoop loop, Action consume)
    {
        loop.Add(main.PollFd, consume);
        if (control is not null)
            loop.Add(control.PollFd, consume);
    }

    /// <summary>Handles records that are there, at most about so many and not for long; 0 when there were none.</summary>
    internal int Consume(int most)
    {
        batchEnd = Environment.TickCount64 + LongestBatchMilliseconds;
        var count = Math.Max(0, main.Consume(most));
        lastBatch = count;
        return control is null ? count : count + HandleDue(main.ConsumerPosition, batchEnd);
    }

    private static RingBuffer Open(BpfMap map, RingRecordHandler handler) => RingBuffer.Open(map.Fd, handler, out var error)
        ?? throw Faults.SystemCall.With($"cannot map the ring buffer: {Errno.Describe(error)}");

    private bool Handle(ReadOnlySpan<byte> record)
    {
        if (control is not null)
            HandleDue(main.ConsumerPosition, long.MaxValue);
        handler(record);
        return Environment.TickCount64 < batchEnd;
    }

    // What is taken out at once makes room for more, however long the records before it take.
    private bool Await(ReadOnlySpan<byte> record)
    {
        if (record.Length >= EventRecord.ControlSize)
            waiting.Enqueue((BinaryPrimitives.ReadUInt64LittleEndian(record[EventRecord.HeaderSize..]), record[..EventRecord.HeaderSize].ToArray()));
        return true;
    }

    private int HandleDue(ulong position, long until)
    {
        if (control!.HasMore)
            control.Consume(int.MaxValue);
        var count = 0;
        for (; waiting.TryPeek(out var next) && next.Position <= position && Environment.TickCount64 < until; count++)
            handler(waiting.Dequeue().Record);
        return count;
    }
}
