using System.Runtime.InteropServices;

namespace Tracegate.Runtime.Libbpf;

/// <summary>Timers, sockets and files that controlling a session needs.</summary>
internal static unsafe partial class Libc
{
    internal const int SigUsr2 = 12;
    internal const int UnixDomain = 1;
    internal const int StreamSocket = 1;
    internal const int NonBlocking = 0x800;
    internal const int NoSignal = 0x4000;

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int timerfd_create(int clock, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int timerfd_settime(int fd, int flags, TimerSetting* setting, TimerSetting* old);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int bind(int fd, byte* address, uint size);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int listen(int fd, int backlog);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int accept4(int fd, byte* address, uint* size, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int connect(int fd, byte* address, uint size);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint send(int fd, byte* data, nuint size, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int setsockopt(int fd, int level, int option, void* value, uint size);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int chmod(byte* path, uint mode);

    [LibraryImport(Library)]
    internal static partial long mktime(CalendarTime* time);
}

/// <summary><c>struct itimerspec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimerSetting
{
    internal TimeSpec Interval;
    internal TimeSpec Value;
}

/// <summary><c>struct tm</c>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 56)]
internal struct CalendarTime
{
    internal int Second;
    internal int Minute;
    internal int Hour;
    internal int Day;
    internal int Month;
    internal int Year;
    internal int WeekDay;
    internal int YearDay;
    internal int DaylightSaving;
}
