using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>
/// Detaches what the kernel is slow to detach (tens of milliseconds for every perf event) in a child that inherits the
/// descriptors, so that this process ends at once.
/// </summary>
internal static unsafe class Reaper
{
    /// <summary>The child's name in <c>ps</c>: it is there as long as the kernel detaches.</summary>
    internal const string Name = "tracegate-reap";

    private const int StandardStreams = 3;
    private const int SetName = 15;

    /// <summary>Hands the links over. Afterwards this process must end without closing them itself.</summary>
    /// <param name="links">What keeps programs attached.</param>
    /// <param name="tell">Takes a line about it, or null.</param>
    /// <returns>Whether there is a child that does it.</returns>
    internal static bool TakeOver(LinkSet links, Action<string>? tell)
    {
        if (links.Count == 0 || !links.AreSlow)
            return false;
        var parent = (int)Libc.syscall(Libc.SyscallPidfdOpen, Libc.getpid(), 0, 0, 0, 0);
        if (parent < 0)
            return false;
        var wait = new PollEntry { Fd = parent, Events = 1 };
        var name = NativeText.Pin(Name);
        var pid = Libc.fork();
        if (pid == 0)
        {
            // The shell must not wait for this child's copies of the streams, nor its signals reach it.
            for (var fd = 0; fd < StandardStreams; fd++)
                _ = Libc.ChildClose(fd);
            _ = Libc.ChildNewSession();
            _ = Libc.ChildControl(SetName, (nuint)name, 0, 0, 0);

            // Whoever closes a descriptor last waits for the kernel: that must not be the parent.
            _ = Libc.ChildPoll(&wait, 1, -1);
            Libc.ChildExit(0);
        }

        if (pid > 0)
            tell?.Invoke($"the kernel detaches {links.SlowCount} links in the background: process {pid} ({Name}) ends when it has");
        return pid > 0;
    }
}
