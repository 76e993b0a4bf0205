using System.Runtime.InteropServices;
using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>
/// The start gate: one word that every gated program reads first, mapped into this process, so that one store opens it
/// for all CPUs. An object whose probes need no gate has none; then the state is kept here only.
/// </summary>
internal sealed unsafe class Gate
{
    private readonly uint* word;
    private readonly ulong* clock;
    private readonly ulong* callFloor;
    private readonly bool isShared;
    private uint ownWord;

    /// <summary>Maps a gate.</summary>
    /// <param name="sections">Its maps, as far as there are programs that have them.</param>
    /// <param name="isShared">Whether other processes may open it too.</param>
    internal Gate(SharedSections sections, bool isShared = false)
    {
        this.isShared = isShared;
        word = (uint*)Map(sections[WellKnown.GateSection]);
        clock = (ulong*)Map(sections[WellKnown.ClockSection]);
        callFloor = (ulong*)Map(sections[WellKnown.CallFloorSection]);
    }

    /// <summary>Whether <c>exit()</c> or the runtime closed it for good.</summary>
    internal bool IsStopped => State == GateState.Stopped;

    /// <summary>The status that <c>exit()</c> asked for; null while nothing did (F-exit).</summary>
    internal int? ExitCode => GateWord.ExitCode(Word);

    /// <summary>The state that programs see.</summary>
    internal GateState State => GateWord.State(Word);

    private uint Word => word is null ? ownWord : Volatile.Read(ref *word);

    /// <summary>Lets <c>elapsed</c> count from now (B-elapsed).</summary>
    internal void StartClock()
    {
        if (clock is not null)
            Volatile.Write(ref *clock, (ulong)Clock.Boot);
    }

    /// <summary>Opens the gate, unless it is open or <c>exit()</c> has closed it already.</summary>
    internal void Open()
    {
        if (State == GateState.Armed || !isShared)
            StartClock();
        ForgetCalls();
        Change(GateState.Armed, GateState.Running);
    }

    /// <summary>Closes the gate for a while; false when it was not open.</summary>
    internal bool Pause() => Change(GateState.Running, GateState.Paused);

    /// <summary>Opens it after a pause; <c>elapsed</c> has gone on. False when it was not paused.</summary>
    internal bool Resume()
    {
        ForgetCalls();
        return Change(GateState.Paused, GateState.Running);
    }

    /// <summary>Takes note that another process closed the gate for a while.</summary>
    internal void NotePause()
    {
        ForgetCalls();
    }

    // What was noted while the gate was open before does not count any more: see CallNotes.
    private void ForgetCalls()
    {
        if (callFloor is not null && State != GateState.Running)
            Volatile.Write(ref *callFloor, *callFloor + CallNotes.Opening);
    }

    /// <summary>Closes the gate: no program counts after this.</summary>
    internal void Close()
    {
        while (State is var state and not GateState.Stopped && !Change(state, GateState.Stopped))
        {
        }
    }

    // By compare-and-swap, so that an exit() of a program at the same time stays.
    private bool Change(GateState from, GateState to) =>
        Interlocked.CompareExchange(ref word is null ? ref ownWord : ref *word, (uint)to, (uint)from) == (uint)from;

    // Not libbpf's own mapping: that of a reused map does not show the map.
    private static byte* Map(int fd)
    {
        const int readWrite = 3;
        const int shared = 1;
        if (fd < 0)
            return null;
        var address = Libc.mmap(null, (nuint)Environment.SystemPageSize, readWrite, shared, fd, 0);
        return (nint)address == -1
            ? throw Faults.SystemCall.With($"cannot map the gate: {Errno.Describe(Marshal.GetLastPInvokeError())}")
            : address;
    }
}
