using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;

namespace Tracegate.Compiler.Lowering;

/// <summary>A step from bound tree to simpler bound tree.</summary>
/// <param name="Name">Name for messages and tests.</param>
/// <param name="Reason">Why it stands at its place in the list.</param>
/// <param name="Run">Does it.</param>
public sealed record LoweringPass(string Name, string Reason, Func<BoundProgram, ConfigValues, BoundProgram> Run);

/// <summary>The passes between binding and code generation.</summary>
public static class LoweringPipeline
{
    /// <summary>The passes in their order. What is put in front of a program last runs first.</summary>
    public static IReadOnlyList<LoweringPass> Passes { get; } =
    [
        new("print and clear", "first: it looks at what stands side by side in the script", PrintAndClear.Lower),
        new("predicates", "first: what later passes put in front must not depend on the predicate", Predicates.Lower),
        new("call pairs", "in front of the predicate, since a call counts as begun even where the script does not look at it; behind the gate, which says whether it began, and the pid filter, so that other processes leave no notes", CallPairs.Lower),
        new("recursion guard", "in front of notes of calls, which take a lock; behind the pid filter, so that what it leaves out is no loss", RecursionGuard.Lower),
        new("pid filter", "behind the gate, in front of everything that the script wrote", PidFilter.Lower),
        new("sync gate", "last: nothing of a gated program may run before it", SyncGate.Lower),
    ];

    /// <summary>Runs all passes.</summary>
    public static BoundProgram Lower(BoundProgram program, ConfigValues config) =>
        Passes.Aggregate(program, (current, pass) => pass.Run(current, config));
}
