using System.Runtime.InteropServices;

namespace Tracegate.Runtime.Libbpf;

/// <summary>Takes one record.</summary>
/// <param name="record">The record, valid during the call.</param>
internal delegate void RecordHandler(ReadOnlySpan<byte> record);

/// <summary>Takes one record of a <see cref="RingBuffer"/>.</summary>
/// <param name="record">The record, valid during the call.</param>
/// <returns>Whether to go on with the next one.</returns>
internal delegate bool RingRecordHandler(ReadOnlySpan<byte> record);

/// <summary>Reader of a BPF ring buffer map.</summary>
internal sealed unsafe class RingBuffer : IDisposable
{
    private static readonly List<RingRecordHandler> Handlers = [];
    private static Exception? failure;
    private nint handle;

    private RingBuffer(nint handle) => this.handle = handle;

    /// <summary>Becomes readable when there are records.</summary>
    internal int PollFd => LibbpfApi.ring_buffer__epoll_fd(handle);

    /// <summary>Maps the ring buffer.</summary>
    /// <param name="mapFd">Descriptor of the map.</param>
    /// <param name="onRecord">Takes the records during <see cref="Consume"/>.</param>
    /// <param name="error">Positive error number when the result is null.</param>
    internal static RingBuffer? Open(int mapFd, RingRecordHandler onRecord, out int error)
    {
        Handlers.Add(onRecord);
        var handle = LibbpfApi.ring_buffer__new(mapFd, &Take, Handlers.Count - 1, null);
        error = handle == 0 ? Marshal.GetLastPInvokeError() : 0;
        return handle == 0 ? null : new RingBuffer(handle);
    }

    /// <summary>
    /// Handles records that are there, at most so many: programs may add them as fast as they are handled.
    /// </summary>
    /// <returns>Number of records; 1 when the handler stopped it.</returns>
    internal int Consume(int most)
    {
        var count = LibbpfApi.ring_buffer__consume_n(handle, (nuint)most);
        if (failure is { } caught)
        {
            failure = null;
            throw caught;
        }

        return count == -Errno.Again ? 1 : count;
    }

    /// <summary>
    /// Whether there are records that <see cref="Consume"/> has not handled, such as those that a program still writes.
    /// </summary>
    internal bool HasMore => LibbpfApi.ring__avail_data_size(LibbpfApi.ring_buffer__ring(handle, 0)) != 0;

    /// <summary>
    /// Where reading stands: while a record is handled, where that record begins. The same number in programs is
    /// bpf_ringbuf_query(BPF_RB_CONS_POS).
    /// </summary>
    internal ulong ConsumerPosition => LibbpfApi.ring__consumer_pos(LibbpfApi.ring_buffer__ring(handle, 0));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (handle != 0)
            LibbpfApi.ring_buffer__free(handle);
        handle = 0;
    }

    [UnmanagedCallersOnly]
    private static int Take(nint context, byte* data, nuint size)
    {
        try
        {
            return Handlers[(int)context](new ReadOnlySpan<byte>(data, (int)size)) ? 0 : -Errno.Again;
        }
#pragma warning disable CA1031 // Nothing may unwind through libbpf's frames: Consume throws it again.
        catch (Exception caught)
#pragma warning restore CA1031
        {
            failure = caught;
            return -Errno.Interrupted;
        }
    }
}
