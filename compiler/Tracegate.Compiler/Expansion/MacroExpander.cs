using System.Collections.Immutable;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Parsing;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>Replaces calls of macros by their bodies and names of C constants by what they stand for (1.6, L-cdefine).</summary>
/// <remarks>
/// The expander of the script has no frame. Each call makes an expander with a frame, which copies the body: new nodes,
/// spans that know the call, own variables with new names. Arguments are expanded before, where they were written.
/// </remarks>
internal sealed partial class MacroExpander : SyntaxRewriter
{
    // More than any script needs; less than what a chain of doubling macros would take.
    private const int MaxNodes = 200_000;

    private readonly Context _context;
    private readonly Frame? _frame;
    private readonly ImmutableStack<string> _constants;

    /// <summary>The expander of a script.</summary>
    public MacroExpander(MacroTable macros, IReadOnlyDictionary<string, CConstant> constants, ExpanderOptions options, DiagnosticBag diagnostics)
    {
        _context = new Context(macros, constants, options, diagnostics);
        _constants = [];
    }

    private MacroExpander(Context context, Frame? frame, ImmutableStack<string> constants) =>
        (_context, _frame, _constants) = (context, frame, constants);

    private DiagnosticBag Diagnostics => _context.Diagnostics;

    /// <inheritdoc/>
    public override ExpressionSyntax Expression(ExpressionSyntax node)
    {
        if (!Count(node.Span))
            return node;
        switch (node)
        {
            case IdentifierSyntax n:
                return Identifier(n);
            case CallExpressionSyntax n:
                return Call(n);
            case VariableSyntax n when _frame is not null:
                return Moved(new VariableSyntax(n.Span, _frame.VariableName(n.Name)));
            case MapSyntax n when _frame is not null:
                return Map(n);
            case OffsetofExpressionSyntax n:
                var offset = _frame is null ? n : n with { Path = Path(n) };
                return n.Type is null
                    ? Moved(base.Expression(offset))
                    : Operand(offset, n.Type, (t, e) => offset with { Type = t, Expression = e });
            case SizeofExpressionSyntax { Type: { } type } n:
                return Operand(n, type, (t, e) => n with { Type = t, Expression = e });
            case TypeinfoExpressionSyntax { Type: { } type } n:
                return Operand(n, type, (t, e) => n with { Type = t, Expression = e });
            case TypeArgumentSyntax:
                return TypeArgument(Moved(base.Expression(node)));
            case BinaryExpressionSyntax n:
                return Moved(base.Expression(_frame is null ? n : n with { OperatorSpan = Moved(n.OperatorSpan) }));
            case MemberAccessSyntax n:
                return Moved(base.Expression(_frame is null ? n : n with { NameSpan = Moved(n.NameSpan) }));
            default:
                return Moved(base.Expression(node));
        }
    }

    /// <inheritdoc/>
    public override StatementSyntax Statement(StatementSyntax node)
    {
        if (!Count(node.Span))
            return node;
        switch (node)
        {
            case LetStatementSyntax n when _frame?.FindReference(MacroParameterKind.Variable, n.Variable.Name) is not null:
                Diagnostics.Add(ExpansionDiagnostics.MacroLetParameter.At(Moved(n.Span), "$" + n.Variable.Name));
                return n;
            case ImportStatementSyntax n when !n.Span.Source.IsLibrary && !_context.Options.AllowImportStatements:
                Diagnostics.Add(ExpansionDiagnostics.ImportStatement.At(n.Span));
                return n;
        }

        var result = base.Statement(node);
        return _frame is null ? result : result with { Span = Moved(result.Span) };
    }

    /// <inheritdoc/>
    public override BlockStatementSyntax Block(BlockStatementSyntax node)
    {
        var result = base.Block(node);
        return _frame is null ? result : result with { Span = Moved(node.Span) };
    }

    /// <inheritdoc/>
    public override BlockExpressionSyntax BlockExpression(BlockExpressionSyntax node)
    {
        var result = base.BlockExpression(node);
        return _frame is null ? result : result with { Span = Moved(result.Span) };
    }

    private ExpressionSyntax Identifier(IdentifierSyntax node)
    {
        if (_frame?.FindExpression(node.Name) is { } argument)
        {
            return argument is TypeArgumentSyntax ? TypeArgument(Moved(argument)) : _context.Copy(argument);
        }

        if (_context.Constants.TryGetValue(node.Name, out var constant))
            return Constant(node, constant);
        return _context.Macros.Contains(node.Name, LibraryOnly) ? Expand(node, node.Name, node.Span, []) : Moved(node);
    }

    private ExpressionSyntax TypeArgument(ExpressionSyntax node)
    {
        if (!_context.InMacroArguments)
            Diagnostics.Add(ExpansionDiagnostics.TypeArgumentPlace.At(node.Span));
        return node;
    }

