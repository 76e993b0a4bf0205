using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Lowering;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>What programs do with the script's maps.</summary>
internal static class MapRoles
{
    /// <summary>
    /// The maps that are cleared or zeroed and whose elements programs only add to (<see cref="MapInfo.Accumulates"/>).
    /// </summary>
    public static HashSet<MapSymbol> Accumulating(BoundProgram program)
    {
        var (cleared, others) = (new HashSet<MapSymbol>(), new HashSet<MapSymbol>());
        var references = new HashSet<BoundNode>(ReferenceEqualityComparer.Instance);
        foreach (var node in program.WithDescendants())
        {
            // Parents come first: what the runtime is asked to do with the map is no use by the program.
            if (node is BoundCall { Function.Action: { } action, Arguments: [BoundMapReference reference, ..] } && EventRecord.IsControl(action))
            {
                references.Add(reference);
                if (action is EventAction.Clear or EventAction.Zero)
                    cleared.Add(reference.Map);
            }
            else if (MapUse.Of(node) is { } map && !references.Contains(node) && !IsAddition(node))
            {
                others.Add(map);
            }
        }

        cleared.ExceptWith(others);
        return cleared;
    }

    /// <summary>Whether elements stay where they are until somebody asks for their removal.</summary>
    public static bool KeepsElements(MapStorage storage) =>
        storage is MapStorage.Hash or MapStorage.PercpuHash or MapStorage.PercpuArray;

    // In place and word by word, so that the difference of two readings is what came in between.
    private static bool IsAddition(BoundNode node) => node switch
    {
        BoundAggregation { Map.Aggregate.Kind: not (AggregateKind.Min or AggregateKind.Max or AggregateKind.TSeries) } => true,
        BoundMapUpdate { Operator: BinaryOperator.Add or BinaryOperator.Subtract, Map.Value: IntegerType { Size: 4 or 8 } } => true,
        _ => false,
    };
}
