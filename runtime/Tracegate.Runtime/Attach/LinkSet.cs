using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>The descriptors that keep programs attached.</summary>
internal sealed class LinkSet
{
    private readonly List<int> links = [];
    private readonly List<int> timers = [];

    /// <summary>Number of links.</summary>
    internal int Count => links.Count;

    /// <summary>Whether closing the links makes the kernel wait (perf events and everything built on them).</summary>
    internal bool AreSlow { get; private set; }

    /// <summary>Keeps a link.</summary>
    /// <param name="fd">Its descriptor.</param>
    /// <param name="slow">Whether the kernel waits for grace periods when it closes.</param>
    internal void Add(int fd, bool slow)
    {
        links.Add(fd);
        AreSlow |= slow;
    }

    /// <summary>Keeps a perf event that starts only with <see cref="StartTimers"/>.</summary>
    internal void AddTimer(int fd) => timers.Add(fd);

    /// <summary>Starts the events that were opened disabled, so that their first period begins now.</summary>
    internal void StartTimers()
    {
        foreach (var fd in timers)
            _ = Libc.ioctl(fd, PerfConstants.IoctlEnable, 0);
    }

    /// <summary>Detaches everything; the kernel may take its time.</summary>
    internal void Close()
    {
        foreach (var fd in timers)
            _ = Libc.close(fd);
        foreach (var fd in links)
            _ = Libc.close(fd);
        timers.Clear();
        links.Clear();
    }
}
