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
        (1UL << (Libc.SigInt - 1)) | (1UL << (Libc.SigTerm - 1)) | (1UL << (Libc.SigUsr1 - 1));

    /// <summary>
    /// Blocks the signals in every thread. The .NET runtime has one thread besides this one, the finalizer's; a signal
    /// to the process would go to it, so it blocks them too, in a finalizer.
    /// </summary>
    /// <returns>A descriptor that becomes readable when a signal is there.</returns>
    internal static int Open()
    {
        const int closeOnExec = 0x80000;
        const int nonBlocking = 0x800;
        BlockHere();
        LeaveGarbage();
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();

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

    /// <summary>Blocks the signals in this thread and those that it will start.</summary>
    internal static void BlockHere()
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
