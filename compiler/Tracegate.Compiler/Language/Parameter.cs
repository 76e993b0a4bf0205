using System.Collections.Immutable;

namespace Tracegate.Compiler.Language;

/// <summary>What an argument must be, and how it is bound.</summary>
public enum ParameterKind
{
    /// <summary>An integer, bool or enum; converted to 64 bits of its own sign.</summary>
    Integer,

    /// <summary>A condition: integer, bool or pointer; converted to bool.</summary>
    Condition,

    /// <summary>A pointer, or an integer taken as an address (then <c>int8 *</c> of an unknown space).</summary>
    Address,

    /// <summary>A pointer.</summary>
    Pointer,

    /// <summary>A string, a char array or, read by its address, a char pointer.</summary>
    String,

    /// <summary>Any value.</summary>
    Value,

    /// <summary>A map as a whole, scalar or keyed, by reference.</summary>
    Map,

    /// <summary>A keyed map by reference.</summary>
    KeyedMap,

    /// <summary>A key of the map that is the first argument; converted to its key type.</summary>
    MapKey,

    /// <summary>A scratch variable by reference.</summary>
    Variable,

    /// <summary>A string literal.</summary>
    ConstantString,

    /// <summary>An integer literal, after folding.</summary>
    ConstantInteger,

    /// <summary>A boolean, integer or string literal.</summary>
    Constant,

    /// <summary>A string literal that is a printf format for the arguments that follow.</summary>
    Format,

    /// <summary>One of <see cref="Parameter.Words"/>, written without quotes.</summary>
    Word,
}

/// <summary>A parameter of a function.</summary>
/// <param name="Name">Name for messages.</param>
/// <param name="Kind">What the argument must be.</param>
public sealed record Parameter(string Name, ParameterKind Kind)
{
    /// <summary>Whether it may be left out. What follows it is optional too.</summary>
    public bool Optional { get; init; }

    /// <summary>Least value of a constant.</summary>
    public long Min { get; init; } = long.MinValue;

    /// <summary>Greatest value of a constant.</summary>
    public long Max { get; init; } = long.MaxValue;

    /// <summary>The words that <see cref="ParameterKind.Word"/> takes.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Whether <c>$N</c> stands for the parameter's text here (V-posparam-str).</summary>
    public bool TakesParameterText { get; init; }
}
