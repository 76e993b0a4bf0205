using System.Collections.Immutable;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Diagnostics;

/// <summary>How bad a diagnostic is.</summary>
public enum Severity
{
    /// <summary>Reported; compilation goes on.</summary>
    Warning,

    /// <summary>No object is written.</summary>
    Error,
}

/// <summary>One message about a place in a script.</summary>
/// <param name="Descriptor">The row it comes from: code and severity.</param>
/// <param name="Message">The text.</param>
/// <param name="Span">The place.</param>
/// <param name="Hints">What the user may do, a line each.</param>
/// <param name="Notes">Other places that matter, such as an earlier definition.</param>
public sealed record Diagnostic(
    DiagnosticDescriptor Descriptor,
    string Message,
    SourceSpan Span,
    ImmutableArray<string> Hints,
    ImmutableArray<DiagnosticNote> Notes)
{
    /// <summary>The code, such as <c>TG1001</c>.</summary>
    public string Code => Descriptor.Code;

    /// <summary>How bad it is.</summary>
    public Severity Severity => Descriptor.Severity;

    /// <summary>The same with one more hint line; null adds nothing.</summary>
    public Diagnostic WithHint(string? hint) => hint is null ? this : this with { Hints = Hints.Add(hint) };

    /// <summary>The same with one more related place.</summary>
    public Diagnostic WithNote(SourceSpan span, string text) =>
        this with { Notes = Notes.Add(new DiagnosticNote(span, text)) };

    /// <summary>The same with a 'did you mean' line, if one of the names is close to what was written.</summary>
    public Diagnostic WithSuggestion(string written, IEnumerable<string> names) =>
        SpellChecker.Closest(written, names) is { } name ? WithHint($"did you mean '{name}'?") : this;

    /// <summary>Position, severity, text and code on one line.</summary>
    public override string ToString() => $"{Span}: {DiagnosticRenderer.Word(Severity)}: {Message} [{Code}]";
}

/// <summary>A place that belongs to a diagnostic, with what it means.</summary>
public sealed record DiagnosticNote(SourceSpan Span, string Text);
