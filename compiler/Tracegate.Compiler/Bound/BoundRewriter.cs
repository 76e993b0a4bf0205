using System.Collections.Immutable;

namespace Tracegate.Compiler.Bound;

/// <summary>
/// Copies a bound tree, replacing what an override replaces. Nodes whose parts stay the same are kept. An override
/// calls the base method to rewrite the parts of a node first.
/// </summary>
public abstract class BoundRewriter
{
    /// <summary>Rewrites all probes and functions.</summary>
    public virtual BoundProgram Rewrite(BoundProgram program)
    {
        var probes = List(program.Probes, Rewrite);
        var functions = List(program.Functions, Rewrite);
        return probes == program.Probes && functions == program.Functions
            ? program
            : program with { Probes = probes, Functions = functions };
    }

    /// <summary>Rewrites a probe.</summary>
    public virtual BoundProbe Rewrite(BoundProbe probe)
    {
        var (predicate, body) = (Optional(probe.Predicate), Block(probe.Body));
        return Same(predicate, probe.Predicate) && Same(body, probe.Body) ? probe : probe with { Predicate = predicate, Body = body };
    }

    /// <summary>Rewrites a function.</summary>
    public virtual BoundFunction Rewrite(BoundFunction function)
    {
        var body = Block(function.Body);
        return Same(body, function.Body) ? function : function with { Body = body };
    }

    /// <summary>Rewrites a statement.</summary>
    public virtual BoundStatement Rewrite(BoundStatement statement)
    {
        switch (statement)
        {
            case BoundBlock n:
                var statements = List(n.Statements, Rewrite);
                return statements == n.Statements ? n : n with { Statements = statements };
            case BoundExpressionStatement n:
                return Rewrite(n.Expression) is var e && Same(e, n.Expression) ? n : n with { Expression = e };
            case BoundVariableAssignment n:
                return Rewrite(n.Value) is var value && Same(value, n.Value) ? n : n with { Value = value };
            case BoundMapAssignment n:
                return (Optional(n.Key), Rewrite(n.Value)) is var (key, stored) && Same(key, n.Key) && Same(stored, n.Value)
                    ? n
                    : n with { Key = key, Value = stored };
            case BoundMapUpdate n:
                return (Optional(n.Key), Rewrite(n.Value)) is var (updateKey, change) && Same(updateKey, n.Key) && Same(change, n.Value)
                    ? n
                    : n with { Key = updateKey, Value = change };
            case BoundAggregation n:
                return (Optional(n.Key), Optional(n.Value)) is var (groupKey, sample) && Same(groupKey, n.Key) && Same(sample, n.Value)
                    ? n
                    : n with { Key = groupKey, Value = sample };
            case BoundIf n:
                var (condition, then, otherwise) = (Rewrite(n.Condition), Rewrite(n.Then), n.Else is null ? null : Rewrite(n.Else));
                return Same(condition, n.Condition) && Same(then, n.Then) && Same(otherwise, n.Else)
                    ? n
                    : n with { Condition = condition, Then = then, Else = otherwise };
            case BoundWhile n:
                return (Rewrite(n.Condition), Block(n.Body)) is var (test, loop) && Same(test, n.Condition) && Same(loop, n.Body)
                    ? n
                    : n with { Condition = test, Body = loop };
            case BoundUnroll n:
                return Block(n.Body) is var unrolled && Same(unrolled, n.Body) ? n : n with { Body = unrolled };
            case BoundForRange n:
                var (from, to, body) = (Rewrite(n.From), Rewrite(n.To), Block(n.Body));
                return Same(from, n.From) && Same(to, n.To) && Same(body, n.Body) ? n : n with { From = from, To = to, Body = body };
            case BoundForMap n:
                return Block(n.Body) is var each && Same(each, n.Body) ? n : n with { Body = each };
            case BoundReturn n:
                return Optional(n.Value) is var result && Same(result, n.Value) ? n : n with { Value = result };
            default:
                return statement;
        }
    }

