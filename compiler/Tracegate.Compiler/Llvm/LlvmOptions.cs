namespace Tracegate.Compiler.Llvm;

/// <summary>What the back end writes.</summary>
public enum LlvmEmit
{
    /// <summary>A BPF ELF object.</summary>
    Object,
    /// <summary>BPF assembly text.</summary>
    Assembly,
    /// <summary>Textual IR after the pass pipeline.</summary>
    OptimizedIr,
}

/// <summary>How IR is turned into BPF.</summary>
public sealed record LlvmOptions
{
    /// <summary>What is written.</summary>
    public LlvmEmit Emit { get; init; } = LlvmEmit.Object;

    /// <summary>BPF instruction set: v3 (32-bit arithmetic and jumps) runs on every kernel from 5.1 on, v4 from 6.6 on.</summary>
    public string Cpu { get; init; } = "v3";

    /// <summary>The pass pipeline in opt's syntax. The BPF target adds its CO-RE passes to every default pipeline.</summary>
    public string Passes { get; init; } = "default<O2>";

    /// <summary>Runs LLVM's verifier after each pass; for tests.</summary>
    public bool VerifyEach { get; init; }
}
