namespace LLVMSharp.Interop;

/// <summary>Bytes owned by LLVM.</summary>
public unsafe record struct LLVMMemoryBufferRef(nint Handle) : IDisposable
{
    /// <summary>The native pointer.</summary>
    public nint Handle = Handle;

    /// <summary>Length in bytes.</summary>
    public readonly nuint BufferSize => Handle == 0 ? 0 : LLVM.GetBufferSize(this);

    /// <summary>Address of the first byte.</summary>
    public readonly nint BufferStart => Handle == 0 ? 0 : (nint)LLVM.GetBufferStart(this);

    /// <summary>Wraps the pointer.</summary>
    public static implicit operator LLVMMemoryBufferRef(LLVMOpaqueMemoryBuffer* value) => new((nint)value);

    /// <summary>Unwraps the pointer.</summary>
    public static implicit operator LLVMOpaqueMemoryBuffer*(LLVMMemoryBufferRef value) => (LLVMOpaqueMemoryBuffer*)value.Handle;

    /// <summary>A buffer with a copy of the bytes; the name appears in parse errors.</summary>
    public static LLVMMemoryBufferRef CreateWithMemoryRangeCopy(ReadOnlySpan<byte> InputData, ReadOnlySpan<char> BufferName)
    {
        using var name = new MarshaledString(BufferName);
        fixed (byte* data = InputData)
            return LLVM.CreateMemoryBufferWithMemoryRangeCopy((sbyte*)data, (nuint)InputData.Length, name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Handle != 0)
            LLVM.DisposeMemoryBuffer(this);
        Handle = 0;
    }
}