    private ExpressionSyntax Call(CallExpressionSyntax node)
    {
        var isMacro = _context.Macros.Contains(node.Name, LibraryOnly);
        var outer = _context.InMacroArguments;
        _context.InMacroArguments = isMacro;
        var arguments = List(node.Arguments, Expression);
        _context.InMacroArguments = outer;
        if (isMacro)
            return Expand(node, node.Name, node.NameSpan, arguments);
        var call = node with { Arguments = arguments };
        return _frame is null ? arguments == node.Arguments ? node : call : call with { Span = Moved(node.Span), NameSpan = Moved(node.NameSpan) };
    }

    private ExpressionSyntax Expand(ExpressionSyntax call, string name, SourceSpan nameSpan, ImmutableArray<ExpressionSyntax> arguments)
    {
        var span = Moved(call.Span);
        var (macro, fits) = _context.Macros.Find(name, arguments, LibraryOnly);
        if (!fits)
        {
            // A name of the language itself keeps its meaning for other arguments.
            if (macro.Parameters.Length != arguments.Length && (_context.Options.FunctionNames.Contains(name) || macro.Span.Source.IsLibrary))
                return call is CallExpressionSyntax plain ? plain with { Span = span, NameSpan = Moved(nameSpan), Arguments = arguments } : Moved(call);
            ReportMismatch(macro, name, span, arguments);
            return Moved(call);
        }

        if (_frame is not null && _frame.Chain().Any(frame => frame.Macro == macro))
        {
            var names = _frame.Chain().Reverse().SkipWhile(frame => frame.Macro != macro).Select(frame => frame.Macro.Name);
            Diagnostics.Add(ExpansionDiagnostics.MacroRecursion.At(span, name, string.Join(" > ", names.Append(name))));
            return Moved(call);
        }

        var frame = new Frame(macro, new ExpansionSite(name, span), _frame, _context.NextExpansion(), arguments);
        var outer = _context.InMacroArguments;
        _context.InMacroArguments = false;
        var body = new MacroExpander(_context, frame, _constants).BlockExpression(macro.Body) with { Span = span };
        _context.InMacroArguments = outer;
        return body;
    }

    private void ReportMismatch(MacroSyntax macro, string name, SourceSpan span, ImmutableArray<ExpressionSyntax> arguments)
    {
        if (macro.Parameters.Length != arguments.Length)
        {
            Diagnostics.Add(ExpansionDiagnostics.MacroArguments.At(span, name).WithNote(
                macro.NameSpan, $"the closest definition takes {macro.Parameters.Length}, the call has {arguments.Length}"));
            return;
        }

        foreach (var (parameter, argument) in macro.Parameters.Zip(arguments))
        {
            if (MacroTable.Takes(parameter.Kind, argument))
                continue;
            var wanted = parameter.Kind == MacroParameterKind.Map ? "a map" : "a variable";
            var given = argument switch { MapSyntax => "a map", VariableSyntax => "a variable", TypeArgumentSyntax => "a type", _ => "an expression" };
            Diagnostics.Add(ExpansionDiagnostics.MacroArgumentKind.At(argument.Span, name, wanted, parameter.Span.Text, given)
                .WithNote(parameter.Span, "the parameter of the closest definition"));
        }
    }

    private MapSyntax Map(MapSyntax node)
    {
        if (_frame!.IsConstant)
            return new MapSyntax(Moved(node.Span), node.Name);
        var name = _frame.FindReference(MacroParameterKind.Map, node.Name) is MapSyntax map ? map.Name : null;
        if (name is null)
            Diagnostics.Add(ExpansionDiagnostics.MacroMap.At(Moved(node.Span), "@" + node.Name, _frame.Macro.Name));
        return new MapSyntax(Moved(node.Span), name ?? node.Name);
    }

    private ExpressionSyntax Constant(IdentifierSyntax node, CConstant constant)
    {
        var span = Moved(node.Span);
        if (_constants.Contains(constant.Name))
        {
            Diagnostics.Add(ExpansionDiagnostics.ConstantRecursion.At(
                span, constant.Name, string.Join(" > ", _constants.Reverse().Append(constant.Name))));
            return new IdentifierSyntax(span, node.Name);
        }

        if (Parser.ParseExpression(constant.Body, new DiagnosticBag()) is not { } body)
        {
            Diagnostics.Add(ExpansionDiagnostics.NotAnExpression.At(span, constant.Name, constant.Body.Text.Trim())
                .WithNote(constant.Body, "it is defined here"));
            return new IdentifierSyntax(span, node.Name);
        }

        // Nothing of a macro's parameters is visible in a constant: its body is copied as if it stood outside.
        var frame = Frame.OfConstant(constant.Name, span, _frame);
        return new MacroExpander(_context, frame, _constants.Push(constant.Name)).Expression(body);
    }

    private bool LibraryOnly => _frame is { Macro.Span.Source.IsLibrary: true };

    private SourceSpan Moved(SourceSpan span) => _frame is null ? span : span with { Expansion = _frame.Site };

    private ExpressionSyntax Moved(ExpressionSyntax node) => _frame is null ? node : node with { Span = Moved(node.Span) };

    private bool Count(SourceSpan span)
    {
        if (_frame is null || ++_context.Nodes < MaxNodes)
            return true;
        _context.ReportSize(Moved(span).Origin);
        return false;
    }
}
