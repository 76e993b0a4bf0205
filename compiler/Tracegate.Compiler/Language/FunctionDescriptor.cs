namespace Tracegate.Compiler.Language;

/// <summary>A row of the function table (LANGUAGE section 4).</summary>
public sealed record FunctionDescriptor
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, one line.</summary>
    public required string Summary { get; init; }

    /// <summary>What the probe must offer.</summary>
    public ProbeCapabilities Requires { get; init; }

    /// <summary>Whether it needs <c>--unsafe</c> (F-unsafe).</summary>
    public bool Unsafe { get; init; }
}
