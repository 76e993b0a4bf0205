using System.Collections.Immutable;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Syntax;

/// <summary><c>[[key = value]…] [name=]ap[, ap…] [/predicate/] { … }</c> (L-probe).</summary>
/// <param name="Span">The whole probe.</param>
/// <param name="Name">The name before <c>=</c>, or null.</param>
/// <param name="AttachPoints">At least one.</param>
/// <param name="Predicate">The expression between the slashes, or null (L-predicate).</param>
/// <param name="Body">What is done.</param>
public sealed partial record ProbeSyntax(
    SourceSpan Span,
    string? Name,
    ImmutableArray<AttachPointSyntax> AttachPoints,
    ExpressionSyntax? Predicate,
    BlockStatementSyntax Body) : DeclarationSyntax(Span)
{
    /// <summary>Config entries for this probe alone, <c>[key = value]</c> before the attach points (C-per-probe).</summary>
    public ImmutableArray<ConfigEntrySyntax> Attributes { get; init; } = [];
}

/// <summary>One attach point, split at <c>:</c> and <c>@</c> (L-ap-lex).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Text">As written, with quotes.</param>
/// <param name="Parts">The first is the provider. At least one.</param>
public sealed partial record AttachPointSyntax(SourceSpan Span, string Text, ImmutableArray<AttachPointPartSyntax> Parts)
    : SyntaxNode(Span)
{
    /// <summary>Whether the runtime must put in positional parameters before the text means anything (L-ap-params).</summary>
    public bool HasParameters => Parts.Any(part => part.HasParameters);
}

/// <summary>A part of an attach point.</summary>
/// <param name="Span">Its place; empty for an empty part.</param>
/// <param name="Separator">What stands before it: <c>:</c>, <c>@</c>, or NUL for the first.</param>
/// <param name="Pieces">Texts and positional parameters, to be joined.</param>
public sealed partial record AttachPointPartSyntax(SourceSpan Span, char Separator, ImmutableArray<AttachPointPieceSyntax> Pieces)
    : SyntaxNode(Span)
{
    /// <summary>The text without quotes and escapes; a parameter stands as <c>$N</c>.</summary>
    public string Text => string.Concat(Pieces.Select(piece => piece.Text));

    /// <summary>Whether it holds positional parameters.</summary>
    public bool HasParameters => Pieces.Any(piece => piece.Parameter > 0);

    /// <summary>Whether it holds a wildcard (L-ap-wild).</summary>
    public bool HasWildcard
    {
        get
        {
            var text = Text;
            return text.Contains('*', StringComparison.Ordinal) ||
                (text.Contains('[', StringComparison.Ordinal) && text.Contains(']', StringComparison.Ordinal));
        }
    }
}

/// <summary>A run of characters of an attach point's part, or a positional parameter in it.</summary>
/// <param name="Span">Its place.</param>
/// <param name="Text">The text, or <c>$N</c>.</param>
/// <param name="Parameter">N of <c>$N</c>, or 0 for text.</param>
/// <param name="Quoted">Whether it stood in quotes.</param>
public sealed partial record AttachPointPieceSyntax(SourceSpan Span, string Text, int Parameter, bool Quoted) : SyntaxNode(Span);
