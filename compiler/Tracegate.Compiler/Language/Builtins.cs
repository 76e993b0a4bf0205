using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Tracegate.Compiler.Language;

/// <summary>The builtin table. The rows stand by topic in the files next to this one.</summary>
public static class Builtins
{
    /// <summary>All rows.</summary>
    public static ImmutableArray<BuiltinDescriptor> All { get; } =
    [
        .. ProbeBuiltins.Rows,
        .. TaskBuiltins.Rows,
        .. SystemBuiltins.Rows,
        .. ConfigBuiltin.Rows,
    ];

    private static readonly FrozenDictionary<string, BuiltinDescriptor> ByName =
        All.SelectMany(row => row.Aliases.Append(row.Name).Select(name => (name, row))).ToFrozenDictionary(p => p.name, p => p.row);

    private static readonly ImmutableArray<BuiltinDescriptor> NumberedRows = [.. All.Where(row => row.Numbered)];

    /// <summary>The row of a builtin, or null.</summary>
    public static BuiltinDescriptor? Find(string name) => Find(name, out _);

    /// <summary>The row of a builtin, or null; for numbered ones with the number.</summary>
    public static BuiltinDescriptor? Find(string name, out int number)
    {
        number = 0;
        if (ByName.TryGetValue(name, out var found) && !found.Numbered)
            return found;
        foreach (var row in NumberedRows)
        {
            if (name.Length > row.Name.Length
                && name.StartsWith(row.Name, StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(row.Name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number))
            {
                return row;
            }
        }

        return null;
    }
}

/// <summary>Names of builtins that rows of other tables refer to.</summary>
internal static class BuiltinNames
{
    public const string KernelStack = "kstack";
    public const string UserStack = "ustack";
    public const string CurrentTask = "curtask";
}
