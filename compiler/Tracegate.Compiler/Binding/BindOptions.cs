using System.Collections.Immutable;

namespace Tracegate.Compiler.Binding;

/// <summary>What the binder is told besides the script and the target.</summary>
public sealed record BindOptions
{
    /// <summary>Whether unsafe functions and attach points are allowed (F-unsafe).</summary>
    public bool Unsafe { get; init; }

    /// <summary>Config options from the environment and the command line, key as written to value; they win over the script's block.</summary>
    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Objects whose functions can be called (L-import-c).</summary>
    public ImmutableArray<Imports.ImportedObject> Imports { get; init; } = [];
}
