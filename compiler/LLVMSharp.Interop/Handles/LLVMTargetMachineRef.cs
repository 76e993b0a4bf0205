namespace LLVMSharp.Interop;

/// <summary>A code generator; release it with <see cref="LLVM.DisposeTargetMachine"/>.</summary>
public unsafe record struct LLVMTargetMachineRef(nint Handle)
{
    /// <summary>The native pointer.</summary>
    public nint Handle = Handle;

    /// <summary>Wraps the pointer.</summary>
    public static implicit operator LLVMTargetMachineRef(LLVMOpaqueTargetMachine* value) => new((nint)value);

    /// <summary>Unwraps the pointer.</summary>
    public static implicit operator LLVMOpaqueTargetMachine*(LLVMTargetMachineRef value) => (LLVMOpaqueTargetMachine*)value.Handle;

    /// <summary>The data layout; release it with <see cref="LLVM.DisposeTargetData"/>.</summary>
    public readonly LLVMTargetDataRef CreateTargetDataLayout() => LLVM.CreateTargetDataLayout(this);

    /// <summary>Generates code into a new buffer that the caller disposes of.</summary>
    public readonly bool TryEmitToMemoryBuffer(
        LLVMModuleRef module, LLVMCodeGenFileType codegen, out LLVMMemoryBufferRef memoryBuffer, out string message)
    {
        sbyte* error = null;
        LLVMOpaqueMemoryBuffer* buffer = null;
        int result = LLVM.TargetMachineEmitToMemoryBuffer(this, module, codegen, &error, &buffer);
        memoryBuffer = buffer;
        message = MarshaledString.Read(error);
        if (error != null)
            LLVM.DisposeMessage(error);
        return result == 0;
    }
}

/// <summary>A data layout.</summary>
public unsafe record struct LLVMTargetDataRef(nint Handle)
{
    /// <summary>The native pointer.</summary>
    public nint Handle = Handle;

    /// <summary>Wraps the pointer.</summary>
    public static implicit operator LLVMTargetDataRef(LLVMOpaqueTargetData* value) => new((nint)value);

    /// <summary>Unwraps the pointer.</summary>
    public static implicit operator LLVMOpaqueTargetData*(LLVMTargetDataRef value) => (LLVMOpaqueTargetData*)value.Handle;
}
