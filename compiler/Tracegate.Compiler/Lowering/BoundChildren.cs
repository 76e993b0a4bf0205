using Tracegate.Compiler.Bound;

namespace Tracegate.Compiler.Lowering;

/// <summary>The nodes directly below a node of the bound tree.</summary>
public static class BoundChildren
{
    /// <summary>Children in order of evaluation.</summary>
    public static IEnumerable<BoundNode> Of(BoundNode node) => node switch
    {
        BoundProgram n => [.. n.Probes, .. n.Functions],
        BoundProbe n => n.Predicate is null ? [n.Body] : [n.Predicate, n.Body],
        BoundFunction n => [n.Body],
        BoundBlock n => n.Statements,
        BoundExpressionStatement n => [n.Expression],
        BoundVariableAssignment n => [n.Value],
        BoundMapAssignment n => Some(n.Key, n.Value),
        BoundMapUpdate n => Some(n.Key, n.Value),
        BoundAggregation n => Some(n.Key, n.Value),
        BoundIf n => Some(n.Condition, n.Then, n.Else),
        BoundWhile n => [n.Condition, n.Body],
        BoundUnroll n => [n.Body],
        BoundForRange n => [n.From, n.To, n.Body],
        BoundForMap n => [n.Body],
        BoundReturn n => Some(n.Value),
        BoundMapElement n => Some(n.Key),
        BoundUnary n => [n.Operand],
        BoundBinary n => [n.Left, n.Right],
        BoundLogical n => [n.Left, n.Right],
        BoundStringEquality n => [n.Left, n.Right],
        BoundMemoryEquality n => [n.Left, n.Right],
        BoundConversion n => [n.Operand],
        BoundConditional n => [n.Condition, n.Then, n.Else],
        BoundTuple n => n.Elements.Select(element => element.Value),
        BoundTupleMember n => [n.Target],
        BoundField n => [n.Target],
        BoundDereference n => [n.Pointer],
        BoundIndex n => [n.Target, n.Index],
        BoundMapAddress n => Some(n.Key),
        BoundMapIncrement n => Some(n.Key),
        BoundCall n => n.Arguments,
        BoundFunctionCall n => n.Arguments,
        BoundBlockExpression n => [.. n.Statements, n.Value],
        _ => [],
    };

    /// <summary>A node and all below it, parents first.</summary>
    public static IEnumerable<BoundNode> WithDescendants(this BoundNode node)
    {
        var open = new Stack<BoundNode>();
        open.Push(node);
        while (open.TryPop(out var current))
        {
            yield return current;
            foreach (var child in Of(current).Reverse())
                open.Push(child);
        }
    }

    private static IEnumerable<BoundNode> Some(params BoundNode?[] nodes) => nodes.OfType<BoundNode>();
}
