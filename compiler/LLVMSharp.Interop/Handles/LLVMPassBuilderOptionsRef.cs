namespace LLVMSharp.Interop;

/// <summary>Options of a pass pipeline.</summary>
public unsafe record struct LLVMPassBuilderOptionsRef(nint Handle) : IDisposable
{
    /// <summary>The native pointer.</summary>
    public nint Handle = Handle;

    /// <summary>Wraps the pointer.</summary>
    public static implicit operator LLVMPassBuilderOptionsRef(LLVMOpaquePassBuilderOptions* value) => new((nint)value);

    /// <summary>Unwraps the pointer.</summary>
    public static implicit operator LLVMOpaquePassBuilderOptions*(LLVMPassBuilderOptionsRef value) => (LLVMOpaquePassBuilderOptions*)value.Handle;

    /// <summary>The defaults.</summary>
    public static LLVMPassBuilderOptionsRef Create() => LLVM.CreatePassBuilderOptions();

    /// <summary>Verifies after each pass.</summary>
    public readonly void SetVerifyEach(bool VerifyEach) => LLVM.PassBuilderOptionsSetVerifyEach(this, VerifyEach ? 1 : 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Handle != 0)
            LLVM.DisposePassBuilderOptions(this);
        Handle = 0;
    }
}
