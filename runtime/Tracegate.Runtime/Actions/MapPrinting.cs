using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Actions;

/// <summary>F-print of maps, and the maps at the end (M-out-exit).</summary>
internal static class MapPrinting
{
    /// <summary>Prints the map of an event.</summary>
    internal static void Print(ActionContext context, EventInfo info)
    {
        var map = context.Maps[info.Map];
        var elements = info.Then is { } then ? map.Take(keepKeys: then == EventAction.Zero) : map.Read();
        context.Output.Map(
            MapView.Create(
                map.Info, elements, info.Top, info.Divisor, TimeFormat.BootBase, zeroIfEmpty: true, context.Config.MapStyle));
    }

    /// <summary>Prints every map that has elements, in order of their names.</summary>
    internal static void PrintAll(ActionContext context)
    {
        foreach (var map in context.Maps)
        {
            var elements = map.Read();
            if (elements.Count > 0)
                context.Output.Map(MapView.Create(map.Info, elements, unixBase: TimeFormat.BootBase, style: context.Config.MapStyle));
        }
    }
}
