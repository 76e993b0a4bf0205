using System.Runtime.InteropServices;

namespace Tracegate.Runtime.Libbpf;

/// <summary>
/// The C library's functions that the runtime calls where .NET has none, or a slower one. A result of -1 has its error
/// number in <see cref="Marshal.GetLastPInvokeError"/>.
/// </summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";

    internal const int OpenReadOnly = 0;
    internal const int OpenCloseOnExec = 0x80000;
    internal const int ClockRealtime = 0;
    internal const int ClockBoottime = 7;
    internal const int ClockTai = 11;
    internal const int SyscallPerfEventOpen = 298;
    internal const int SyscallMemfdCreate = 319;
    internal const int SyscallMembarrier = 324;
    internal const int SyscallPidfdOpen = 434;
    internal const int SignalBlock = 0;
    internal const int SignalUnblock = 1;
    internal const int SignalSetMask = 2;
    internal const int SigHup = 1;
    internal const int SigInt = 2;
    internal const int SigKill = 9;
    internal const int SigUsr1 = 10;
    internal const int SigPipe = 13;
    internal const int SigTerm = 15;
    internal const int SigChld = 17;

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int open(byte* path, int flags, int mode);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint read(int fd, byte* buffer, nuint size);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint write(int fd, byte* buffer, nuint size);

    [LibraryImport(Library)]
    internal static partial int close(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int pipe2(int* fds, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int ioctl(int fd, nuint request, nint argument);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint syscall(nint number, nint a, nint b, nint c, nint d, nint e);

    [LibraryImport(Library)]
    internal static partial int clock_gettime(int clock, TimeSpec* time);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int setrlimit(int resource, ResourceLimit* limit);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int getrlimit(int resource, ResourceLimit* limit);

    [LibraryImport(Library)]
    internal static partial uint geteuid();

    [LibraryImport(Library)]
    internal static partial int isatty(int fd);

    [LibraryImport(Library)]
    internal static partial int getpid();

    [LibraryImport(Library)]
    internal static partial int usleep(uint microseconds);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int kill(int pid, int signal);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fork();

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int waitpid(int pid, int* status, int options);

    [LibraryImport(Library)]
    internal static partial nint signal(int signal, nint handler);

    [LibraryImport(Library)]
    internal static partial int pthread_sigmask(int how, ulong* set, ulong* old);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int signalfd(int fd, ulong* mask, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int epoll_create1(int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int epoll_ctl(int epoll, int operation, int fd, EpollEvent* change);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int epoll_wait(int epoll, EpollEvent* events, int count, int timeout);

    [LibraryImport(Library)]
    internal static partial int vsnprintf(byte* buffer, nuint size, byte* format, void* arguments);

    [LibraryImport(Library)]
    internal static partial byte* strerror(int error);

    /// <summary>glibc 2.32: the symbolic name of an error number, or null.</summary>
    [LibraryImport(Library)]
    internal static partial byte* strerrorname_np(int error);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int access(byte* path, int mode);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial long lseek(int fd, long offset, int origin);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial byte* mmap(void* address, nuint length, int protection, int flags, int fd, long offset);

    [LibraryImport(Library)]
    internal static partial int munmap(void* address, nuint length);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int mount(byte* source, byte* target, byte* type, nuint flags, byte* data);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int stat(byte* path, FileStatus* status);

    [LibraryImport(Library)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Library)]
    internal static partial nint sendto(int fd, byte* data, nuint size, int flags, byte* address, uint addressSize);

    [LibraryImport(Library)]
    internal static partial int uname(byte* names);

    [LibraryImport(Library)]
    internal static partial int lstat(byte* path, FileStatus* status);

    [LibraryImport(Library)]
    internal static partial int mkdir(byte* path, int mode);

    [LibraryImport(Library)]
    internal static partial int rename(byte* from, byte* to);

    [LibraryImport(Library)]
    internal static partial int unlink(byte* path);

    // Between fork and exec a child may run nothing of the .NET runtime: these make no transition.
    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "read")]
    internal static partial nint ChildRead(int fd, byte* buffer, nuint size);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "write")]
    internal static partial nint ChildWrite(int fd, byte* buffer, nuint size);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "close")]
    internal static partial int ChildClose(int fd);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "dup2")]
    internal static partial int ChildDuplicate(int from, int to);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "execve")]
    internal static partial int ChildExec(byte* path, byte** arguments, byte** environment);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "_exit")]
    internal static partial void ChildExit(int status);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "prctl")]
    internal static partial int ChildControl(int option, nuint a, nuint b, nuint c, nuint d);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "setsid")]
    internal static partial int ChildNewSession();

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "poll")]
    internal static partial int ChildPoll(PollEntry* entries, nuint count, int timeout);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "signal")]
    internal static partial nint ChildSignal(int signal, nint handler);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sigprocmask")]
    internal static partial int ChildSignalMask(int how, ulong* set, ulong* old);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "__errno_location")]
    internal static partial int* ChildErrorNumber();
}

/// <summary><c>struct timespec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    internal long Seconds;
    internal long Nanoseconds;

    internal readonly ulong TotalNanoseconds => ((ulong)Seconds * 1_000_000_000) + (ulong)Nanoseconds;
}

/// <summary><c>struct rlimit</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResourceLimit
{
    internal ulong Soft;
    internal ulong Hard;
}

/// <summary><c>struct epoll_event</c>, which is packed on x86-64.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct EpollEvent
{
    internal uint Events;
    internal ulong Data;
}

/// <summary><c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    internal int Fd;
    internal short Events;
    internal short Returned;
}

/// <summary><c>struct stat</c> of x86-64.</summary>
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal struct FileStatus
{
    [FieldOffset(0)]
    internal ulong Device;

    [FieldOffset(8)]
    internal ulong Inode;

    [FieldOffset(24)]
    internal uint Mode;

    [FieldOffset(28)]
    internal uint User;

    internal readonly bool IsLink => (Mode & 0xF000) == 0xA000;

    internal readonly bool IsRegular => (Mode & 0xF000) == 0x8000;
}
