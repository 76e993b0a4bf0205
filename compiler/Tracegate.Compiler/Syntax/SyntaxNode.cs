using System.Runtime.CompilerServices;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Syntax;

/// <summary>A node of the syntax tree: immutable, compared by reference so that it can be a key of side tables.</summary>
/// <param name="Span">The characters it was written as.</param>
public abstract partial record SyntaxNode(SourceSpan Span)
{
    /// <summary>The hash of the reference.</summary>
    protected int Identity => RuntimeHelpers.GetHashCode(this);

    /// <summary>Reference equality.</summary>
    public virtual bool Equals(SyntaxNode? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Identity;

    /// <summary>The source text of the node.</summary>
    public sealed override string ToString() => Span.Text;

    /// <summary>This node and all below it, parents first, in source order.</summary>
    public IEnumerable<SyntaxNode> DescendantsAndSelf()
    {
        var pending = new Stack<SyntaxNode>();
        pending.Push(this);
        while (pending.TryPop(out var node))
        {
            yield return node;
            foreach (var child in SyntaxChildren.Of(node).Reverse())
                pending.Push(child);
        }
    }
}

/// <summary>Something that stands on its own in a block.</summary>
public abstract partial record StatementSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>Something that has a value (which may be void).</summary>
public abstract partial record ExpressionSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>A type as written.</summary>
public abstract partial record TypeSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>A probe, macro, function or map declaration.</summary>
public abstract partial record DeclarationSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>A preprocessor line or a C definition at the start of a script.</summary>
public abstract partial record CItemSyntax(SourceSpan Span) : SyntaxNode(Span);
