using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace LLVMSharp.Interop;

/// <summary>
/// The part of LLVM's C API that the compiler's back end calls, under the names and signatures of the
/// LLVMSharp.Interop package, so that either can stand behind <c>LlvmBackend</c> (build property LLVMSharpVersion).
/// Each member is the function <c>LLVM</c>+name of <c>llvm-c</c>; it exists in every libLLVM from 15 on.
/// </summary>
public static unsafe partial class LLVM
{
    private const string Library = "libLLVM";

    static LLVM() => NativeLibrary.SetDllImportResolver(typeof(LLVM).Assembly, OnDllImport);

    /// <summary>Asked first when the library is needed; the first handler that returns a non-zero handle decides.</summary>
    public static event DllImportResolver? ResolveLibrary;

    private static nint OnDllImport(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        foreach (DllImportResolver resolver in ResolveLibrary?.GetInvocationList() ?? [])
            if (resolver(libraryName, assembly, searchPath) is var handle && handle != 0)
                return handle;
        return 0;
    }

    /// <summary>Makes the BPF target known.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMInitializeBPFTargetInfo")]
    public static partial void InitializeBPFTargetInfo();

    /// <summary>Makes the BPF code generator known.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMInitializeBPFTarget")]
    public static partial void InitializeBPFTarget();

    /// <summary>Makes the BPF machine code layer known.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMInitializeBPFTargetMC")]
    public static partial void InitializeBPFTargetMC();

    /// <summary>Makes the BPF assembly and object writer known.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMInitializeBPFAsmPrinter")]
    public static partial void InitializeBPFAsmPrinter();

    /// <summary>Makes the BPF assembly parser (inline assembly) known.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMInitializeBPFAsmParser")]
    public static partial void InitializeBPFAsmParser();

    /// <summary>A new context; release it with <see cref="ContextDispose"/>.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMContextCreate")]
    public static partial LLVMOpaqueContext* ContextCreate();

    /// <summary>Releases a context and everything made in it.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMContextDispose")]
    public static partial void ContextDispose(LLVMOpaqueContext* C);

    /// <summary>Errors and warnings of passes and code generation go to this handler; without one LLVM exits the process.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMContextSetDiagnosticHandler")]
    public static partial void ContextSetDiagnosticHandler(
        LLVMOpaqueContext* C, delegate* unmanaged[Cdecl]<LLVMOpaqueDiagnosticInfo*, void*, void> Handler, void* DiagnosticContext);

    /// <summary>The text of a diagnostic; release it with <see cref="DisposeMessage"/>.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMGetDiagInfoDescription")]
    public static partial sbyte* GetDiagInfoDescription(LLVMOpaqueDiagnosticInfo* DI);

    /// <summary>Whether a diagnostic is an error, a warning, a remark or a note.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMGetDiagInfoSeverity")]
    public static partial LLVMDiagnosticSeverity GetDiagInfoSeverity(LLVMOpaqueDiagnosticInfo* DI);

    /// <summary>Releases a string that LLVM returned.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMDisposeMessage")]
    public static partial void DisposeMessage(sbyte* Message);

    /// <summary>Takes an error's message and releases the error; release the text with <see cref="DisposeErrorMessage"/>.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMGetErrorMessage")]
    public static partial sbyte* GetErrorMessage(LLVMOpaqueError* Err);

    /// <summary>Releases the text of <see cref="GetErrorMessage"/>.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMDisposeErrorMessage")]
    public static partial void DisposeErrorMessage(sbyte* ErrMsg);

    /// <summary>Parses textual or binary IR; consumes the buffer; non-zero on failure.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMParseIRInContext")]
    public static partial int ParseIRInContext(
        LLVMOpaqueContext* ContextRef, LLVMOpaqueMemoryBuffer* MemBuf, LLVMOpaqueModule** OutM, sbyte** OutMessage);

    /// <summary>Checks a module; non-zero when it is broken.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMVerifyModule")]
    public static partial int VerifyModule(LLVMOpaqueModule* M, LLVMVerifierFailureAction Action, sbyte** OutMessage);

    /// <summary>Releases a module.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMDisposeModule")]
    public static partial void DisposeModule(LLVMOpaqueModule* M);

    /// <summary>The module as textual IR; release it with <see cref="DisposeMessage"/>.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMPrintModuleToString")]
    public static partial sbyte* PrintModuleToString(LLVMOpaqueModule* M);

