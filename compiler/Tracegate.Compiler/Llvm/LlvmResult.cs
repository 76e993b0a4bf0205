using System.Collections.Immutable;
using System.Text;

namespace Tracegate.Compiler.Llvm;

/// <summary>Which step of the back end complained.</summary>
public enum LlvmStage
{
    /// <summary>libLLVM cannot be loaded.</summary>
    Load,
    /// <summary>The IR text has an error: a mistake of the code generator.</summary>
    Parse,
    /// <summary>The IR breaks a rule of LLVM: a mistake of the code generator.</summary>
    Verify,
    /// <summary>A pass failed.</summary>
    Passes,
    /// <summary>The BPF code generator cannot do it, such as more than 512 bytes of stack.</summary>
    Emit,
}

/// <summary>An error of the back end.</summary>
/// <param name="Stage">The step that complained.</param>
/// <param name="Message">One line, without a position.</param>
/// <param name="File">The file meant: the IR's name for <see cref="LlvmStage.Parse"/>, the script for <see cref="LlvmStage.Emit"/>; empty when unknown.</param>
/// <param name="Line">1-based, 0 when unknown.</param>
/// <param name="Column">1-based, 0 when unknown.</param>
public sealed record LlvmError(LlvmStage Stage, string Message, string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? Message : $"{File}:{Line}:{Column}: {Message}";
}

/// <summary>The object or text that was written, or why there is none.</summary>
/// <param name="Output">The bytes; UTF-8 for assembly and IR; empty on failure.</param>
/// <param name="Errors">Empty on success.</param>
public sealed record LlvmResult(ReadOnlyMemory<byte> Output, ImmutableArray<LlvmError> Errors)
{
    /// <summary>Whether there is output.</summary>
    public bool Success => Errors.IsEmpty;

    /// <summary>The output as text, for <see cref="LlvmEmit.Assembly"/> and <see cref="LlvmEmit.OptimizedIr"/>.</summary>
    public string Text => Encoding.UTF8.GetString(Output.Span);

    /// <summary>A result without output.</summary>
    public static LlvmResult Failed(params ImmutableArray<LlvmError> errors) => new(default, errors);
}
