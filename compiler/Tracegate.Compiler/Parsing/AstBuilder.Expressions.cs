using System.Globalization;
using Antlr4.Runtime;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using P = Tracegate.Grammar.BpftraceParser;

namespace Tracegate.Compiler.Parsing;

/// <content>Expressions.</content>
internal sealed partial class AstBuilder
{
    // A longer chain of operators would make a tree too deep for the passes, which recurse.
    private const int MaxOperators = 500;

    /// <summary>Builds an expression.</summary>
    public ExpressionSyntax Expression(P.ExpressionContext context)
    {
        var condition = Binary(context.binary());
        var branches = context.expression();
        return branches.Length switch
        {
            0 => condition,
            1 => new ConditionalExpressionSyntax(Span(context), condition, null, Expression(branches[0])),
            _ => new ConditionalExpressionSyntax(Span(context), condition, Expression(branches[0]), Expression(branches[1])),
        };
    }

    private ExpressionSyntax Binary(P.BinaryContext context)
    {
        var (operands, operators) = (context.unary(), context.binaryOperator());
        if (operators.Length > MaxOperators)
        {
            diagnostics.Add(SyntaxDiagnostics.NestedTooDeeply.At(Span(operators[MaxOperators]), MaxOperators));
            return Unary(operands[0]);
        }

        var position = 0;
        return Climb(0);

        ExpressionSyntax Climb(int minimum)
        {
            var left = Unary(operands[position]);
            while (position < operators.Length)
            {
                var token = operators[position].Start;
                var op = BinaryOperatorOf(token.Type);
                var precedence = op.Precedence();
                if (precedence < minimum)
                    break;
                position++;
                var right = Climb(precedence + 1);
                left = new BinaryExpressionSyntax(left.Span.To(right.Span), left, op, Span(token), right);
            }

            return left;
        }
    }

    private static BinaryOperator BinaryOperatorOf(int token) => token switch
    {
        P.LOGICAL_OR => BinaryOperator.LogicalOr,
        P.LOGICAL_AND => BinaryOperator.LogicalAnd,
        P.OR => BinaryOperator.BitwiseOr,
        P.XOR => BinaryOperator.BitwiseXor,
        P.AND => BinaryOperator.BitwiseAnd,
        P.EQUAL => BinaryOperator.Equal,
        P.NOT_EQUAL => BinaryOperator.NotEqual,
        P.LESS => BinaryOperator.Less,
        P.LESS_EQUAL => BinaryOperator.LessOrEqual,
        P.GREATER => BinaryOperator.Greater,
        P.GREATER_EQUAL => BinaryOperator.GreaterOrEqual,
        P.SHL => BinaryOperator.ShiftLeft,
        P.SHR => BinaryOperator.ShiftRight,
        P.PLUS => BinaryOperator.Add,
        P.MINUS => BinaryOperator.Subtract,
        P.STAR => BinaryOperator.Multiply,
        P.SLASH => BinaryOperator.Divide,
        _ => BinaryOperator.Modulo,
    };

    private ExpressionSyntax Unary(P.UnaryContext context)
    {
        switch (context)
        {
            case P.PrefixExpressionContext prefix:
                return Prefix(prefix);
            case P.CastExpressionContext cast:
                return new CastExpressionSyntax(Span(cast), Type(cast.type()), Unary(cast.unary()));
            case P.ComptimeContext comptime:
                return new ComptimeExpressionSyntax(Span(comptime), Unary(comptime.unary()));
            case P.PostfixExpressionContext postfix:
                var value = Primary(postfix.primary());
                foreach (var step in postfix.postfix())
                    value = Postfix(value, step);
                return value;
            default:
                throw new InvalidOperationException($"no expression: {context.GetType().Name}");
        }
    }

    private ExpressionSyntax Prefix(P.PrefixExpressionContext context)
    {
        var (span, token, operand) = (Span(context), context.Start, Unary(context.unary()));
        switch (token.Type)
        {
            case P.INCREMENT or P.DECREMENT or P.PREFIX_STEP:
                return Increment(span, operand, token, isPostfix: false);
            case P.AND:
                if (operand is not (VariableSyntax or MapSyntax))
                    diagnostics.Add(SyntaxDiagnostics.AddressTarget.At(span));
                return new UnaryExpressionSyntax(span, UnaryOperator.AddressOf, operand);
        }

        var op = token.Type switch
        {
            P.STAR => UnaryOperator.Dereference,
            P.NOT => UnaryOperator.LogicalNot,
            P.TILDE => UnaryOperator.BitwiseNot,
            _ => UnaryOperator.Negate,
        };
        return new UnaryExpressionSyntax(span, op, operand);
    }

    private IncrementExpressionSyntax Increment(SourceSpan span, ExpressionSyntax target, IToken token, bool isPostfix)
    {
        if (target is not (VariableSyntax or MapSyntax or MapAccessSyntax))
            diagnostics.Add(SyntaxDiagnostics.IncrementTarget.At(span, token.Text));
        return new IncrementExpressionSyntax(span, target, token.Text == "--", isPostfix);
    }