    /// <summary>The target triple that a module names.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMGetTarget")]
    public static partial sbyte* GetTarget(LLVMOpaqueModule* M);

    /// <summary>Sets a module's target triple.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMSetTarget")]
    public static partial void SetTarget(LLVMOpaqueModule* M, sbyte* Triple);

    /// <summary>Sets a module's data layout.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMSetModuleDataLayout")]
    public static partial void SetModuleDataLayout(LLVMOpaqueModule* M, LLVMOpaqueTargetData* DL);

    /// <summary>Runs a pass pipeline in opt's syntax, such as <c>default&lt;O2&gt;</c>; null on success.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMRunPasses")]
    public static partial LLVMOpaqueError* RunPasses(
        LLVMOpaqueModule* M, sbyte* Passes, LLVMOpaqueTargetMachine* TM, LLVMOpaquePassBuilderOptions* Options);

    /// <summary>Default options for <see cref="RunPasses"/>.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMCreatePassBuilderOptions")]
    public static partial LLVMOpaquePassBuilderOptions* CreatePassBuilderOptions();

    /// <summary>Verifies the module after each pass.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMPassBuilderOptionsSetVerifyEach")]
    public static partial void PassBuilderOptionsSetVerifyEach(LLVMOpaquePassBuilderOptions* Options, int VerifyEach);

    /// <summary>Lets the pipeline unroll loops.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMPassBuilderOptionsSetLoopUnrolling")]
    public static partial void PassBuilderOptionsSetLoopUnrolling(LLVMOpaquePassBuilderOptions* Options, int LoopUnrolling);

    /// <summary>Releases pass options.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMDisposePassBuilderOptions")]
    public static partial void DisposePassBuilderOptions(LLVMOpaquePassBuilderOptions* Options);

    /// <summary>A buffer that holds a copy of the bytes.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMCreateMemoryBufferWithMemoryRangeCopy")]
    public static partial LLVMOpaqueMemoryBuffer* CreateMemoryBufferWithMemoryRangeCopy(
        sbyte* InputData, nuint InputDataLength, sbyte* BufferName);

    /// <summary>The first byte of a buffer.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMGetBufferStart")]
    public static partial sbyte* GetBufferStart(LLVMOpaqueMemoryBuffer* MemBuf);

    /// <summary>The length of a buffer in bytes.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMGetBufferSize")]
    public static partial nuint GetBufferSize(LLVMOpaqueMemoryBuffer* MemBuf);

    /// <summary>Releases a buffer.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMDisposeMemoryBuffer")]
    public static partial void DisposeMemoryBuffer(LLVMOpaqueMemoryBuffer* MemBuf);

    /// <summary>The target of a triple; non-zero and a message when there is none.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMGetTargetFromTriple")]
    public static partial int GetTargetFromTriple(sbyte* Triple, LLVMTarget** T, sbyte** ErrorMessage);

    /// <summary>A code generator for a CPU and features.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMCreateTargetMachine")]
    public static partial LLVMOpaqueTargetMachine* CreateTargetMachine(
        LLVMTarget* T, sbyte* Triple, sbyte* CPU, sbyte* Features,
        LLVMCodeGenOptLevel Level, LLVMRelocMode Reloc, LLVMCodeModel CodeModel);

    /// <summary>Releases a code generator.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMDisposeTargetMachine")]
    public static partial void DisposeTargetMachine(LLVMOpaqueTargetMachine* T);

    /// <summary>The data layout of a code generator; release it with <see cref="DisposeTargetData"/>.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMCreateTargetDataLayout")]
    public static partial LLVMOpaqueTargetData* CreateTargetDataLayout(LLVMOpaqueTargetMachine* T);

    /// <summary>Releases a data layout.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMDisposeTargetData")]
    public static partial void DisposeTargetData(LLVMOpaqueTargetData* TD);

    /// <summary>Generates assembly or an object; non-zero and a message on failure.</summary>
    [LibraryImport(Library, EntryPoint = "LLVMTargetMachineEmitToMemoryBuffer")]
    public static partial int TargetMachineEmitToMemoryBuffer(
        LLVMOpaqueTargetMachine* T, LLVMOpaqueModule* M, LLVMCodeGenFileType codegen,
        sbyte** ErrorMessage, LLVMOpaqueMemoryBuffer** OutMemBuf);
}
