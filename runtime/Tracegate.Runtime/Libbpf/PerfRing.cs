namespace Tracegate.Runtime.Libbpf;

/// <summary>Reader of the records of a perf event (perf_event_open(2)).</summary>
internal sealed unsafe class PerfRing : IDisposable
{
    private const int PageSize = 4096;
    private const int DataPages = 16;
    private const int DataSize = DataPages * PageSize;
    private const int HeaderSize = 8;

    // struct perf_event_mmap_page: where the kernel has written to, and where the reader is.
    private const int HeadOffset = 1024;
    private const int TailOffset = 1032;

    private readonly byte* page;
    private readonly byte[] record = new byte[ushort.MaxValue];

    private PerfRing(byte* page, int fd)
    {
        this.page = page;
        Fd = fd;
    }

    /// <summary>The event; readable when there are records.</summary>
    internal int Fd { get; }

    /// <summary>Maps the buffer of an open event, which the result then owns; null when the kernel refuses.</summary>
    internal static PerfRing? Map(int eventFd)
    {
        const int readAndWrite = 3;
        const int mapShared = 1;
        var page = Libc.mmap(null, (1 + DataPages) * PageSize, readAndWrite, mapShared, eventFd, 0);
        return page == (byte*)-1 ? null : new PerfRing(page, eventFd);
    }

    /// <summary>Hands out the records that are there.</summary>
    /// <param name="onRecord">Takes one, header included (<c>u32</c> type, <c>u16</c> flags, <c>u16</c> size).</param>
    internal void Read(RecordHandler onRecord)
    {
        var head = Volatile.Read(ref *(ulong*)(page + HeadOffset));
        var tail = *(ulong*)(page + TailOffset);
        while (head - tail >= HeaderSize)
        {
            Copy(tail, record.AsSpan(0, HeaderSize));
            var size = BitConverter.ToUInt16(record, 6);
            if (size < HeaderSize || size > head - tail)
                break;
            Copy(tail, record.AsSpan(0, size));
            tail += size;
            onRecord(record.AsSpan(0, size));
        }

        Volatile.Write(ref *(ulong*)(page + TailOffset), head);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Libc.munmap(page, (1 + DataPages) * PageSize);
        _ = Libc.close(Fd);
    }

    // A record may go over the end of the buffer.
    private void Copy(ulong position, Span<byte> target)
    {
        var data = new ReadOnlySpan<byte>(page + PageSize, DataSize);
        var start = (int)(position % DataSize);
        var first = Math.Min(target.Length, DataSize - start);
        data.Slice(start, first).CopyTo(target);
        data[..(target.Length - first)].CopyTo(target[first..]);
    }
}
