using System.Text;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Diagnostics;

/// <summary>Writes diagnostics as the user sees them (O-diag).</summary>
public static class DiagnosticRenderer
{
    private const string Red = "\e[31m", Yellow = "\e[33m", Bold = "\e[1m", Reset = "\e[0m";

    /// <summary>The word for a severity.</summary>
    public static string Word(Severity severity) => severity == Severity.Error ? "ERROR" : "WARNING";

    /// <summary>All diagnostics of a bag: errors, then warnings.</summary>
    /// <param name="diagnostics">What was reported.</param>
    /// <param name="colour">Whether to use terminal colours.</param>
    public static string Render(DiagnosticBag diagnostics, bool colour = false)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics.InOrder())
            text.Append(Render(diagnostic, colour));
        return text.ToString();
    }

    /// <summary>One diagnostic: position and text, the source line, a marker line, notes, hints. Ends with a line break.</summary>
    public static string Render(Diagnostic diagnostic, bool colour = false)
    {
        var text = new StringBuilder();
        var tint = !colour ? "" : diagnostic.Severity == Severity.Error ? Red : Yellow;
        AppendPlace(text, diagnostic.Span, $"{Word(diagnostic.Severity)}: ", $"{diagnostic.Message} [{diagnostic.Code}]", tint);
        foreach (var note in diagnostic.Notes)
            AppendPlace(text, note.Span, "NOTE: ", note.Text, colour ? Bold : "");
        for (var site = diagnostic.Span.Expansion; site is not null; site = site.CallSite.Expansion)
            AppendPlace(text, site.CallSite, "NOTE: ", $"expanded from here ('{site.Macro}')", colour ? Bold : "");
        foreach (var hint in diagnostic.Hints)
            text.Append("HINT: ").Append(hint).Append('\n');
        return text.ToString();
    }

    private static void AppendPlace(StringBuilder text, SourceSpan span, string word, string message, string tint)
    {
        var reset = tint.Length > 0 ? Reset : "";
        if (span.Source == SourceText.None)
        {
            text.Append(tint).Append(word).Append(reset).Append(message).Append('\n');
            return;
        }

        text.Append(span).Append(": ").Append(tint).Append(word).Append(reset).Append(message).Append('\n');
        var (start, end) = (span.Source.GetPosition(span.Start), span.Source.GetPosition(span.End));
        var line = span.Source.GetLine(start.Line);
        var stop = end.Line == start.Line ? end.Column : line.Length + 1;
        text.Append(line.Replace('\t', ' ')).Append('\n')
            .Append(' ', start.Column - 1)
            .Append(tint).Append('~', Math.Max(stop - start.Column, 1)).Append(reset).Append('\n');
    }
}
