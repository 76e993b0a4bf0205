using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>How far a session is.</summary>
internal enum SessionState
{
    /// <summary>Before the gate has opened.</summary>
    Held,

    /// <summary>The gate is open.</summary>
    Running,

    /// <summary>The gate is closed for a while.</summary>
    Paused,

    /// <summary>The gate is closed for good.</summary>
    Closed,
}

/// <summary>
/// Opens, pauses, resumes and closes the gate when signals, commands and timers ask for it. What else belongs to opening
/// (timers, the <c>-c</c> child) is the session's.
/// </summary>
/// <param name="gate">The gate.</param>
/// <param name="loop">Waits for the times that were asked for.</param>
/// <param name="tell">Takes messages for the user.</param>
internal sealed class GateControl(Gate gate, EventLoop loop, Action<string> tell)
{
    // Before the time that was asked for, so that waking up does not delay it.
    private const long WakeAhead = 200_000;

    // For 'open at=': as long as clients may need to reach several sessions.
    private const long MostAhead = 10_000_000_000;

    private bool opened;
    private StartTime? openTime;

    /// <summary>Whether every program checks the gate, without which a session cannot pause.</summary>
    internal bool CanPause { get; set; }

    /// <summary>Whether the gate is to be opened now.</summary>
    internal bool OpenAsked { get; private set; }

    /// <summary>Whether the session is to end.</summary>
    internal bool CloseAsked { get; private set; }

    /// <summary>Number of pauses.</summary>
    internal int Pauses { get; private set; }

    /// <summary>Boot-time clock when the gate opened; 0 before.</summary>
    internal long OpenedAt { get; private set; }

    /// <summary>Boot-time clock when the gate closed for good, as far as the runtime saw it; 0 before.</summary>
    internal long ClosedAt { get; private set; }

    /// <summary>How far the session is.</summary>
    internal SessionState State => gate.IsStopped ? SessionState.Closed
        : !opened ? SessionState.Held
        : gate.State == GateState.Running ? SessionState.Running : SessionState.Paused;

    /// <summary>Opens the gate at a time. One that is past opens it at once.</summary>
    internal void OpenAt(StartTime time)
    {
        openTime = time;
        var fd = Clock.OpenTimer(time.Clock, time.Nanoseconds - WakeAhead);
        loop.Add(fd, () =>
        {
            OpenAsked = true;
            loop.Remove(fd);
            _ = Libc.close(fd);
        });
    }

    /// <summary>Opens the gate.</summary>
    /// <param name="duration">Nanoseconds after which it closes, or 0.</param>
    internal void Open(long duration)
    {
        // A clock that was set back meanwhile is not waited for.
        while (openTime is { } time && time.Nanoseconds - Clock.Read(time.Clock) is > 0 and <= 2 * WakeAhead)
            Thread.SpinWait(10);
        gate.Open();
        MarkOpened(duration);
    }

    /// <summary>Takes note that somebody else opened the gate.</summary>
    /// <param name="duration">Nanoseconds after which it closes, or 0.</param>
    internal void MarkOpened(long duration)
    {
        opened = true;
        OpenedAt = Clock.Boot;
        if (duration > 0)
            loop.Add(Clock.OpenTimer(Libc.ClockBoottime, OpenedAt + duration), Stop);
    }

    /// <summary>Closes the gate for good.</summary>
    internal void Close()
    {
        gate.Close();
        if (ClosedAt == 0)
            ClosedAt = Clock.Boot;
    }

    /// <summary>SIGUSR2: opens what is held, else pauses or resumes.</summary>
    internal void Toggle()
    {
        if ((State == SessionState.Running ? Pause() : AskOpen(0)) is { } complaint)
            tell(complaint);
    }

    /// <summary>Opens what is held, and resumes what is paused.</summary>
    /// <param name="at">Boot-time clock at which a held gate opens, or 0 for now.</param>
    /// <returns>Why that cannot be, or null.</returns>
    internal string? AskOpen(long at)
    {
        switch (State)
        {
            case SessionState.Closed:
                return "it has ended";
            case SessionState.Paused:
                return Resume();
            case SessionState.Held when at - Clock.Boot > MostAhead:
                return "the time is too far away";
            case SessionState.Held when at > 0:
                OpenAt(new(Libc.ClockBoottime, at));
                return null;
            default:
                openTime = null;
                OpenAsked = true;
                return null;
        }
    }

    /// <summary>Closes the gate for a while.</summary>
    /// <returns>Why that cannot be, or null.</returns>
    internal string? Pause()
    {
        switch (State)
        {
            case SessionState.Closed:
                return "it has ended";
            case SessionState.Held:
                return "it is held: open it first";
            case SessionState.Running when !CanPause:
                return "it cannot pause, since its programs have no start gate: compile with --start-sync on";
            case SessionState.Running when gate.Pause():
                Pauses++;
                tell("Paused");
                return null;
            default:
                return null;
        }
    }

    /// <summary>Opens the gate again after a pause.</summary>
    /// <returns>Why that cannot be, or null.</returns>
    internal string? Resume()
    {
        switch (State)
        {
            case SessionState.Closed:
                return "it has ended";
            case SessionState.Held:
                return "it is held: open it first";
            case SessionState.Paused when gate.Resume():
                tell("Resumed");
                return null;
            default:
                return null;
        }
    }

    /// <summary>Closes the gate and ends the session in order.</summary>
    internal void Stop()
    {
        if (opened)
            Close();
        CloseAsked = true;
    }
}
