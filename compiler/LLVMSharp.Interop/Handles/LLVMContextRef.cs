namespace LLVMSharp.Interop;

/// <summary>Owns everything that is parsed into it; not thread-safe.</summary>
public unsafe record struct LLVMContextRef(nint Handle) : IDisposable
{
    /// <summary>The native pointer.</summary>
    public nint Handle = Handle;

    /// <summary>Wraps the pointer.</summary>
    public static implicit operator LLVMContextRef(LLVMOpaqueContext* value) => new((nint)value);

    /// <summary>Unwraps the pointer.</summary>
    public static implicit operator LLVMOpaqueContext*(LLVMContextRef value) => (LLVMOpaqueContext*)value.Handle;

    /// <summary>A new context.</summary>
    public static LLVMContextRef Create() => LLVM.ContextCreate();

    /// <summary>Parses IR, consuming <paramref name="MemBuf"/>; on failure the message carries name, line and column.</summary>
    public readonly bool TryParseIR(LLVMMemoryBufferRef MemBuf, out LLVMModuleRef OutM, out string OutMessage)
    {
        LLVMOpaqueModule* module = null;
        sbyte* message = null;
        int result = LLVM.ParseIRInContext(this, MemBuf, &module, &message);
        OutM = module;
        OutMessage = MarshaledString.Read(message);
        if (message != null)
            LLVM.DisposeMessage(message);
        return result == 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Handle != 0)
            LLVM.ContextDispose(this);
        Handle = 0;
    }
}
