using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tracegate.Compiler.Language;

/// <summary>The probe table (LANGUAGE section 2). The rows stand by family in the files next to this one.</summary>
public static class ProbeTypes
{
    /// <summary>All rows.</summary>
    public static ImmutableArray<ProbeTypeDescriptor> All { get; } =
    [
        .. SpecialProbes.Rows,
        .. KernelProbes.Rows,
        .. UserProbes.Rows,
        .. PerfProbes.Rows,
    ];

    private static readonly FrozenDictionary<string, ProbeTypeDescriptor> ByAlias =
        All.SelectMany(row => row.Aliases.Select(alias => (alias, row))).ToFrozenDictionary(pair => pair.alias, pair => pair.row);

    /// <summary>The row of a provider, or null. Names are matched in any case, short names as they are.</summary>
    public static ProbeTypeDescriptor? Find(string provider) =>
        ByAlias.GetValueOrDefault(provider)
        ?? All.FirstOrDefault(row => row.Name.Equals(provider, StringComparison.OrdinalIgnoreCase)
            || row.Aliases.Any(alias => alias.Length > 2 && alias.Equals(provider, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Names and aliases, for suggestions.</summary>
    public static IEnumerable<string> Names => All.SelectMany(row => row.Aliases.Where(alias => alias.Length > 2).Prepend(row.Name));
}
