namespace Tracegate.Compiler.Ir;

/// <summary>Copies and fills. BPF has no memcpy: what is short becomes words.</summary>
public sealed partial class IrFunction
{
    /// <summary>Longest copy or fill that is written as words; LLVM turns longer ones into calls, which BPF lacks.</summary>
    public const int LongestInlineCopy = 512;

    /// <summary>Copies memory that the program may access directly. At most <see cref="LongestInlineCopy"/> bytes.</summary>
    public void Copy(IrValue to, IrValue from, int size, int align)
    {
        if (size == 0)
            return;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LongestInlineCopy);
        for (var (offset, left) = (0, size); left > 0;)
        {
            var word = Word(left, align);
            Store(Load(IrTypes.Integer(word), Offset(from, offset, "from"), "word", word), Offset(to, offset, "to"), word);
            offset += word;
            left -= word;
        }
    }

    /// <summary>Sets memory to zero. At most <see cref="LongestInlineCopy"/> bytes.</summary>
    public void Zero(IrValue to, int size, int align)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LongestInlineCopy);
        for (var offset = 0; offset < size;)
        {
            var word = Word(size - offset, align);
            Store(IrValue.Constant(IrTypes.Integer(word), 0), Offset(to, offset, "to"), word);
            offset += word;
        }
    }

    /// <summary>Stores constant bytes.</summary>
    public void StoreBytes(IrValue to, ReadOnlySpan<byte> bytes, int align)
    {
        for (var offset = 0; offset < bytes.Length;)
        {
            var word = Word(bytes.Length - offset, align);
            Store(IrValue.Constant(IrTypes.Integer(word), LittleEndian(bytes.Slice(offset, word))), Offset(to, offset, "to"), word);
            offset += word;
        }
    }

    /// <summary>The number that bytes in memory stand for.</summary>
    public static long LittleEndian(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }

    // The verifier wants stack accesses aligned, so no word is wider than the alignment.
    private static int Word(int left, int align)
    {
        var word = Math.Min(Math.Max(align, 1), 8);
        while (word > left)
            word /= 2;
        return word;
    }
}
