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

    private const ulong SaveContext = 0x0000_0000_0000_19bf;
    private const ulong CallPidTgid = 0x0000_000e_0000_0085;
    private const ulong ShiftToPid = 0x0000_0020_0000_0077;
    private const ulong RestoreContext = 0x0000_0000_0000_91bf;
    private const ulong SkipIfEqual = 0x0000_0000_0002_0016;
    private const ulong SetResult = 0x0000_0000_0000_00b7;
    private const ulong Exit = 0x95;

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

    private static int Run(ReadOnlySpan<byte> code)
    {
        var length = 0;
        while (code.Length >= 8 * (length + 1) && BinaryPrimitives.ReadUInt64LittleEndian(code[(8 * length)..]) == Nothing)
            length++;
        return length;
    }
}
