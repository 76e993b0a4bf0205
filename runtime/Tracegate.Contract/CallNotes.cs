namespace Tracegate.Contract;

/// <summary>
/// C-start_sync_pairs: what programs note of the calls that a thread is in. A note is a <c>u64</c>: the number of the
/// gate's opening above, the depth of the calls that began since in the lower half. The floor is the opening's number
/// with depth 0, so that a note at or below it tells of no call of this opening.
/// </summary>
public static class CallNotes
{
    /// <summary>Bytes of a note.</summary>
    public const int NoteSize = 8;

    /// <summary>What the runtime adds to the floor at each opening of the gate.</summary>
    public const ulong Opening = 1UL << 32;
}
