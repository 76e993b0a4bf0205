namespace Tracegate.Runtime.Libbpf;

/// <summary>The kernel's clocks in nanoseconds.</summary>
internal static unsafe class Clock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Since the machine started, the time it slept included; what <c>elapsed</c> counts in.</summary>
    internal static long Boot => Read(Libc.ClockBoottime);

    /// <summary>Since 1970.</summary>
    internal static long Unix => Read(Libc.ClockRealtime);

    /// <summary>The time of a clock.</summary>
    internal static long Read(int clock)
    {
        TimeSpec now;
        _ = Libc.clock_gettime(clock, &now);
        return (long)now.TotalNanoseconds;
    }

    /// <summary>A descriptor that becomes readable at a time of a clock, at once if that is past.</summary>
    /// <returns>The descriptor, or -1.</returns>
    internal static int OpenTimer(int clock, long nanoseconds)
    {
        const int absolute = 1;
        var fd = Libc.timerfd_create(clock, Libc.OpenCloseOnExec | Libc.NonBlocking);

        // 0 would disarm it.
        nanoseconds = Math.Max(1, nanoseconds);
        var setting = new TimerSetting
        {
            Value = new() { Seconds = nanoseconds / NanosecondsPerSecond, Nanoseconds = nanoseconds % NanosecondsPerSecond },
        };
        if (fd < 0 || Libc.timerfd_settime(fd, absolute, &setting, null) == 0)
            return fd;
        _ = Libc.close(fd);
        return -1;
    }
}
