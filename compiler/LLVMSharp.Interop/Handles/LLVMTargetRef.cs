namespace LLVMSharp.Interop;

/// <summary>A target that was initialised; never released.</summary>
public unsafe record struct LLVMTargetRef(nint Handle)
{
    /// <summary>The native pointer.</summary>
    public nint Handle = Handle;

    /// <summary>Wraps the pointer.</summary>
    public static implicit operator LLVMTargetRef(LLVMTarget* value) => new((nint)value);

    /// <summary>Unwraps the pointer.</summary>
    public static implicit operator LLVMTarget*(LLVMTargetRef value) => (LLVMTarget*)value.Handle;

    /// <summary>Finds the target of a triple such as <c>bpfel</c>.</summary>
    public static bool TryGetTargetFromTriple(ReadOnlySpan<char> triple, out LLVMTargetRef outTarget, out string outError)
    {
        using var name = new MarshaledString(triple);
        LLVMTarget* target = null;
        sbyte* error = null;
        int result = LLVM.GetTargetFromTriple(name, &target, &error);
        outTarget = target;
        outError = MarshaledString.Read(error);
        if (error != null)
            LLVM.DisposeMessage(error);
        return result == 0;
    }

    /// <summary>A code generator for this target.</summary>
    public readonly LLVMTargetMachineRef CreateTargetMachine(
        string triple, string cpu, string features, LLVMCodeGenOptLevel level, LLVMRelocMode reloc, LLVMCodeModel codeModel)
    {
        using var marshaledTriple = new MarshaledString(triple);
        using var marshaledCpu = new MarshaledString(cpu);
        using var marshaledFeatures = new MarshaledString(features);
        return LLVM.CreateTargetMachine(this, marshaledTriple, marshaledCpu, marshaledFeatures, level, reloc, codeModel);
    }
}
