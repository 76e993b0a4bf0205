using System.Collections.Immutable;
using Antlr4.Runtime;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Syntax;
using P = Tracegate.Grammar.BpftraceParser;

namespace Tracegate.Compiler.Parsing;

/// <content>Blocks and statements.</content>
internal sealed partial class AstBuilder
{
    private BlockStatementSyntax Block(P.BlockContext context) => new(Span(context), Statements(context.blockItem()));

    private ImmutableArray<StatementSyntax> Statements(P.BlockItemContext[] items)
    {
        CheckSeparators(items);
        return All(items, item => Statement(item.statement()));
    }

    // The last expression without a semicolon is the value (E-blockexpr).
    private BlockExpressionSyntax ValueBlock(P.BlockContext context)
    {
        var items = context.blockItem();
        if (items is not [.. var before, var last] || last.SEMI() is not null
            || last.statement() is not P.ExpressionStatementContext value || value.assignmentOperator() is not null || IsDiscard(value))
            return new BlockExpressionSyntax(Span(context), Statements(items), null);
        CheckSeparators(items);
        return new BlockExpressionSyntax(Span(context), All(before, item => Statement(item.statement())), Expression(value.expression(0)));
    }

    private static bool IsDiscard(P.ExpressionStatementContext statement) =>
        statement.assignmentOperator() is not null && statement.expression(0).GetText() == "_";

    private void CheckSeparators(P.BlockItemContext[] items)
    {
        for (var i = 0; i + 1 < items.Length; i++)
        {
            if (items[i].SEMI() is not null || EndsWithBlock(items[i].statement()))
                continue;
            var next = items[i + 1].Start;
            var end = Span(items[i]).AtEnd();
            diagnostics.Add(SyntaxDiagnostics.Expected.At(end, "';'", ExpectedTokens.Found(next)));
        }
    }

    private static bool EndsWithBlock(P.StatementContext statement) => statement switch
    {
        P.WhileStatementContext or P.UnrollStatementContext or P.ForStatementContext => true,
        P.ExpressionStatementContext { ChildCount: 1 } e => Sole(e.expression(0)) is P.IfPrimaryContext or P.BlockPrimaryContext,
        _ => false,
    };

    // The primary that is all of an expression, or null.
    private static P.PrimaryContext? Sole(P.ExpressionContext context) =>
        context is { ChildCount: 1 } && context.binary() is { ChildCount: 1 } binary
            && binary.unary(0) is P.PostfixExpressionContext { ChildCount: 1 } unary
            ? unary.primary()
            : null;

    private StatementSyntax Statement(P.StatementContext context)
    {
        var span = Span(context);
        switch (context)
        {
            case P.LetStatementContext let:
                return new LetStatementSyntax(
                    span,
                    Variable(let.VARIABLE().Symbol),
                    let.type() is { } type ? Type(type) : null,
                    let.expression() is { } first ? Expression(first) : null);
            case P.ImportStatementContext import:
                return new ImportStatementSyntax(span, Import(span, import.@string()));
            case P.WhileStatementContext loop:
                return new WhileStatementSyntax(span, Unary(loop.condition().unary()), Block(loop.block()));
            case P.UnrollStatementContext unroll:
                return new UnrollStatementSyntax(span, Unary(unroll.condition().unary()), Block(unroll.block()));
            case P.ForStatementContext loop:
                return For(loop);
            case P.BreakStatementContext:
                return new BreakStatementSyntax(span);
            case P.ContinueStatementContext:
                return new ContinueStatementSyntax(span);
            case P.ReturnStatementContext jump:
                return new ReturnStatementSyntax(span, jump.expression() is { } value ? Expression(value) : null);
            case P.ExpressionStatementContext expression:
                return ExpressionOrAssignment(expression);
            default:
                throw new InvalidOperationException($"no statement: {context.GetType().Name}");
        }
    }

    private StatementSyntax For(P.ForStatementContext context)
    {
        var (span, variable, body) = (Span(context), Variable(context.VARIABLE().Symbol), Block(context.block()));
        var bounds = context.forSource().unary();
        var first = Unary(bounds[0]);
        if (bounds.Length == 2)
            return new ForRangeStatementSyntax(span, variable, first, Unary(bounds[1]), body);
        if (first is MapSyntax map)
            return new ForMapStatementSyntax(span, variable, map, body);
        diagnostics.Add(SyntaxDiagnostics.ForSource.At(first.Span));
        return new BlockStatementSyntax(span, []);
    }

    private StatementSyntax ExpressionOrAssignment(P.ExpressionStatementContext context)
    {
        var span = Span(context);
        var left = context.expression(0);
        if (context.assignmentOperator() is not { } assignment)
        {
            return Sole(left) switch
            {
                P.IfPrimaryContext conditional => If(conditional.ifElse()),
                P.BlockPrimaryContext block => Block(block.block()),
                _ => new ExpressionStatementSyntax(span, Expression(left)),
            };
        }

        var (target, value) = (Expression(left), Expression(context.expression(1)));
        var op = CompoundOperator(assignment.Start.Type);
        switch (target)
        {
            case IdentifierSyntax { Name: "_" } when op is null:
                return new DiscardStatementSyntax(span, value);
            case VariableSyntax or MapSyntax or MapAccessSyntax when !IsParenthesized(left):
                return new AssignmentStatementSyntax(span, target, op, value);
            case MemberAccessSyntax or TupleAccessSyntax:
                diagnostics.Add(SyntaxDiagnostics.ImmutableTarget.At(target.Span));
                break;
            default:
                diagnostics.Add(SyntaxDiagnostics.InvalidTarget.At(target.Span));
                break;
        }

        return new ExpressionStatementSyntax(span, value);
    }

    private static bool IsParenthesized(P.ExpressionContext context) => context.Start.Type == P.LPAREN;

    private IfStatementSyntax If(P.IfElseContext context) => new(
        Span(context),
        Unary(context.condition().unary()),
        Block(context.block(0)),
        context.ifElse() is { } chained ? If(chained) : context.block().Length == 2 ? Block(context.block(1)) : null);

    private IfExpressionSyntax IfValue(P.IfElseContext context) => new(
        Span(context),
        Unary(context.condition().unary()),
        ValueBlock(context.block(0)),
        context.ifElse() is { } chained ? IfValue(chained) : context.block().Length == 2 ? ValueBlock(context.block(1)) : null);

    private static BinaryOperator? CompoundOperator(int token) => token switch
    {
        P.ADD_ASSIGN => BinaryOperator.Add,
        P.SUB_ASSIGN => BinaryOperator.Subtract,
        P.MUL_ASSIGN => BinaryOperator.Multiply,
        P.DIV_ASSIGN => BinaryOperator.Divide,
        P.MOD_ASSIGN => BinaryOperator.Modulo,
        P.AND_ASSIGN => BinaryOperator.BitwiseAnd,
        P.OR_ASSIGN => BinaryOperator.BitwiseOr,
        P.XOR_ASSIGN => BinaryOperator.BitwiseXor,
        P.SHL_ASSIGN => BinaryOperator.ShiftLeft,
        P.SHR_ASSIGN => BinaryOperator.ShiftRight,
        _ => null,
    };

    private VariableSyntax Variable(IToken token) => new(Span(token), token.Text[1..]);

    private MapSyntax Map(IToken token) => new(Span(token), token.Text[1..]);
}
