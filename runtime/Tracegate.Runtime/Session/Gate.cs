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
    private uint ownWord;

    internal Gate(SharedSections sections)
    {
        word = (uint*)Map(sections[WellKnown.GateSection]);
        clock = (ulong*)Map(sections[WellKnown.ClockSection]);
        callFloor = (ulong*)Map(sections[WellKnown.CallFloorSection]);
    }

    /// <summary>Whether programs check it.</summary>
    internal bool IsPresent => word is not null;

    /// <summary>Whether <c>exit()</c> or the runtime closed it.</summary>
    internal bool IsStopped => State == GateState.Stopped;

    /// <summary>The status that <c>exit()</c> asked for; null while nothing did (F-exit).</summary>
    internal int? ExitCode => GateWord.ExitCode(Word);

    private GateState State => GateWord.State(Word);

    private uint Word => word is null ? ownWord : Volatile.Read(ref *word);

    /// <summary>Lets <c>elapsed</c> count from now (B-elapsed).</summary>
    internal void StartClock()
    {
        if (clock is null)
            return;
        TimeSpec now;
        _ = Libc.clock_gettime(Libc.ClockBoottime, &now);
        Volatile.Write(ref *clock, now.TotalNanoseconds);
    }

    /// <summary>Opens the gate, unless <c>exit()</c> has closed it already.</summary>
    internal void Open()
    {
        StartClock();
        if (State != GateState.Running)
            ForgetCalls();
        _ = Change(GateState.Armed, GateState.Running);
    }

    // What was noted while the gate was open before does not count any more: see CallNotes.
    private void ForgetCalls()
    {
        if (callFloor is not null)
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
    private bool Change(GateState from, GateState to)
    {
        if (word is not null)
            return Interlocked.CompareExchange(ref *word, (uint)to, (uint)from) == (uint)from;
        if (ownWord != (uint)from)
            return false;
        ownWord = (uint)to;
        return true;
    }

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
