namespace LLVMSharp.Interop;

// What LLVM's C API points to; the types only tell the pointers apart.

/// <summary>LLVMContext.</summary>
public struct LLVMOpaqueContext;

/// <summary>Module.</summary>
public struct LLVMOpaqueModule;

/// <summary>MemoryBuffer.</summary>
public struct LLVMOpaqueMemoryBuffer;

/// <summary>Target.</summary>
public struct LLVMTarget;

/// <summary>TargetMachine.</summary>
public struct LLVMOpaqueTargetMachine;

/// <summary>DataLayout.</summary>
public struct LLVMOpaqueTargetData;

/// <summary>PassBuilder options.</summary>
public struct LLVMOpaquePassBuilderOptions;

/// <summary>Error.</summary>
public struct LLVMOpaqueError;

/// <summary>DiagnosticInfo.</summary>
public struct LLVMOpaqueDiagnosticInfo;
