using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LLVMSharp.Interop;

namespace Tracegate.Compiler.Llvm;

/// <summary>
/// Textual LLVM IR in, BPF out: parse, verify, run the pass pipeline, generate code. Errors are values; only LLVM's own
/// fatal errors end the process.
/// </summary>
public static unsafe class LlvmBackend
{
    /// <summary>The name that <see cref="LlvmStage.Parse"/> errors carry.</summary>
    public const string IrName = "ir";

    private const string Triple = "bpfel";

    /// <summary>Loads libLLVM in the background; call it before parsing starts.</summary>
    public static void Preload() => LlvmLibrary.Preload();

    /// <summary>Compiles a module of textual IR.</summary>
    public static LlvmResult Compile(string irText, LlvmOptions? options = null)
    {
        options ??= new LlvmOptions();
        if (!LlvmLibrary.TryLoad(out LlvmError? missing))
            return LlvmResult.Failed(missing!);

        using LLVMContextRef context = LLVMContextRef.Create();
        var reported = new List<LlvmError>();
        GCHandle handle = GCHandle.Alloc(reported);
        try
        {
            LLVM.ContextSetDiagnosticHandler(context, &OnDiagnostic, (void*)GCHandle.ToIntPtr(handle));
            LLVMMemoryBufferRef buffer = LLVMMemoryBufferRef.CreateWithMemoryRangeCopy(Encoding.UTF8.GetBytes(irText), IrName);
            if (!context.TryParseIR(buffer, out LLVMModuleRef module, out string message))
                return LlvmResult.Failed(LlvmMessage.Parse(LlvmStage.Parse, message));
            using (module)
                return Compile(module, options, reported);
        }
        finally
        {
            handle.Free();
        }
    }

    private static LlvmResult Compile(LLVMModuleRef module, LlvmOptions options, List<LlvmError> reported)
    {
        if (!LLVMTargetRef.TryGetTargetFromTriple(Triple, out LLVMTargetRef target, out string message))
            return LlvmResult.Failed(new LlvmError(LlvmStage.Load, $"this libLLVM has no BPF target: {message}", "", 0, 0));
        LLVMTargetMachineRef machine = target.CreateTargetMachine(
            Triple, options.Cpu, "", LLVMCodeGenOptLevel.LLVMCodeGenLevelDefault,
            LLVMRelocMode.LLVMRelocDefault, LLVMCodeModel.LLVMCodeModelDefault);
        LLVMTargetDataRef layout = machine.CreateTargetDataLayout();
        try
        {
            module.Target = Triple;
            LLVM.SetModuleDataLayout(module, layout);
            if (!module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out message))
                return LlvmResult.Failed([.. message.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => new LlvmError(LlvmStage.Verify, line.Trim(), "", 0, 0))]);
            using LLVMPassBuilderOptionsRef passOptions = LLVMPassBuilderOptionsRef.Create();
            passOptions.SetVerifyEach(options.VerifyEach);
            if (!module.TryRunPasses(options.Passes, machine, passOptions, out message))
                return LlvmResult.Failed(new LlvmError(LlvmStage.Passes, message, "", 0, 0));
            byte[] output = options.Emit == LlvmEmit.OptimizedIr
                ? Encoding.UTF8.GetBytes(module.PrintToString())
                : Generate(machine, module, options.Emit, reported);
            return reported.Count > 0 ? LlvmResult.Failed([.. reported]) : new LlvmResult(output, []);
        }
        finally
        {
            LLVM.DisposeTargetData(layout);
            LLVM.DisposeTargetMachine(machine);
        }
    }

    private static byte[] Generate(LLVMTargetMachineRef machine, LLVMModuleRef module, LlvmEmit emit, List<LlvmError> reported)
    {
        LLVMCodeGenFileType fileType = emit == LlvmEmit.Assembly
            ? LLVMCodeGenFileType.LLVMAssemblyFile : LLVMCodeGenFileType.LLVMObjectFile;
        if (!machine.TryEmitToMemoryBuffer(module, fileType, out LLVMMemoryBufferRef buffer, out string message))
        {
            reported.Add(LlvmMessage.Parse(LlvmStage.Emit, message));
            return [];
        }
        using (buffer)
            return new ReadOnlySpan<byte>((void*)buffer.BufferStart, checked((int)buffer.BufferSize)).ToArray();
    }

    // Warnings and remarks (a stack frame near its limit, a loop not unrolled) are about our code, not the user's.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDiagnostic(LLVMOpaqueDiagnosticInfo* diagnostic, void* state)
    {
        if (LLVM.GetDiagInfoSeverity(diagnostic) != LLVMDiagnosticSeverity.LLVMDSError)
            return;
        sbyte* text = LLVM.GetDiagInfoDescription(diagnostic);
        string message = Marshal.PtrToStringUTF8((nint)text) ?? "";
        LLVM.DisposeMessage(text);
        if (GCHandle.FromIntPtr((nint)state).Target is List<LlvmError> reported)
            reported.Add(LlvmMessage.Parse(LlvmStage.Emit, message));
    }
}
