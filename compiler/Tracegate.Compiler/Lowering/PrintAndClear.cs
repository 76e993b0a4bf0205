using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;
using Tracegate.Contract;

namespace Tracegate.Compiler.Lowering;

/// <summary>
/// X-print-race: <c>print(@m)</c> and a <c>clear(@m)</c> or <c>zero(@m)</c> behind it in the same block are done as one,
/// so that nothing counts between reading and clearing. What stands between them must not touch the map and must not
/// leave the block.
/// </summary>
internal sealed class PrintAndClear : BoundRewriter
{
    public static BoundProgram Lower(BoundProgram program, ConfigValues config) => new PrintAndClear().Rewrite(program);

    public override BoundStatement Rewrite(BoundStatement statement) => base.Rewrite(statement) switch
    {
        BoundBlock block when Join(block.Statements) is { } joined => block with { Statements = joined },
        var other => other,
    };

    public override BoundExpression Rewrite(BoundExpression expression) => base.Rewrite(expression) switch
    {
        BoundBlockExpression block when Join(block.Statements) is { } joined => block with { Statements = joined },
        var other => other,
    };

    private static ImmutableArray<BoundStatement>? Join(ImmutableArray<BoundStatement> statements)
    {
        ImmutableArray<BoundStatement>.Builder? changed = null;
        for (var i = 1; i < statements.Length; i++)
        {
            if (CallOf(statements[i]) is not { Function.Action: EventAction.Clear or EventAction.Zero } last || FindPrint(statements, i) is not { } at)
                continue;
            var first = CallOf(statements[at])!;
            changed ??= statements.ToBuilder();
            changed[at] = new BoundExpressionStatement(statements[at].Span, first with { Partner = last.Function });
            changed[i] = new BoundExpressionStatement(statements[i].Span, last with { Partner = first.Function });
        }

        return changed?.ToImmutable();
    }

    private static int? FindPrint(ImmutableArray<BoundStatement> statements, int clear)
    {
        var map = MapOf(CallOf(statements[clear])!);
        for (var i = clear - 1; i >= 0; i--)
        {
            if (CallOf(statements[i]) is { Function.Action: EventAction.PrintMap } print && MapOf(print) == map)
                return i;
            if (statements[i].WithDescendants().Any(node => Touches(node, map) || Leaves(node)))
                return null;
        }

        return null;
    }

    private static BoundCall? CallOf(BoundStatement statement) =>
        statement is BoundExpressionStatement { Expression: BoundCall { Arguments: [BoundMapReference, ..] } call } ? call : null;

    private static MapSymbol MapOf(BoundCall call) => ((BoundMapReference)call.Arguments[0]).Map;

    private static bool Touches(BoundNode node, MapSymbol map) => MapUse.Of(node) == map;

    private static bool Leaves(BoundNode node) =>
        node is BoundReturn or BoundBreak or BoundContinue or BoundFunctionCall or BoundCall { Function.EndsProbe: true };
}
