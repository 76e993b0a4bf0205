using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Llvm;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Diagnostics of code generation.</summary>
public static class CodeDiagnostics
{
    /// <summary>All rows.</summary>
    public static DiagnosticTable Table { get; } = new();

    /// <summary>BPF programs have 512 bytes of stack.</summary>
    public static readonly DiagnosticDescriptor StackTooLarge = Table.Error(
        "TG3001",
        "this probe needs more than BPF's 512 bytes of stack",
        "use fewer variables at once, or lower the config option on_stack_limit, so that values go to a map");

    /// <summary>libLLVM is missing or unusable.</summary>
    public static readonly DiagnosticDescriptor NoBackEnd = Table.Error("TG3002", "{0}");

    /// <summary>LLVM cannot make BPF of the program.</summary>
    public static readonly DiagnosticDescriptor BackEnd = Table.Error("TG3003", "LLVM cannot compile this: {0}");

    /// <summary>Imported objects do not fit the script's.</summary>
    public static readonly DiagnosticDescriptor Linker = Table.Error("TG3004", "the imported objects cannot be linked: {0}");

    /// <summary>What LLVM said about the code of a script.</summary>
    internal static Diagnostic Of(LlvmError error, SourceText source) => error switch
    {
        { Stage: LlvmStage.Load } => NoBackEnd.At(SourceSpan.None, error.Message),
        _ when error.Message.Contains("stack limit", StringComparison.Ordinal) => StackTooLarge.At(Place(error, source)),
        _ => BackEnd.At(Place(error, source), error.ToString()),
    };

    private static SourceSpan Place(LlvmError error, SourceText source)
    {
        if (error.Stage != LlvmStage.Emit || error.Line < 1 || error.Line > source.LineCount || error.File != source.Name)
            return SourceSpan.None;
        var start = 0;
        for (var line = 1; line < error.Line; line++)
            start = source.Text.IndexOf('\n', start) + 1;
        return source.Span(start, source.GetLine(error.Line).Length);
    }
}
