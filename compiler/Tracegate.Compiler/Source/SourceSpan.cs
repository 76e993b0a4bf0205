namespace Tracegate.Compiler.Source;

/// <summary>A range of characters in a source, and for code that a macro brought in the places of its expansion.</summary>
/// <param name="Source">The text.</param>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Number of characters; may be 0.</param>
/// <param name="Expansion">The innermost expansion that put the code here, or null for code of the script itself.</param>
public readonly record struct SourceSpan(SourceText Source, int Start, int Length, ExpansionSite? Expansion = null)
{
    /// <summary>The place of nodes that no script wrote.</summary>
    public static SourceSpan None { get; } = new(SourceText.None, 0, 0);

    /// <summary>Offset behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>Line of the first character, from 1.</summary>
    public int Line => Source.GetPosition(Start).Line;

    /// <summary>Column of the first character, from 1.</summary>
    public int Column => Source.GetPosition(Start).Column;

    /// <summary>Line of the end, from 1.</summary>
    public int EndLine => Source.GetPosition(End).Line;

    /// <summary>Column behind the last character, from 1.</summary>
    public int EndColumn => Source.GetPosition(End).Column;

    /// <summary>The characters.</summary>
    public string Text => Source.Text.Substring(Start, Length);

    /// <summary>The outermost expansion site, that is the place in the script, or the span itself.</summary>
    public SourceSpan Origin => Expansion is null ? this : Expansion.CallSite.Origin;

    /// <summary>From the start of this span to the end of another in the same source.</summary>
    public SourceSpan To(SourceSpan other) => this with { Length = Math.Max(other.End - Start, 0) };

    /// <summary>The empty span at the end of this one.</summary>
    public SourceSpan AtEnd() => this with { Start = End, Length = 0 };

    /// <summary><c>name:line:col-col</c>, or <c>name:line-line</c> for several lines (L-src).</summary>
    public override string ToString()
    {
        var (start, end) = (Source.GetPosition(Start), Source.GetPosition(End));
        return start.Line == end.Line
            ? $"{Source.Name}:{start.Line}:{start.Column}-{Math.Max(end.Column, start.Column + 1)}"
            : $"{Source.Name}:{start.Line}-{end.Line}";
    }
}

/// <summary>One expansion of a macro. Chains through <see cref="SourceSpan.Expansion"/> of the call.</summary>
/// <param name="Macro">Name of the macro or of the C constant.</param>
/// <param name="CallSite">Where it was used.</param>
public sealed record ExpansionSite(string Macro, SourceSpan CallSite);
