using System.Collections.Immutable;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>The kinds of maps that a script may declare (V-decl).</summary>
internal static class MapStorages
{
    private static readonly ImmutableArray<(string Name, MapStorage Storage, bool PerCpu)> Rows =
    [
        ("hash", MapStorage.Hash, false),
        ("lruhash", MapStorage.LruHash, false),
        ("percpuhash", MapStorage.PercpuHash, true),
        ("percpulruhash", MapStorage.PercpuLruHash, true),
    ];

    public static IEnumerable<string> Names => Rows.Select(row => row.Name);

    /// <summary>The storage of a word, or null.</summary>
    public static MapStorage? Find(string name) => Rows.Where(row => row.Name == name).Select(row => (MapStorage?)row.Storage).FirstOrDefault();

    /// <summary>The word for a storage.</summary>
    public static string Name(MapStorage storage) => Rows.First(row => row.Storage == storage).Name;

    /// <summary>Whether each CPU has its own values: needed by aggregates, and only by them.</summary>
    public static bool IsPerCpu(MapStorage storage) => Rows.First(row => row.Storage == storage).PerCpu;
}
