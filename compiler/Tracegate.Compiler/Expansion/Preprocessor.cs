using System.Text.RegularExpressions;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Parsing;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>Runs the preprocessor lines of the scripts: conditionals, constants (L-cpp, L-cdefine).</summary>
/// <remarks>Function-like macros are noted as defined and not expanded. Scripts that include headers are left to libclang.</remarks>
internal sealed partial class Preprocessor
{
    private readonly DiagnosticBag _diagnostics;
    private readonly HashSet<string> _functionLike = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CConstant> _constants = new(StringComparer.Ordinal);

    public Preprocessor(IEnumerable<KeyValuePair<string, string>> defines, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        foreach (var (name, value) in defines)
        {
            var source = new SourceText("command line", value);
            _constants[name] = new CConstant(name, source.Span(0, value.Length));
        }
    }

    /// <summary>Whether a line that counts includes a header: then nothing behind it means anything without that header.</summary>
    public bool Includes { get; private set; }

    /// <summary>The constants that are defined at the end.</summary>
    public IReadOnlyDictionary<string, CConstant> Constants => _constants;

    /// <summary>Runs the lines; the C definitions that no conditional takes out come back in order.</summary>
    public IEnumerable<CDefinitionSyntax> Run(IEnumerable<CItemSyntax> items)
    {
        var conditionals = new Stack<Conditional>();
        var definitions = new List<CDefinitionSyntax>();
        foreach (var item in items)
        {
            var active = conditionals.All(c => c.Active);
            if (item is CDefinitionSyntax definition)
            {
                if (active)
                    definitions.Add(definition);
            }
            else if (item is PreprocessorLineSyntax line && !RunConditional(line, conditionals) && active)
            {
                RunLine(line);
            }
        }

        foreach (var open in conditionals)
            _diagnostics.Add(ExpansionDiagnostics.OpenConditional.At(open.Line.Span, open.Line.Directive));
        return definitions;
    }

    private bool RunConditional(PreprocessorLineSyntax line, Stack<Conditional> conditionals)
    {
        var outer = conditionals.All(c => c.Active);
        switch (line.Directive)
        {
            case "if" or "ifdef" or "ifndef":
                var holds = outer && Holds(line);
                conditionals.Push(new Conditional(line, holds, holds));
                return true;
            case "elif" or "else" or "endif":
                if (!conditionals.TryPop(out var current))
                {
                    _diagnostics.Add(ExpansionDiagnostics.UnbalancedConditional.At(line.Span, line.Directive));
                    return true;
                }

                if (line.Directive == "endif")
                    return true;
                outer = conditionals.All(c => c.Active);
                var taken = outer && !current.Taken && (line.Directive == "else" || Holds(line));
                conditionals.Push(new Conditional(current.Line, taken, current.Taken || taken));
                return true;
            default:
                return false;
        }
    }

    private bool Holds(PreprocessorLineSyntax line)
    {
        var arguments = WithoutComments(line.Arguments);
        if (line.Directive is "ifdef" or "ifndef")
        {
            if (Name(arguments) is { } name)
                return IsDefined(name) == (line.Directive == "ifdef");
            _diagnostics.Add(ExpansionDiagnostics.InvalidDefine.At(line.Span, line.Directive));
            return false;
        }

        var condition = DefinedPattern().Replace(arguments, match => IsDefined(match.Groups[1].Value) ? "1" : "0");
        var own = new DiagnosticBag();
        var source = new SourceText(line.Span.Source.Name, condition);
        var expression = Parser.ParseExpression(source.Span(0, condition.Length), own);
        if (expression is not null && ConstantEvaluator.Evaluate(expression, name => Value(name) ?? 0) is { } value)
            return value != 0;
        _diagnostics.Add(ExpansionDiagnostics.InvalidCondition.At(line.Span, arguments));
        return false;
    }

    private void RunLine(PreprocessorLineSyntax line)
    {
        switch (line.Directive)
        {
            case "define":
                Define(line);
                break;
            case "undef" when Name(line.Arguments) is { } name:
                _constants.Remove(name);
                _functionLike.Remove(name);
                break;
            case "undef":
                _diagnostics.Add(ExpansionDiagnostics.InvalidDefine.At(line.Span, line.Directive));
                break;
            case "include":
                Includes = true;
                break;
            case "error":
                _diagnostics.Add(ExpansionDiagnostics.ErrorDirective.At(line.Span, line.Arguments));
                break;
            case "pragma" or "line" or "warning" or "":
                break;
            default:
                _diagnostics.Add(ExpansionDiagnostics.UnknownDirective.At(line.Span, line.Directive));
                break;
        }
    }

    private void Define(PreprocessorLineSyntax line)
    {
        if (Name(line.Arguments) is not { } name)
        {
            _diagnostics.Add(ExpansionDiagnostics.InvalidDefine.At(line.Span, line.Directive));
            return;
        }

        if (line.Arguments.Length > name.Length && line.Arguments[name.Length] == '(')
        {
            _functionLike.Add(name);
            return;
        }

        var end = line.Span.Start + line.Span.Text.TrimEnd().Length;
        var start = end - (line.Arguments.Length - name.Length);
        _constants[name] = new CConstant(name, line.Span with { Start = start, Length = end - start });
    }

    private bool IsDefined(string name) => _constants.ContainsKey(name) || _functionLike.Contains(name);

    /// <summary>The integer that a constant stands for, or null.</summary>
    public long? Value(string name) => Value(name, 0);

    private long? Value(string name, int depth)
    {
        if (depth > 50 || !_constants.TryGetValue(name, out var constant))
            return null;
        var expression = Parser.ParseExpression(constant.Body, new DiagnosticBag());
        return expression is null ? null : ConstantEvaluator.Evaluate(expression, inner => Value(inner, depth + 1));
    }

    private static string? Name(string text) => NamePattern().Match(text) is { Success: true } match ? match.Value : null;

    private static string WithoutComments(string text) => CommentPattern().Replace(text, " ").Trim();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\bdefined\s*\(?\s*([A-Za-z_][A-Za-z0-9_]*)\s*\)?")]
    private static partial Regex DefinedPattern();

    [GeneratedRegex(@"/\*.*?\*/|//.*|/\*.*")]
    private static partial Regex CommentPattern();

    private sealed record Conditional(PreprocessorLineSyntax Line, bool Active, bool Taken);
}