    private ExpressionSyntax Postfix(ExpressionSyntax target, P.PostfixContext context)
    {
        var span = target.Span.To(Span(context));
        switch (context)
        {
            case P.MemberPostfixContext { } member when member.fieldName() is { } name:
                return new MemberAccessSyntax(span, target, name.GetText(), Span(name));
            case P.MemberPostfixContext when target is IntegerLiteralSyntax:
                diagnostics.Add(SyntaxDiagnostics.FloatingPoint.At(span));
                return target;
            case P.MemberPostfixContext member:
                return new TupleAccessSyntax(span, target, (int)Math.Min(Integer(member.INTEGER().Symbol).Value, int.MaxValue));
            case P.IndexPostfixContext index:
                var keys = All(index.expression(), Expression);
                var key = keys.Length == 1 ? keys[0] : new TupleExpressionSyntax(Span(context), keys);
                if (target is MapSyntax map)
                    return new MapAccessSyntax(span, map, key);
                if (keys.Length > 1)
                    diagnostics.Add(SyntaxDiagnostics.SeveralIndices.At(Span(context)));
                return new IndexExpressionSyntax(span, target, key);
            default:
                return Increment(span, target, context.Start, isPostfix: true);
        }
    }

    private ExpressionSyntax Primary(P.PrimaryContext context)
    {
        var span = Span(context);
        switch (context)
        {
            case P.ParenthesizedContext { } group:
                var elements = All(group.expression(), Expression);
                return elements.Length == 1 && group.COMMA().Length == 0 ? elements[0] : new TupleExpressionSyntax(span, elements);
            case P.RecordContext record:
                return Record(span, record);
            case P.IfPrimaryContext conditional:
                return IfValue(conditional.ifElse());
            case P.BlockPrimaryContext block:
                return ValueBlock(block.block());
            case P.SizeofContext sizeOf:
                var (sizeType, sized) = TypeOrExpression(sizeOf.typeOrExpression());
                return new SizeofExpressionSyntax(span, sizeType, sized);
            case P.OffsetofContext offsetOf:
                var (offsetType, owner) = TypeOrExpression(offsetOf.typeOrExpression());
                return new OffsetofExpressionSyntax(
                    span, offsetType, owner, All(offsetOf.fieldName(), name => new FieldNameSyntax(Span(name), name.GetText())));
            case P.TypeinfoContext typeInfo:
                var (infoType, subject) = TypeOrExpression(typeInfo.typeOrExpression());
                return new TypeinfoExpressionSyntax(span, infoType, subject);
            case P.CallContext call:
                return new CallExpressionSyntax(span, call.name().GetText(), Span(call.name()), All(call.argument(), Argument));
            case P.VariableContext:
                return Variable(context.Start);
            case P.MapContext:
                return Map(context.Start);
            case P.ParameterContext:
                return Parameter(context.Start);
            case P.ParameterCountContext:
                return new ParameterCountSyntax(span);
            case P.IntegerContext:
                return Integer(context.Start);
            case P.StringPrimaryContext:
                return String(context.Start);
            case P.BooleanContext:
                return new BooleanLiteralSyntax(span, context.Start.Type == P.TRUE);
            default:
                return new IdentifierSyntax(span, context.GetText());
        }
    }

    private RecordExpressionSyntax Record(SourceSpan span, P.RecordContext context)
    {
        var fields = All(context.recordField(), field =>
            new RecordFieldSyntax(Span(field), field.fieldName().GetText(), Span(field.fieldName()), Expression(field.expression())));
        var seen = new Dictionary<string, SourceSpan>();
        foreach (var field in fields)
            if (!seen.TryAdd(field.Name, field.NameSpan))
                diagnostics.Add(SyntaxDiagnostics.DuplicateField.At(field.NameSpan, field.Name).WithNote(seen[field.Name], "it is here"));
        return new RecordExpressionSyntax(span, fields);
    }

    private ExpressionSyntax Argument(P.ArgumentContext context) =>
        context.expression() is { } expression
            ? Expression(expression)
            : new TypeArgumentSyntax(Span(context), Typeof(Span(context), context.typeOrExpression()));

    private PositionalParameterSyntax Parameter(IToken token)
    {
        if (!int.TryParse(token.Text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            diagnostics.Add(SyntaxDiagnostics.ParameterNumber.At(Span(token), token.Text));
        return new PositionalParameterSyntax(Span(token), number);
    }

    private IntegerLiteralSyntax Integer(IToken token) =>
        new(Span(token), IntegerParser.Parse(token.Text, Span(token), diagnostics), token.Text);

    private StringLiteralSyntax String(IToken token) => new(Span(token), StringDecoder.Decode(Span(token), diagnostics));
}
