using System.Collections.Immutable;

namespace Tracegate.Contract;

/// <summary>What the runtime does with an event record.</summary>
public enum EventAction
{
    /// <summary>F-printf.</summary>
    Printf,

    /// <summary>F-errorf.</summary>
    Errorf,

    /// <summary>F-warnf.</summary>
    Warnf,

    /// <summary>F-cat: the format gives the path.</summary>
    Cat,

    /// <summary>F-system: the format gives the command.</summary>
    System,

    /// <summary>F-join: arguments are a <c>u32</c> count, then <see cref="EventRecord.JoinEntries"/> texts; the format is the separator.</summary>
    Join,

    /// <summary>F-time: the format is strftime's.</summary>
    Time,

    /// <summary>F-print of a map.</summary>
    PrintMap,

    /// <summary>F-print of a value: the only argument.</summary>
    PrintValue,

    /// <summary>F-clear.</summary>
    Clear,

    /// <summary>F-zero.</summary>
    Zero,

    /// <summary>F-exit: wakes the runtime, which finds state and code in the <see cref="GateWord"/>.</summary>
    Exit,

    /// <summary>M-out-rt: the only argument is the helper's return code (<c>i64</c>), or none.</summary>
    RuntimeError,
}

/// <summary>The kinds of <see cref="EventAction.RuntimeError"/>.</summary>
public enum RuntimeErrorKind
{
    /// <summary>Not a runtime error.</summary>
    None,

    /// <summary>E-div.</summary>
    DivideByZero,

    /// <summary>E-index.</summary>
    ArrayBounds,

    /// <summary>A helper failed; <see cref="EventInfo.Format"/> is its name.</summary>
    Helper,

    /// <summary>V-full.</summary>
    MapFull,

    /// <summary>V-read-miss, with <c>-k</c>.</summary>
    MissingElement,

    /// <summary>C-start_sync_pairs: the kernel had no room for a note, so that the call's exit is not counted.</summary>
    CallNotNoted,

    /// <summary>P-recursion: another program of the object ran on this CPU, so that this one did not; only counted.</summary>
    Recursion,
}

/// <summary>An argument in an event record.</summary>
/// <param name="Offset">Bytes from the start of the record.</param>
/// <param name="Type">Layout and meaning.</param>
public readonly record struct EventArgument(int Offset, ValueType Type);

/// <summary>A place in the script, for messages of the runtime.</summary>
/// <param name="File">Source name.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
/// <param name="EndColumn">1-based, exclusive.</param>
/// <param name="Text">The source line.</param>
public sealed record SourceLocation(string File, int Line, int Column, int EndColumn, string Text);

/// <summary>A row of the event table; its index is the event id of records.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Format">Format string or other constant text of the action.</param>
/// <param name="Arguments">The record's arguments, in order.</param>
/// <param name="Map">Index of the map of print, clear and zero; -1 otherwise.</param>
/// <param name="Top">print: number of elements; 0 for all.</param>
/// <param name="Divisor">print: divisor; 0 for none.</param>
/// <param name="Error">Kind of runtime error.</param>
/// <param name="Location">Place in the script, where a message may name it.</param>
/// <param name="Counter">
/// Word of <see cref="WellKnown.LossSection"/>. Of map_full, call_not_noted and recursion it counts what was not done, and
/// there is no record; of all others it counts the records that were lost. Control rows share one (<see cref="EventRecord"/>); the
/// lost records of rows with 0 are counted in word 0.
/// </param>
/// <param name="Program">Index of the program; -1 in a function of the script, which several programs may call.</param>
/// <param name="Then">
/// X-print-race. Of print: clear or zero, which the script has behind it; it is done in the same step in which the print
/// reads, and there is no record of its own. Null otherwise.
/// </param>
public sealed record EventInfo(
    EventAction Action,
    string Format,
    ImmutableArray<EventArgument> Arguments,
    int Map = -1,
    long Top = 0,
    long Divisor = 0,
    RuntimeErrorKind Error = RuntimeErrorKind.None,
    SourceLocation? Location = null,
    int Counter = 0,
    int Program = -1,
    EventAction? Then = null);

/// <summary>
/// Layout of a ring buffer record: <c>u32</c> event id, <c>u32</c> zero, then the arguments.
/// <para>
/// Control records are those of <see cref="IsControl"/>; they have no arguments. When the ring buffer is full they go to
/// <see cref="WellKnown.ControlRing"/> (X-lost-control), where a <c>u64</c> follows the header: the producer position of
/// the ring buffer. Such a record is due once the consumer position of the ring buffer has reached it.
/// </para>
/// </summary>
public static class EventRecord
{
    /// <summary>Bytes before the first argument.</summary>
    public const int HeaderSize = 8;

    /// <summary>Bytes of a record in <see cref="WellKnown.ControlRing"/>.</summary>
    public const int ControlSize = 16;

    /// <summary>Whether records of an action must not be lost although output floods the ring buffer.</summary>
    public static bool IsControl(EventAction action) => action is
        EventAction.Exit or EventAction.Clear or EventAction.Zero or EventAction.PrintMap or EventAction.Time;

    /// <summary>Entries of a join record.</summary>
    public const int JoinEntries = 16;

    /// <summary>Bytes of each entry of a join record, NUL included.</summary>
    public const int JoinEntrySize = 1024;
}
