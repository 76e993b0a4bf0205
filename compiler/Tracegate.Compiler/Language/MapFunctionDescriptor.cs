using System.Collections.Immutable;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>A row of the table of map functions (LANGUAGE 5.1).</summary>
public sealed record MapFunctionDescriptor
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, one line.</summary>
    public required string Summary { get; init; }

    /// <summary>The aggregate.</summary>
    public required AggregateKind Kind { get; init; }

    /// <summary>Whether the first argument is the aggregated integer.</summary>
    public bool TakesValue { get; init; } = true;

    /// <summary>The constants that follow the value.</summary>
    public ImmutableArray<Parameter> Constants { get; init; } = [];

    /// <summary>
    /// The aggregate from the sign of the value and the constants; an error is reported at the call and null returned.
    /// </summary>
    public required Func<MapFunctionSite, AggregateInfo?> Aggregate { get; init; }

    /// <summary>Config option that switches it on, or null.</summary>
    public string? UnstableOption { get; init; }
}

/// <summary>A use of a map function.</summary>
/// <param name="Signed">Whether the value is signed; true without value.</param>
/// <param name="Constants">The constants given, as numbers; a word is its index.</param>
/// <param name="Error">Reports that the arguments do not go together.</param>
public sealed record MapFunctionSite(bool Signed, ImmutableArray<long> Constants, Action<string> Error)
{
    /// <summary>A constant, or the default when it was left out.</summary>
    public long Constant(int index, long @default = 0) => index < Constants.Length ? Constants[index] : @default;
}
