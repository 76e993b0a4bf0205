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
    /// Blocks the signals in this thread and in those that it starts. The executables' native part (start.c) has blocked
    /// them in the runtime's own thread.
    /// </summary>
    internal static void Block() => Change(Libc.SignalBlock);

    /// <summary>Lets the signals have their usual effect, as long as nothing is traced.</summary>
    internal static void Unblock() => Change(Libc.SignalUnblock);

    private static void Change(int how)
    {
        var mask = Steering;
        _ = Libc.pthread_sigmask(how, &mask, null);
    }
}
