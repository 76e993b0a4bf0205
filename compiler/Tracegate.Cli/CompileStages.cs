using System.Text;
using Tracegate.Compiler;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Cli;

/// <summary>A stage whose result can be written (<c>--emit</c>).</summary>
/// <param name="Word">Its name on the command line.</param>
/// <param name="Emit">Its result; null after an error was reported.</param>
internal sealed record CompileStage(string Word, Func<Compilation, byte[]?> Emit)
{
    /// <summary>Whether the result is an object, and not text.</summary>
    internal bool IsObject => this == CompileStages.Object;
}

/// <summary>The stages in their order.</summary>
internal static class CompileStages
{
    /// <summary>The finished object.</summary>
    internal static readonly CompileStage Object = new("obj", static c => c.EmitObject());

    private static readonly CompileStage[] All =
    [
        new("ast", static c => Bytes(SyntaxPrinter.Print(c.Syntax))),
        new("bound", static c => c.IsValid ? Bytes(BoundTreePrinter.Print(c.Bound)) : null),
        new("lowered", static c => c.IsValid ? Bytes(BoundTreePrinter.Print(c.Lowered)) : null),
        new("llvm", static c => c.IsValid ? Bytes(c.EmitLlvm()) : null),
        new("llvm-opt", static c => Bytes(c.EmitOptimized())),
        new("asm", static c => Bytes(c.EmitAssembly())),
        Object,
    ];

    /// <summary>All names, for messages.</summary>
    internal static string Words => string.Join(", ", Array.ConvertAll(All, static stage => stage.Word));

    /// <summary>The stage of a name, or null.</summary>
    internal static CompileStage? Find(string word) => Array.Find(All, stage => stage.Word == word);

    private static byte[]? Bytes(string? text) =>
        text is null ? null : Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n");
}
