namespace Tracegate.Contract;

/// <summary>Names of the sections and maps of an object that the runtime looks up.</summary>
public static class WellKnown
{
    /// <summary>Data section with the start gate: one <c>u32</c>, see <see cref="GateWord"/>.</summary>
    public const string GateSection = ".data.gate";

    /// <summary>Data section with one <c>u64</c>: the boot-time clock in ns from which <c>elapsed</c> counts (B-elapsed).</summary>
    public const string ClockSection = ".data.clock";

    /// <summary>Read-only section whose slots the runtime fills before load, see <see cref="LoadConstant"/>.</summary>
    public const string ConstantsSection = ".rodata.load";

    /// <summary>Data section with the unkeyed plain maps, zero at first, see <see cref="MapStorage.Global"/>.</summary>
    public const string ScalarsSection = ".data.scalars";

    /// <summary>Ring buffer map for event records, see <see cref="EventRecord"/>.</summary>
    public const string RingBuffer = "events";

    /// <summary>
    /// Ring buffer map for control records that find no room in <see cref="RingBuffer"/>, see <see cref="EventRecord"/>.
    /// Only objects that send control records have it.
    /// </summary>
    public const string ControlRing = "control";

    /// <summary>
    /// Hash map from a 64-bit stack id to its frames, see <see cref="ValueType.KernelStack"/>. Value: as many
    /// <c>u64</c> addresses as the deepest stack type of the object has; unused ones are zero. For the mode
    /// build_id each frame is a 32-byte <c>struct bpf_stack_build_id</c> instead.
    /// </summary>
    public const string Stacks = "stacks";

    /// <summary>As <see cref="Stacks"/>, for stacks of mode build_id.</summary>
    public const string BuildIdStacks = "stacks_build_id";

    /// <summary>Array map from attach cookie to the attach point's full name (NUL-terminated), for B-probe.</summary>
    public const string ProbeNames = "probe_names";

    /// <summary>Task storage with a <see cref="Contract.CallNotes">note</see> for each pair of entry and exit (C-start_sync_pairs).</summary>
    public const string CallNotes = "call_notes";

    /// <summary>Data section with one <c>u64</c>: notes of calls count when they are above it, see <see cref="Contract.CallNotes"/>.</summary>
    public const string CallFloorSection = ".data.calls";

    /// <summary>
    /// Array of <c>u64</c> counters of what programs had to drop, by <see cref="EventInfo.Counter"/>.
    /// </summary>
    public const string LossSection = ".data.loss";

    /// <summary>
    /// With C-gate_counters: how many events met a closed gate. Array of <c>u64</c>, <see cref="SuppressedStates"/> for
    /// each program in the order of <see cref="ObjectMetadata.Programs"/>: one for each <see cref="GateState"/>.
    /// </summary>
    public const string SuppressedSection = ".data.suppressed";

    /// <summary>Counters of a program in <see cref="SuppressedSection"/>.</summary>
    public const int SuppressedStates = 4;
}

/// <summary>States of the start gate.</summary>
public enum GateState : uint
{
    /// <summary>Attached but not counting.</summary>
    Armed = 0,

    /// <summary>Counting.</summary>
    Running = 1,

    /// <summary>Closed for good, by the runtime or by <c>exit()</c>.</summary>
    Stopped = 2,

    /// <summary>Closed for a while by the runtime.</summary>
    Paused = 3,
}

/// <summary>
/// The word of <see cref="WellKnown.GateSection"/>: a <see cref="GateState"/> in the low byte; <c>exit(code)</c> stores
/// <see cref="GateState.Stopped"/>, its code in bits 8 to 15 and <see cref="ExitFlag"/> at once. So neither the stop nor
/// the exit status depends on a record, and an open gate is exactly 1. The first <c>exit()</c> wins, and one in <c>end</c>
/// replaces it; a runtime changes the word by compare-and-swap only, so that it never overwrites one. Objects of minor 0 store 2 alone.
/// </summary>
public static class GateWord
{
    /// <summary>Set once <c>exit()</c> was called.</summary>
    public const uint ExitFlag = 1 << 16;

    /// <summary>Position of the exit code.</summary>
    public const int ExitCodeShift = 8;

    /// <summary>Bits of the exit code.</summary>
    public const uint ExitCodeMask = 0xFF;

    private const uint StateMask = 0xFF;

    /// <summary>What <c>exit()</c> stores, without its code.</summary>
    public const uint ExitWord = ExitFlag | (uint)GateState.Stopped;

    /// <summary>The state that a word says.</summary>
    public static GateState State(uint word) => (GateState)(word & StateMask);

    /// <summary>The code of <c>exit()</c>, or null when it was not called.</summary>
    public static int? ExitCode(uint word) =>
        (word & ExitFlag) != 0 ? (int)((word >> ExitCodeShift) & ExitCodeMask) : null;
}
