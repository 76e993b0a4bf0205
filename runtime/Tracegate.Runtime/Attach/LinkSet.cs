using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>The descriptors that keep programs attached.</summary>
internal sealed class LinkSet(AttachCalls calls)
{
    private readonly List<int> links = [];
    private readonly List<int> timers = [];

    internal LinkSet()
        : this(AttachCalls.Kernel)
    {
    }

    /// <summary>Number of links.</summary>
    internal int Count => links.Count;

    /// <summary>Whether closing the links makes the kernel wait (perf events and everything built on them).</summary>
    internal bool AreSlow => SlowCount > 0;

    /// <summary>Number of links for whose end the kernel waits.</summary>
    internal int SlowCount { get; private set; }

    /// <summary>Keeps a link.</summary>
    /// <param name="fd">Its descriptor.</param>
    /// <param name="slow">Whether the kernel waits for grace periods when it closes.</param>
    internal void Add(int fd, bool slow)
    {
        links.Add(fd);
        SlowCount += slow ? 1 : 0;
    }

    /// <summary>Keeps a perf event that starts only with <see cref="StartTimers"/>.</summary>
    internal void AddTimer(int fd) => timers.Add(fd);

    /// <summary>How many descriptors there are now, for <see cref="Undo"/>.</summary>
    internal (int Links, int Timers) Mark() => (links.Count, timers.Count);

    /// <summary>Closes what was added since a mark: a place is attached on all CPUs or not at all.</summary>
    internal void Undo((int Links, int Timers) mark)
    {
        CloseFrom(timers, mark.Timers);
        CloseFrom(links, mark.Links);
    }

    /// <summary>Starts the events that were opened disabled, so that their first period begins now.</summary>
    internal void StartTimers()
    {
        foreach (var fd in timers)
            _ = Libc.ioctl(fd, PerfConstants.IoctlEnable, 0);
    }

    /// <summary>Detaches everything; the kernel may take its time.</summary>
    internal void Close()
    {
        CloseFrom(timers, 0);
        CloseFrom(links, 0);
    }

    private void CloseFrom(List<int> list, int first)
    {
        for (var i = first; i < list.Count; i++)
            calls.Close(list[i]);
        list.RemoveRange(first, list.Count - first);
    }
}
