using System.Runtime.InteropServices;

namespace Tracegate.Runtime.Values;

/// <summary>The C library's calendar and file functions that printing needs.</summary>
internal static partial class Libc
{
    /// <summary><c>struct tm</c> of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 56)]
    public struct BrokenDownTime
    {
        /// <summary>0–60.</summary>
        public int Second;

        /// <summary>0–59.</summary>
        public int Minute;

        /// <summary>0–23.</summary>
        public int Hour;

        /// <summary>1–31.</summary>
        public int Day;

        /// <summary>0–11.</summary>
        public int Month;

        /// <summary>Years since 1900.</summary>
        public int Year;
    }

    /// <summary><c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpecification
    {
        /// <summary>Seconds.</summary>
        public long Seconds;

        /// <summary>Nanoseconds, below one second.</summary>
        public long Nanoseconds;
    }

    /// <summary>clock_gettime(2).</summary>
    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    public static partial int ClockGetTime(int clock, out TimeSpecification time);

    /// <summary>localtime_r(3).</summary>
    [LibraryImport("libc", EntryPoint = "localtime_r")]
    public static partial nint LocalTime(in long unixSeconds, out BrokenDownTime time);

    /// <summary>gmtime_r(3).</summary>
    [LibraryImport("libc", EntryPoint = "gmtime_r")]
    public static partial nint UtcTime(in long unixSeconds, out BrokenDownTime time);

    /// <summary>strftime(3); the format ends with NUL.</summary>
    [LibraryImport("libc", EntryPoint = "strftime")]
    public static partial nuint FormatTime(ref byte target, nuint size, in byte format, in BrokenDownTime time);

    /// <summary>write(2).</summary>
    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, in byte data, nuint count);

    /// <summary>strerror(3): a NUL-terminated text that the library owns.</summary>
    [LibraryImport("libc", EntryPoint = "strerror")]
    public static partial nint ErrorText(int error);

    /// <summary>close(2).</summary>
    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);
}
