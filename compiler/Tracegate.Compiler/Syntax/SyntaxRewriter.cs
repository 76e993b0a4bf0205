using System.Collections.Immutable;

namespace Tracegate.Compiler.Syntax;

/// <summary>Rebuilds a tree from the leaves up. Nodes in which nothing changed are kept, with their identity.</summary>
/// <remarks>A pass overrides the entry for the kind of node it changes and calls the base for all others.</remarks>
public abstract class SyntaxRewriter
{
    /// <summary>Rewrites a probe, macro, function or map declaration.</summary>
    public virtual DeclarationSyntax Declaration(DeclarationSyntax node) => node switch
    {
        ProbeSyntax n => Changed(n.Predicate, Optional(n.Predicate), n.Body, Block(n.Body), out var predicate, out var body)
            ? n with { Predicate = predicate, Body = body } : n,
        MacroSyntax n => BlockExpression(n.Body) is var body && ReferenceEquals(body, n.Body) ? n : n with { Body = body },
        FunctionSyntax n => Block(n.Body) is var body && ReferenceEquals(body, n.Body) ? n : n with { Body = body },
        _ => node,
    };

    /// <summary>Rewrites a block of statements.</summary>
    public virtual BlockStatementSyntax Block(BlockStatementSyntax node) =>
        List(node.Statements, Statement) is var items && items == node.Statements ? node : node with { Statements = items };

    /// <summary>Rewrites a block that has a value.</summary>
    public virtual BlockExpressionSyntax BlockExpression(BlockExpressionSyntax node)
    {
        var (statements, value) = (List(node.Statements, Statement), Optional(node.Value));
        return statements == node.Statements && ReferenceEquals(value, node.Value)
            ? node
            : node with { Statements = statements, Value = value };
    }

    /// <summary>Rewrites a statement.</summary>
    public virtual StatementSyntax Statement(StatementSyntax node)
    {
        switch (node)
        {
            case BlockStatementSyntax n:
                return Block(n);
            case ExpressionStatementSyntax n:
                return Expression(n.Expression) is var e && ReferenceEquals(e, n.Expression) ? n : n with { Expression = e };
            case DiscardStatementSyntax n:
                return Expression(n.Expression) is var d && ReferenceEquals(d, n.Expression) ? n : n with { Expression = d };
            case ReturnStatementSyntax n:
                return Optional(n.Value) is var r && ReferenceEquals(r, n.Value) ? n : n with { Value = r };
            case AssignmentStatementSyntax n:
                return Changed(n.Target, Expression(n.Target), n.Value, Expression(n.Value), out var target, out var value)
                    ? n with { Target = target, Value = value } : n;
            case LetStatementSyntax n:
                var variable = Expression(n.Variable) as VariableSyntax ?? n.Variable;
                return Changed(n.Type, OptionalType(n.Type), n.Initializer, Optional(n.Initializer), out var type, out var first)
                    || !ReferenceEquals(variable, n.Variable)
                    ? n with { Variable = variable, Type = type, Initializer = first } : n;
            case IfStatementSyntax n:
                var condition = Expression(n.Condition);
                return Changed(n.Then, Block(n.Then), n.Else, n.Else is null ? null : Statement(n.Else), out var then, out var otherwise)
                    || !ReferenceEquals(condition, n.Condition)
                    ? n with { Condition = condition, Then = then, Else = otherwise } : n;
            case UnrollStatementSyntax n:
                return Changed(n.Count, Expression(n.Count), n.Body, Block(n.Body), out var count, out var unrolled)
                    ? n with { Count = count, Body = unrolled } : n;
            case WhileStatementSyntax n:
                return Changed(n.Condition, Expression(n.Condition), n.Body, Block(n.Body), out var test, out var looped)
                    ? n with { Condition = test, Body = looped } : n;
            case ForMapStatementSyntax n:
                var pair = Expression(n.Variable) as VariableSyntax ?? n.Variable;
                return Changed(n.Map, Expression(n.Map) as MapSyntax ?? n.Map, n.Body, Block(n.Body), out var map, out var each)
                    || !ReferenceEquals(pair, n.Variable)
                    ? n with { Variable = pair, Map = map, Body = each } : n;
            case ForRangeStatementSyntax n:
                var (index, body) = (Expression(n.Variable) as VariableSyntax ?? n.Variable, Block(n.Body));
                return Changed(n.Start, Expression(n.Start), n.End, Expression(n.End), out var start, out var end)
                    || !ReferenceEquals(index, n.Variable) || !ReferenceEquals(body, n.Body)
                    ? n with { Variable = index, Start = start, End = end, Body = body } : n;
            default:
                return node;
        }
    }

