using System.Runtime.InteropServices;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>Waits for descriptors on one thread and calls what belongs to them.</summary>
internal sealed unsafe class EventLoop
{
    private const int AddDescriptor = 1;
    private const int RemoveDescriptor = 2;
    private const uint Readable = 1;

    private readonly Dictionary<int, Action> handlers = [];
    private readonly int epoll = Libc.epoll_create1(Libc.OpenCloseOnExec);

    /// <summary>Calls a handler whenever the descriptor is readable.</summary>
    internal void Add(int fd, Action handler)
    {
        var change = new EpollEvent { Events = Readable, Data = (ulong)fd };
        if (Libc.epoll_ctl(epoll, AddDescriptor, fd, &change) != 0)
            throw Faults.SystemCall.With($"cannot wait for events: {Errno.Describe(Marshal.GetLastPInvokeError())}");
        handlers.Add(fd, handler);
    }

    /// <summary>Forgets a descriptor, which is still open.</summary>
    internal void Remove(int fd)
    {
        if (handlers.Remove(fd))
            _ = Libc.epoll_ctl(epoll, RemoveDescriptor, fd, null);
    }

    /// <summary>Waits once, at most this long, and calls the handlers of what is readable.</summary>
    /// <param name="milliseconds">-1: until something happens.</param>
    internal void Wait(int milliseconds)
    {
        const int room = 8;
        var events = stackalloc EpollEvent[room];
        var count = Libc.epoll_wait(epoll, events, room, milliseconds);
        for (var i = 0; i < count; i++)
        {
            // A handler may have removed another one.
            if (handlers.TryGetValue((int)events[i].Data, out var handler))
                handler();
        }
    }
}
