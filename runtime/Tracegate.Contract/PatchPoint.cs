using System.Buffers.Binary;

namespace Tracegate.Contract;

/// <summary>
/// Places in the code of an object where the runtime may put instructions before it loads the object: runs of
/// <c>goto +0</c>, which no compiler makes, and which the verifier removes where they stay (kernel 5.1).
/// </summary>
public static class PatchPoint
{
    /// <summary>
    /// Words of a pid filter (P-pid), at the start of a program, behind the gate. A program whose idle value is 1 has one
    /// more. Register 1 holds the context and is kept; registers 0, 2 to 5 and 9 are free.
    /// </summary>
    public const int PidFilterLength = 7;

    /// <summary><c>goto +0</c>.</summary>
    public const ulong Nothing = 0x05;

    /// <summary>
    /// Instructions of <see cref="Nothing"/> behind <c>call bpf_get_current_pid_tgid</c> where ids of the tracer's pid
    /// namespace are wanted (B-pid). The call and they may be replaced; registers 0 to 5 are free.
    /// </summary>
    public const int NamespaceRoom = 6;

    /// <summary>Minor version of the contract that brought <see cref="ApplyNamespace"/>.</summary>
    public const uint NamespaceMinor = 1;

    private const int StackSize = 512;
    private const ulong SaveContext = 0x0000_0000_0000_19bf;
    private const ulong CallPidTgid = 0x0000_000e_0000_0085;
    private const ulong ShiftToPid = 0x0000_0020_0000_0077;
    private const ulong RestoreContext = 0x0000_0000_0000_91bf;
    private const ulong SkipIfEqual = 0x0000_0000_0002_0016;
    private const ulong SetResult = 0x0000_0000_0000_00b7;
    private const ulong Exit = 0x95;
    private const ulong SetDevice = 0x0000_0000_0000_01b4;
    private const ulong SetInode = 0x0000_0000_0000_02b4;
    private const ulong StackToRegister3 = 0x0000_0000_0000_a3bf;
    private const ulong AddToRegister3 = 0x0000_0000_0000_0307;
    private const ulong SetSize = 0x0000_0008_0000_04b4;
    private const ulong CallNamespacePidTgid = 0x0000_0078_0000_0085;
    private const ulong LoadResult = 0x0000_0000_0000_a079;

    /// <summary>Puts the filter at every place for one in the instructions of a section; returns how many there were.</summary>
    /// <param name="code">Instructions.</param>
    /// <param name="pid">Process in the initial namespace that programs are limited to.</param>
    public static int ApplyPidFilter(Span<byte> code, uint pid)
    {
        var count = 0;
        for (var start = 0; start + 8 <= code.Length; start += 8)
        {
            var length = Run(code[start..]);
            if (length < PidFilterLength)
                continue;
            ReadOnlySpan<ulong> words =
            [
                SaveContext, CallPidTgid, ShiftToPid, RestoreContext, SkipIfEqual | ((ulong)pid << 32),
                SetResult | ((ulong)(length - PidFilterLength) << 32), Exit,
            ];
            for (var i = 0; i < words.Length; i++)
                BinaryPrimitives.WriteUInt64LittleEndian(code[(start + (8 * i))..], words[i]);
            start += 8 * (length - 1);
            count++;
        }

        return count;
    }

    /// <summary>
    /// Makes the instructions of a section ask for the ids of a pid namespace other than the initial one; returns at how
    /// many places, or -1 if the stack is full. A thread that is not in the namespace has the ids 0.
    /// </summary>
    /// <param name="code">Instructions.</param>
    /// <param name="device">Device of the namespace's file, as <c>stat</c> tells it.</param>
    /// <param name="inode">Inode of that file.</param>
    public static int ApplyNamespace(Span<byte> code, uint device, uint inode)
    {
        // The helper writes two words, to a place below all that the functions of the section use.
        var below = StackUse(code) + 8;
        ReadOnlySpan<ulong> words =
        [
            SetDevice | ((ulong)device << 32), SetInode | ((ulong)inode << 32), StackToRegister3,
            AddToRegister3 | ((ulong)(uint)-below << 32), SetSize, CallNamespacePidTgid, LoadResult | ((ulong)(ushort)-below << 16),
        ];
        var count = 0;
        for (var start = 0; start + 8 <= code.Length; start += 8)
        {
            if (Word(code, start) != CallPidTgid || Run(code[(start + 8)..]) != NamespaceRoom)
                continue;
            if (below > StackSize)
                return -1;
            for (var i = 0; i < words.Length; i++)
                BinaryPrimitives.WriteUInt64LittleEndian(code[(start + (8 * i))..], words[i]);
            count++;
        }

        return count;
    }

    // Bytes of the deepest stack frame: loads and stores through register 10, and what is added to copies of it.
    private static int StackUse(ReadOnlySpan<byte> code)
    {
        const int framePointer = 10;
        const byte copy = 0xbf;
        const byte addConstant = 0x07;
        var (lowest, copies) = (0, 0);
        for (var start = 0; start + 8 <= code.Length; start += 8)
        {
            var (operation, to, from) = (code[start], code[start + 1] & 15, code[start + 1] >> 4);
            var (isLoad, isStore) = ((operation & 7) == 1, (operation & 7) is 2 or 3);
            if ((isLoad && from == framePointer) || (isStore && to == framePointer))
                lowest = Math.Min(lowest, BinaryPrimitives.ReadInt16LittleEndian(code[(start + 2)..]));
            if (operation == addConstant && (copies & (1 << to)) != 0)
                lowest = Math.Min(lowest, BinaryPrimitives.ReadInt32LittleEndian(code[(start + 4)..]));
            // Loads and arithmetic set a register; LLVM adds the offset before it does anything else with a copy.
            if ((operation & 7) is 0 or 1 or 4 or 7)
                copies = operation == copy && from == framePointer ? copies | (1 << to) : copies & ~(1 << to);
        }

        return (-lowest + 7) & ~7;
    }

    private static ulong Word(ReadOnlySpan<byte> code, int start) => BinaryPrimitives.ReadUInt64LittleEndian(code[start..]);

    private static int Run(ReadOnlySpan<byte> code)
    {
        var length = 0;
        while (code.Length >= 8 * (length + 1) && BinaryPrimitives.ReadUInt64LittleEndian(code[(8 * length)..]) == Nothing)
            length++;
        return length;
    }
}
