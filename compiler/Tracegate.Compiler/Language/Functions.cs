using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tracegate.Compiler.Language;

/// <summary>The function table. The rows stand by topic in the files next to this one.</summary>
public static class Functions
{
    /// <summary>All rows.</summary>
    public static ImmutableArray<FunctionDescriptor> All { get; } =
    [
        .. OutputFunctions.Rows,
        .. ControlFunctions.Rows,
        .. MemoryFunctions.Rows,
        .. StringFunctions.Rows,
        .. AddressFunctions.Rows,
        .. SymbolFunctions.Rows,
        .. TaskFunctions.Rows,
        .. MapElementFunctions.Rows,
        .. TypeFunctions.Rows,
        .. ObjectFunctions.Rows,
    ];

    private static readonly FrozenDictionary<string, FunctionDescriptor> ByName = All.ToFrozenDictionary(row => row.Name);

    /// <summary>The row of a function, or null.</summary>
    public static FunctionDescriptor? Find(string name) => ByName.GetValueOrDefault(name);
}
