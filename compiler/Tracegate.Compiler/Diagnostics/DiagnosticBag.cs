using System.Collections;

namespace Tracegate.Compiler.Diagnostics;

/// <summary>Collects what the stages report.</summary>
public sealed class DiagnosticBag : IEnumerable<Diagnostic>
{
    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<(string, string, int, string)> _seen = [];

    /// <summary>Number of diagnostics.</summary>
    public int Count => _items.Count;

    /// <summary>Number of errors.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Whether anything was reported that prevents an object.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>Adds a diagnostic. The same text at the same place is kept once: a body may be compiled for several attach points.</summary>
    public void Add(Diagnostic diagnostic)
    {
        var span = diagnostic.Span;
        if (!_seen.Add((diagnostic.Code, diagnostic.Message, span.Start, span.Origin.ToString())))
            return;
        _items.Add(diagnostic);
        if (diagnostic.Severity == Severity.Error)
            ErrorCount++;
    }

    /// <summary>Adds all of them.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Add(diagnostic);
    }

    /// <summary>In the order they are shown: errors, then warnings, each as reported (O-diag).</summary>
    public IEnumerable<Diagnostic> InOrder() => _items.OrderBy(d => d.Severity == Severity.Error ? 0 : 1);

    /// <inheritdoc/>
    public IEnumerator<Diagnostic> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
