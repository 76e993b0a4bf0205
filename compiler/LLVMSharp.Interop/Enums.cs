namespace LLVMSharp.Interop;

/// <summary>What the module verifier does with an error.</summary>
public enum LLVMVerifierFailureAction
{
    /// <summary>Prints and aborts.</summary>
    LLVMAbortProcessAction,
    /// <summary>Prints and returns.</summary>
    LLVMPrintMessageAction,
    /// <summary>Returns the message.</summary>
    LLVMReturnStatusAction,
}

/// <summary>What code generation writes.</summary>
public enum LLVMCodeGenFileType
{
    /// <summary>Assembly text.</summary>
    LLVMAssemblyFile,
    /// <summary>An ELF object.</summary>
    LLVMObjectFile,
}

/// <summary>Effort of instruction selection and register allocation.</summary>
public enum LLVMCodeGenOptLevel
{
    /// <summary>-O0.</summary>
    LLVMCodeGenLevelNone,
    /// <summary>-O1.</summary>
    LLVMCodeGenLevelLess,
    /// <summary>-O2.</summary>
    LLVMCodeGenLevelDefault,
    /// <summary>-O3.</summary>
    LLVMCodeGenLevelAggressive,
}

/// <summary>The relocation model.</summary>
public enum LLVMRelocMode
{
    /// <summary>The target's own.</summary>
    LLVMRelocDefault,
    /// <summary>Absolute addresses.</summary>
    LLVMRelocStatic,
    /// <summary>Position independent.</summary>
    LLVMRelocPIC,
}

/// <summary>The code model.</summary>
public enum LLVMCodeModel
{
    /// <summary>The target's own.</summary>
    LLVMCodeModelDefault,
}

/// <summary>How bad a diagnostic is.</summary>
public enum LLVMDiagnosticSeverity
{
    /// <summary>The result must not be used.</summary>
    LLVMDSError,
    /// <summary>A warning.</summary>
    LLVMDSWarning,
    /// <summary>A remark of a pass.</summary>
    LLVMDSRemark,
    /// <summary>Belongs to the diagnostic before it.</summary>
    LLVMDSNote,
}
