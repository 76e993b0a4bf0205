using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Parsing;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>All macros by name, and the choice among overloads (E-macro-overload).</summary>
internal sealed class MacroTable(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, List<MacroSyntax>> _macros = new(StringComparer.Ordinal);

    /// <summary>Adds a macro after checking its definition.</summary>
    public void Add(MacroSyntax macro)
    {
        if (!Check(macro))
            return;
        if (!_macros.TryGetValue(macro.Name, out var overloads))
            _macros[macro.Name] = overloads = [];
        var library = macro.Span.Source.IsLibrary;
        if (overloads.Find(other => other.Span.Source.IsLibrary == library && SameSignature(other, macro)) is { } earlier)
        {
            diagnostics.Add(ExpansionDiagnostics.MacroRedefined.At(macro.NameSpan, macro.Name).WithNote(earlier.NameSpan, "it is defined here"));
            return;
        }

        overloads.Add(macro);
    }

    /// <summary>Whether there is any macro of that name that a caller may use: macros of the library see the library only.</summary>
    public bool Contains(string name, bool libraryOnly) =>
        _macros.TryGetValue(name, out var overloads) && (!libraryOnly || overloads.Exists(m => m.Span.Source.IsLibrary));

    /// <summary>The macro that fits the arguments best, or the closest one that does not fit.</summary>
    public (MacroSyntax Macro, bool Fits) Find(string name, IReadOnlyList<ExpressionSyntax> arguments, bool libraryOnly)
    {
        var (best, bestScore) = ((MacroSyntax?)null, (int.MaxValue, 0, 0));
        foreach (var macro in _macros[name])
        {
            var library = macro.Span.Source.IsLibrary;
            if (libraryOnly && !library)
                continue;

            // First what does not fit, then user before library, then the more by-reference parameters the better.
            var exact = macro.Parameters.Count(p => p.Kind != MacroParameterKind.Expression);
            var score = (Distance(macro, arguments), library ? 1 : 0, -exact);
            if (score.CompareTo(bestScore) < 0)
                (best, bestScore) = (macro, score);
        }

        return (best!, bestScore.Item1 == 0);
    }

    /// <summary>Whether an argument can be taken in such a way.</summary>
    public static bool Takes(MacroParameterKind kind, ExpressionSyntax argument) => kind switch
    {
        MacroParameterKind.Variable => argument is VariableSyntax,
        MacroParameterKind.Map => argument is MapSyntax,
        _ => true,
    };

    private static int Distance(MacroSyntax macro, IReadOnlyList<ExpressionSyntax> arguments)
    {
        // A wrong count weighs more than any number of wrong kinds.
        var distance = 1024 * Math.Abs(macro.Parameters.Length - arguments.Count);
        for (var i = 0; i < Math.Min(macro.Parameters.Length, arguments.Count); i++)
            distance += Takes(macro.Parameters[i].Kind, arguments[i]) ? 0 : 1;
        return distance;
    }

    private static bool SameSignature(MacroSyntax a, MacroSyntax b) =>
        a.Parameters.Length == b.Parameters.Length && a.Parameters.Zip(b.Parameters).All(pair => pair.First.Kind == pair.Second.Kind);

    private bool Check(MacroSyntax macro)
    {
        var errors = diagnostics.ErrorCount;
        var seen = new HashSet<(MacroParameterKind, string)>();
        foreach (var parameter in macro.Parameters)
        {
            if (!seen.Add((parameter.Kind, parameter.Name)))
                diagnostics.Add(ExpansionDiagnostics.MacroParameterTwice.At(parameter.Span, macro.Name, parameter.Span.Text));
            if (parameter.Kind == MacroParameterKind.Expression && TokenClassifier.IsBuiltinName(parameter.Name))
                diagnostics.Add(ExpansionDiagnostics.MacroParameterBuiltin.At(parameter.Span, parameter.Name));
        }

        foreach (var statement in macro.Body.Statements)
            CheckJumps(statement, inLoop: false);
        if (macro.Body.Value is { } value)
            CheckJumps(value, inLoop: false);
        return diagnostics.ErrorCount == errors;
    }

    // E-macro-jump
    private void CheckJumps(SyntaxNode node, bool inLoop)
    {
        var word = node switch
        {
            ReturnStatementSyntax => "return",
            BreakStatementSyntax when !inLoop => "break",
            ContinueStatementSyntax when !inLoop => "continue",
            _ => null,
        };
        if (word is not null)
            diagnostics.Add(ExpansionDiagnostics.MacroJump.At(node.Span, word));
        inLoop |= node is WhileStatementSyntax or ForMapStatementSyntax or ForRangeStatementSyntax;
        foreach (var child in SyntaxChildren.Of(node))
            CheckJumps(child, inLoop);
    }
}
