using System.Collections.Immutable;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <content>What a call of a macro knows, and what all expansions of a program share.</content>
internal sealed partial class MacroExpander
{
    private sealed class Context(MacroTable macros, IReadOnlyDictionary<string, CConstant> constants, ExpanderOptions options, DiagnosticBag diagnostics)
    {
        private readonly NodeCopier _copier = new();
        private int _expansions;
        private bool _tooLarge;

        public MacroTable Macros { get; } = macros;

        public IReadOnlyDictionary<string, CConstant> Constants { get; } = constants;

        public ExpanderOptions Options { get; } = options;

        public DiagnosticBag Diagnostics { get; } = diagnostics;

        /// <summary>Nodes that macros have brought so far.</summary>
        public int Nodes { get; set; }

        /// <summary>Whether the arguments of a macro call are being expanded, where types may stand.</summary>
        public bool InMacroArguments { get; set; }

        public int NextExpansion() => ++_expansions;

        /// <summary>An argument again: each use has its own nodes, since later stages keep tables by node.</summary>
        public ExpressionSyntax Copy(ExpressionSyntax argument)
        {
            Nodes += NodeCopier.Weight(argument, MaxNodes);
            if (Nodes < MaxNodes)
                return _copier.Expression(argument);
            ReportSize(argument.Span.Origin);
            return argument;
        }

        public void ReportSize(SourceSpan span)
        {
            if (!_tooLarge)
                Diagnostics.Add(ExpansionDiagnostics.ExpansionTooLarge.At(span, MaxNodes));
            _tooLarge = true;
        }
    }

    private sealed class Frame
    {
        private readonly Dictionary<(MacroParameterKind, string), ExpressionSyntax> _arguments = [];
        private readonly HashSet<string> _own = new(StringComparer.Ordinal);
        private readonly Frame? _caller;
        private readonly string _suffix;

        public Frame(MacroSyntax macro, ExpansionSite site, Frame? caller, int number, ImmutableArray<ExpressionSyntax> arguments)
        {
            (Macro, Site, _caller, _suffix) = (macro, site, caller, $"${macro.Name}${number}");
            for (var i = 0; i < arguments.Length; i++)
            {
                // A variable or map that is taken as an expression can be read only (E-macro-call).
                var argument = arguments[i];
                if (macro.Parameters[i].Kind == MacroParameterKind.Expression && argument is VariableSyntax or MapSyntax)
                    argument = new BlockExpressionSyntax(argument.Span, [], argument);
                _arguments[(macro.Parameters[i].Kind, macro.Parameters[i].Name)] = argument;
            }

            // Variables that the macro sets are its own; others are the caller's.
            foreach (var node in macro.Body.DescendantsAndSelf())
            {
                var variable = node switch
                {
                    AssignmentStatementSyntax { Target: VariableSyntax target } => target,
                    LetStatementSyntax let => let.Variable,
                    ForMapStatementSyntax loop => loop.Variable,
                    ForRangeStatementSyntax loop => loop.Variable,
                    _ => null,
                };
                if (variable is not null)
                    _own.Add(variable.Name);
            }
        }

        private Frame(MacroSyntax macro, ExpansionSite site, Frame? caller) =>
            (Macro, Site, _caller, _suffix, IsConstant) = (macro, site, caller, "", true);

        public MacroSyntax Macro { get; }

        public ExpansionSite Site { get; }

        /// <summary>Whether this is the expansion of a C constant and not of a macro.</summary>
        public bool IsConstant { get; }

        /// <summary>The frame of a constant: no parameters, no variables of its own.</summary>
        public static Frame OfConstant(string name, SourceSpan site, Frame? caller)
        {
            var body = new BlockExpressionSyntax(site, [], null);
            var macro = caller?.Macro ?? new MacroSyntax(site, name, site, [], body);
            return new Frame(macro, new ExpansionSite(name, site), caller);
        }

        public ExpressionSyntax? FindReference(MacroParameterKind kind, string name) => _arguments.GetValueOrDefault((kind, name));

        public ExpressionSyntax? FindExpression(string name) => _arguments.GetValueOrDefault((MacroParameterKind.Expression, name));

        public string VariableName(string name) =>
            FindReference(MacroParameterKind.Variable, name) is VariableSyntax variable ? variable.Name
            : _own.Contains(name) ? name + _suffix
            : name;

        /// <summary>This frame and those around it, innermost first.</summary>
        public IEnumerable<Frame> Chain()
        {
            for (var frame = this; frame is not null; frame = frame._caller)
                yield return frame;
        }
    }

    // Copies each node, also where nothing changes.
    private sealed class NodeCopier : SyntaxRewriter
    {
        public override ExpressionSyntax Expression(ExpressionSyntax node) => base.Expression(node) with { };

        public override StatementSyntax Statement(StatementSyntax node) => base.Statement(node) with { };

        public static int Weight(SyntaxNode node, int limit)
        {
            var weight = 0;
            foreach (var _ in node.DescendantsAndSelf())
                if (++weight >= limit)
                    break;
            return weight;
        }
    }
}
