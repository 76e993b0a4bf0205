namespace Tracegate.Compiler.Ir;

/// <summary>A basic block of an <see cref="IrFunction"/>.</summary>
public sealed class IrBlock
{
    internal IrBlock(string label) => Label = label;

    /// <summary>Its label without <c>%</c>.</summary>
    public string Label { get; }

    /// <summary>Whether it has its last instruction.</summary>
    public bool Terminated { get; internal set; }

    internal List<IrLine> Lines { get; } = [];

    /// <summary>Where control may go from its end, and whether it hardly does.</summary>
    internal List<(IrBlock To, bool IsRare)> Successors { get; } = [];
}

/// <summary>An instruction, the reference of its source location, and other metadata (<c>!prof !7</c>).</summary>
internal readonly record struct IrLine(string Text, string? Location, string? Attachment = null);

/// <summary>A place in a function that is filled later, see <see cref="IrFunction.Gap"/>.</summary>
public sealed record IrGap(IrBlock Before, IrBlock After);
