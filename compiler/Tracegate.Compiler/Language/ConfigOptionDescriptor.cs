using System.Collections.Immutable;

namespace Tracegate.Compiler.Language;

/// <summary>What a config option holds.</summary>
public enum ConfigKind
{
    /// <summary>1 0 true false on off yes no.</summary>
    Boolean,

    /// <summary>An unsigned number.</summary>
    Number,

    /// <summary>One of the option's words.</summary>
    Word,

    /// <summary>Any text.</summary>
    Text,
}

/// <summary>When a config option takes effect (LANGUAGE section 6, column 'when').</summary>
public enum ConfigStage
{
    /// <summary>C: when compiling.</summary>
    Compile,

    /// <summary>L: on the target at load.</summary>
    Load,

    /// <summary>C→L: compiled as default, may be changed at load.</summary>
    CompileThenLoad,
}

/// <summary>Whether a config option may still be used.</summary>
public enum ConfigState
{
    /// <summary>It may.</summary>
    Current,

    /// <summary>It warns and does nothing.</summary>
    Retired,

    /// <summary>It may be set in the environment only.</summary>
    EnvironmentOnly,
}

/// <summary>A row of the table of config options (LANGUAGE section 6).</summary>
public sealed record ConfigOptionDescriptor
{
    /// <summary>Canonical key.</summary>
    public required string Name { get; init; }

    /// <summary>Names from before a renaming: they warn and work.</summary>
    public ImmutableArray<string> OldNames { get; init; } = [];

    /// <summary>Other names that are as good as the canonical one.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What it decides, one line.</summary>
    public required string Summary { get; init; }

    /// <summary>What it holds.</summary>
    public ConfigKind Kind { get; init; }

    /// <summary>The value when nothing is set.</summary>
    public string Default { get; init; } = "";

    /// <summary>The words that a <see cref="ConfigKind.Word"/> takes, in canonical spelling.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Numbers that stand for words.</summary>
    public ImmutableDictionary<string, string> WordAliases { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether a probe may have its own value: <c>[key = value]</c> in front of it.</summary>
    public bool IsPerProbe { get; init; }

    /// <summary>Whether scripts can read it (B-config).</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>When it takes effect.</summary>
    public ConfigStage Stage { get; init; }

    /// <summary>Whether it may still be used.</summary>
    public ConfigState State { get; init; }
}
