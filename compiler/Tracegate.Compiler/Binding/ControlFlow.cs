using Tracegate.Compiler.Bound;

namespace Tracegate.Compiler.Binding;

/// <summary>Where statements lead.</summary>
internal static class ControlFlow
{
    /// <summary>Whether what follows the statement is never reached.</summary>
    public static bool AlwaysLeaves(BoundStatement statement) => statement switch
    {
        BoundReturn or BoundBreak or BoundContinue => true,
        BoundExpressionStatement { Expression: BoundCall { Function.EndsProbe: true } } => true,
        BoundBlock block => block.Statements.Any(AlwaysLeaves),
        BoundIf { Else: { } otherwise } branch => AlwaysLeaves(branch.Then) && AlwaysLeaves(otherwise),
        _ => false,
    };
}
