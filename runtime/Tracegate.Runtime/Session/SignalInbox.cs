using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>
/// Takes the signals that steer a run from a descriptor instead of a handler, so that they arrive in the one loop that
/// acts on them.
/// </summary>
internal static unsafe class SignalInbox
{
    private const int RecordSize = 128;
    private const ulong Steering =
        (1UL << (Libc.SigInt - 1)) | (1UL << (Libc.SigTerm - 1)) | (1UL << (Libc.SigUsr1 - 1)) | (1UL << (Libc.SigUsr2 - 1));

    private static bool isBlocked;

    /// <summary>Takes the signals from now on; see <see cref="Block"/>.</summary>
    /// <returns>A descriptor that becomes readable when a signal is there.</returns>
    internal static int Open()
    {
        const int closeOnExec = 0x80000;
        const int nonBlocking = 0x800;
        Block();

        // Output to a closed pipe is an error to handle, not a reason to die.
        _ = Libc.signal(Libc.SigPipe, 1);
        var mask = Steering;
        return Libc.signalfd(-1, &mask, closeOnExec | nonBlocking);
    }

    /// <summary>The next signal that waits, or 0.</summary>
    internal static int Take(int fd)
    {
        var record = stackalloc byte[RecordSize];
        return Libc.read(fd, record, RecordSize) == RecordSize ? *(int*)record : 0;
    }

    /// <summary>
    /// Blocks the signals in every thread, also in those that start later. The .NET runtime has one thread besides this
    /// one, the finalizer's; a signal to the process would go to it, so it blocks them too, in a finalizer. That takes a
    /// collection, which costs least as long as there is nothing to collect.
    /// </summary>
    internal static void Block()
    {
        if (isBlocked)
            return;
        isBlocked = true;
        BlockHere();
        LeaveGarbage();
        GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: false);
        GC.WaitForPendingFinalizers();
    }

    private static void BlockHere()
    {
        var mask = Steering;
        _ = Libc.pthread_sigmask(Libc.SignalBlock, &mask, null);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void LeaveGarbage() => _ = new Blocker();

    private sealed class Blocker
    {
        ~Blocker() => BlockHere();
    }
}
