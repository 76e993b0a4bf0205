namespace Tracegate.Compiler.Source;

/// <summary>A script as it was read: its name as messages show it, its text, and its lines.</summary>
/// <remarks>Compared by reference: two sources with equal text are different places.</remarks>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    /// <summary>Wraps <paramref name="text"/>.</summary>
    /// <param name="name">File name as given, or <c>stdin</c> for <c>-</c> and <c>-e</c> (L-src).</param>
    /// <param name="text">The whole text.</param>
    /// <param name="path">Full path of the file, when there is one: imports are resolved beside it.</param>
    /// <param name="isLibrary">Whether this is part of the embedded prelude.</param>
    public SourceText(string name, string text, string? path = null, bool isLibrary = false)
    {
        Name = name;
        Text = text;
        Path = path;
        IsLibrary = isLibrary;
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n')
                starts.Add(i + 1);
        _lineStarts = [.. starts];
    }

    /// <summary>The place of nodes that no script wrote.</summary>
    public static SourceText None { get; } = new("", "");

    /// <summary>Name as messages show it.</summary>
    public string Name { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Full path of the file, or null for text that came from elsewhere.</summary>
    public string? Path { get; }

    /// <summary>Whether this is part of the embedded prelude.</summary>
    public bool IsLibrary { get; }

    /// <summary>Number of lines; an empty text has one.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>The text of a line without its line break. Lines are counted from 1.</summary>
    public string GetLine(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] - 1 : Text.Length;
        if (end > start && Text[end - 1] == '\r')
            end--;
        return Text[start..end];
    }

    /// <summary>Line and column of an offset, both from 1. Tabs count one column (L-src).</summary>
    public LinePosition GetPosition(int offset)
    {
        var index = Array.BinarySearch(_lineStarts, Math.Clamp(offset, 0, Text.Length));
        if (index < 0)
            index = ~index - 1;
        return new LinePosition(index + 1, Math.Clamp(offset, 0, Text.Length) - _lineStarts[index] + 1);
    }

    /// <summary>The offset of a line and column, both from 1; the nearest one there is.</summary>
    public int Offset(int line, int column)
    {
        var index = Math.Clamp(line, 1, _lineStarts.Length) - 1;
        return Math.Clamp(_lineStarts[index] + column - 1, 0, Text.Length);
    }

    /// <summary>The span of <paramref name="length"/> characters from <paramref name="start"/>.</summary>
    public SourceSpan Span(int start, int length) => new(this, start, length);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A place in a text; both numbers count from 1.</summary>
public readonly record struct LinePosition(int Line, int Column);
