namespace Tracegate.Compiler.Bound;

/// <summary>Which map a node works on.</summary>
public static class MapUse
{
    /// <summary>The map that the node itself, not one below it, names; null for none.</summary>
    public static MapSymbol? Of(BoundNode node) => node switch
    {
        BoundMapReference n => n.Map,
        BoundMapElement n => n.Map,
        BoundMapAddress n => n.Map,
        BoundMapIncrement n => n.Map,
        BoundMapAssignment n => n.Map,
        BoundMapUpdate n => n.Map,
        BoundAggregation n => n.Map,
        BoundForMap n => n.Map,
        _ => null,
    };
}