    /// <summary>Rewrites an expression.</summary>
    public virtual ExpressionSyntax Expression(ExpressionSyntax node)
    {
        switch (node)
        {
            case MapAccessSyntax n:
                return Changed(n.Map, Expression(n.Map) as MapSyntax ?? n.Map, n.Key, Expression(n.Key), out var map, out var key)
                    ? n with { Map = map, Key = key } : n;
            case UnaryExpressionSyntax n:
                return Expression(n.Operand) is var operand && ReferenceEquals(operand, n.Operand) ? n : n with { Operand = operand };
            case IncrementExpressionSyntax n:
                return Expression(n.Target) is var changed && ReferenceEquals(changed, n.Target) ? n : n with { Target = changed };
            case BinaryExpressionSyntax n:
                return Changed(n.Left, Expression(n.Left), n.Right, Expression(n.Right), out var left, out var right)
                    ? n with { Left = left, Right = right } : n;
            case ConditionalExpressionSyntax n:
                var condition = Expression(n.Condition);
                return Changed(n.WhenTrue, Optional(n.WhenTrue), n.WhenFalse, Expression(n.WhenFalse), out var yes, out var no)
                    || !ReferenceEquals(condition, n.Condition)
                    ? n with { Condition = condition, WhenTrue = yes, WhenFalse = no } : n;
            case IfExpressionSyntax n:
                var test = Expression(n.Condition);
                return Changed(n.Then, BlockExpression(n.Then), n.Else, Optional(n.Else), out var then, out var otherwise)
                    || !ReferenceEquals(test, n.Condition)
                    ? n with { Condition = test, Then = then, Else = otherwise } : n;
            case BlockExpressionSyntax n:
                return BlockExpression(n);
            case ComptimeExpressionSyntax n:
                return Expression(n.Expression) is var folded && ReferenceEquals(folded, n.Expression) ? n : n with { Expression = folded };
            case CastExpressionSyntax n:
                return Changed(n.Type, Type(n.Type), n.Expression, Expression(n.Expression), out var type, out var cast)
                    ? n with { Type = type, Expression = cast } : n;
            case SizeofExpressionSyntax n:
                return Changed(n.Type, OptionalType(n.Type), n.Expression, Optional(n.Expression), out var sizeType, out var sized)
                    ? n with { Type = sizeType, Expression = sized } : n;
            case OffsetofExpressionSyntax n:
                return Changed(n.Type, OptionalType(n.Type), n.Expression, Optional(n.Expression), out var offsetType, out var owner)
                    ? n with { Type = offsetType, Expression = owner } : n;
            case TypeinfoExpressionSyntax n:
                return Changed(n.Type, OptionalType(n.Type), n.Expression, Optional(n.Expression), out var infoType, out var subject)
                    ? n with { Type = infoType, Expression = subject } : n;
            case TypeArgumentSyntax n:
                return Type(n.Type) is TypeofTypeSyntax argument && !ReferenceEquals(argument, n.Type) ? n with { Type = argument } : n;
            case MemberAccessSyntax n:
                return Expression(n.Target) is var owned && ReferenceEquals(owned, n.Target) ? n : n with { Target = owned };
            case TupleAccessSyntax n:
                return Expression(n.Target) is var tuple && ReferenceEquals(tuple, n.Target) ? n : n with { Target = tuple };
            case IndexExpressionSyntax n:
                return Changed(n.Target, Expression(n.Target), n.Index, Expression(n.Index), out var array, out var index)
                    ? n with { Target = array, Index = index } : n;
            case TupleExpressionSyntax n:
                return List(n.Elements, Expression) is var elements && elements == n.Elements ? n : n with { Elements = elements };
            case RecordExpressionSyntax n:
                return List(n.Fields, Field) is var fields && fields == n.Fields ? n : n with { Fields = fields };
            case CallExpressionSyntax n:
                return List(n.Arguments, Expression) is var arguments && arguments == n.Arguments ? n : n with { Arguments = arguments };
            default:
                return node;
        }
    }

    /// <summary>Rewrites a type.</summary>
    public virtual TypeSyntax Type(TypeSyntax node)
    {
        switch (node)
        {
            case PointerTypeSyntax n:
                return Type(n.Element) is var pointee && ReferenceEquals(pointee, n.Element) ? n : n with { Element = pointee };
            case ArrayTypeSyntax n:
                return Type(n.Element) is var element && ReferenceEquals(element, n.Element) ? n : n with { Element = element };
            case TypeofTypeSyntax n:
                return Changed(n.Type, OptionalType(n.Type), n.Expression, Optional(n.Expression), out var type, out var expression)
                    ? n with { Type = type, Expression = expression } : n;
            default:
                return node;
        }
    }

    /// <summary>Rewrites each item; the same array comes back if none changed.</summary>
    protected static ImmutableArray<T> List<T>(ImmutableArray<T> items, Func<T, T> rewrite)
        where T : SyntaxNode
    {
        ImmutableArray<T>.Builder? changed = null;
        for (var i = 0; i < items.Length; i++)
        {
            var item = rewrite(items[i]);
            if (changed is null && !ReferenceEquals(item, items[i]))
                (changed = ImmutableArray.CreateBuilder<T>(items.Length)).AddRange(items, i);
            changed?.Add(item);
        }

        return changed?.ToImmutable() ?? items;
    }

    private RecordFieldSyntax Field(RecordFieldSyntax node) =>
        Expression(node.Value) is var value && ReferenceEquals(value, node.Value) ? node : node with { Value = value };

    private ExpressionSyntax? Optional(ExpressionSyntax? node) => node is null ? null : Expression(node);

    private TypeSyntax? OptionalType(TypeSyntax? node) => node is null ? null : Type(node);

    private static bool Changed<TA, TB>(TA oldA, TA newA, TB oldB, TB newB, out TA a, out TB b)
    {
        (a, b) = (newA, newB);
        return !ReferenceEquals(oldA, newA) || !ReferenceEquals(oldB, newB);
    }
}