    /// <summary>Rewrites an expression.</summary>
    public virtual BoundExpression Rewrite(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundMapElement n:
                return Optional(n.Key) is var key && Same(key, n.Key) ? n : n with { Key = key };
            case BoundUnary n:
                return Rewrite(n.Operand) is var operand && Same(operand, n.Operand) ? n : n with { Operand = operand };
            case BoundBinary n:
                return Pair(n.Left, n.Right) is var (a, b) && Same(a, n.Left) && Same(b, n.Right) ? n : n with { Left = a, Right = b };
            case BoundLogical n:
                return Pair(n.Left, n.Right) is var (c, d) && Same(c, n.Left) && Same(d, n.Right) ? n : n with { Left = c, Right = d };
            case BoundStringEquality n:
                return Pair(n.Left, n.Right) is var (s, t) && Same(s, n.Left) && Same(t, n.Right) ? n : n with { Left = s, Right = t };
            case BoundMemoryEquality n:
                return Pair(n.Left, n.Right) is var (x, y) && Same(x, n.Left) && Same(y, n.Right) ? n : n with { Left = x, Right = y };
            case BoundConversion n:
                return Rewrite(n.Operand) is var converted && Same(converted, n.Operand) ? n : n with { Operand = converted };
            case BoundConditional n:
                var (condition, then, otherwise) = (Rewrite(n.Condition), Rewrite(n.Then), Rewrite(n.Else));
                return Same(condition, n.Condition) && Same(then, n.Then) && Same(otherwise, n.Else)
                    ? n
                    : n with { Condition = condition, Then = then, Else = otherwise };
            case BoundTuple n:
                var elements = List(n.Elements, e => Rewrite(e.Value) is var value && Same(value, e.Value) ? e : (e.Member, value));
                return elements == n.Elements ? n : n with { Elements = elements };
            case BoundTupleMember n:
                return Rewrite(n.Target) is var tuple && Same(tuple, n.Target) ? n : n with { Target = tuple };
            case BoundField n:
                return Rewrite(n.Target) is var target && Same(target, n.Target) ? n : n with { Target = target };
            case BoundDereference n:
                return Rewrite(n.Pointer) is var pointer && Same(pointer, n.Pointer) ? n : n with { Pointer = pointer };
            case BoundIndex n:
                return Pair(n.Target, n.Index) is var (array, index) && Same(array, n.Target) && Same(index, n.Index)
                    ? n
                    : n with { Target = array, Index = index };
            case BoundMapAddress n:
                return Optional(n.Key) is var addressKey && Same(addressKey, n.Key) ? n : n with { Key = addressKey };
            case BoundMapIncrement n:
                return Optional(n.Key) is var counted && Same(counted, n.Key) ? n : n with { Key = counted };
            case BoundCall n:
                return List(n.Arguments, Rewrite) is var arguments && arguments == n.Arguments ? n : n with { Arguments = arguments };
            case BoundFunctionCall n:
                return List(n.Arguments, Rewrite) is var values && values == n.Arguments ? n : n with { Arguments = values };
            case BoundBlockExpression n:
                var (statements, last) = (List(n.Statements, Rewrite), Rewrite(n.Value));
                return statements == n.Statements && Same(last, n.Value) ? n : n with { Statements = statements, Value = last };
            default:
                return expression;
        }
    }

    /// <summary>Rewrites a block; what is no block any more becomes one.</summary>
    protected BoundBlock Block(BoundBlock block) =>
        Rewrite(block) is var statement && statement is BoundBlock same ? same : new BoundBlock(block.Span, [statement]);

    /// <summary>Rewrites an expression that may be missing.</summary>
    protected BoundExpression? Optional(BoundExpression? expression) => expression is null ? null : Rewrite(expression);

    /// <summary>Rewrites the items of a list; the list itself comes back when all stay the same.</summary>
    protected static ImmutableArray<T> List<T>(ImmutableArray<T> items, Func<T, T> rewrite)
    {
        ImmutableArray<T>.Builder? changed = null;
        for (var i = 0; i < items.Length; i++)
        {
            var item = rewrite(items[i]);
            if (changed is null && EqualityComparer<T>.Default.Equals(item, items[i]))
                continue;
            if (changed is null)
                (changed = ImmutableArray.CreateBuilder<T>(items.Length)).AddRange(items.AsSpan(0, i));
            changed.Add(item);
        }

        return changed?.MoveToImmutable() ?? items;
    }

    private static bool Same(object? a, object? b) => ReferenceEquals(a, b);

    private (BoundExpression Left, BoundExpression Right) Pair(BoundExpression left, BoundExpression right) => (Rewrite(left), Rewrite(right));
}
