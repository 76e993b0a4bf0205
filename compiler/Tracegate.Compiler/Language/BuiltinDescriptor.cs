using System.Collections.Immutable;

namespace Tracegate.Compiler.Language;

/// <summary>A row of the builtin table (LANGUAGE section 3).</summary>
public sealed record BuiltinDescriptor
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Other names.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What it is, one line.</summary>
    public required string Summary { get; init; }

    /// <summary>What the probe must offer.</summary>
    public ProbeCapabilities Requires { get; init; }
}
