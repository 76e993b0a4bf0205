using System.Globalization;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Diagnostics;

/// <summary>A row of a stage's table of diagnostics.</summary>
/// <param name="Code"><c>TG</c> and four digits; the first digit is the stage: 1 syntax, 2 semantics, 3 code, 4 profile, 5 runtime.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Format">Text of the message with <c>{0}</c> holes.</param>
/// <param name="Hint">A hint that always applies, or null.</param>
public sealed record DiagnosticDescriptor(string Code, Severity Severity, string Format, string? Hint = null)
{
    /// <summary>Makes a diagnostic at a place.</summary>
    public Diagnostic At(SourceSpan span, params ReadOnlySpan<object?> arguments)
    {
        var message = arguments.IsEmpty ? Format : string.Format(CultureInfo.InvariantCulture, Format, arguments);
        return new Diagnostic(this, message, span, Hint is null ? [] : [Hint], []);
    }
}

/// <summary>The diagnostics of one stage. Rows are added where they are declared, so that tests can list every code.</summary>
/// <remarks>Declare the table before the rows: static fields are initialised in their order.</remarks>
public sealed class DiagnosticTable
{
    private readonly List<DiagnosticDescriptor> _rows = [];

    /// <summary>All rows in order of declaration.</summary>
    public IReadOnlyList<DiagnosticDescriptor> Rows => _rows;

    /// <summary>Adds an error.</summary>
    public DiagnosticDescriptor Error(string code, string format, string? hint = null) =>
        Add(new DiagnosticDescriptor(code, Severity.Error, format, hint));

    /// <summary>Adds a warning.</summary>
    public DiagnosticDescriptor Warning(string code, string format, string? hint = null) =>
        Add(new DiagnosticDescriptor(code, Severity.Warning, format, hint));

    private DiagnosticDescriptor Add(DiagnosticDescriptor row)
    {
        if (_rows.Exists(other => other.Code == row.Code))
            throw new ArgumentException($"{row.Code} is declared twice", nameof(row));
        _rows.Add(row);
        return row;
    }
}
