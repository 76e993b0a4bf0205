using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Bound;

/// <summary>A scratch variable (V-scratch) or a loop variable. Compared by reference.</summary>
public sealed class VariableSymbol(string name, int id, SourceSpan span)
{
    /// <summary>Name with <c>$</c>; macro expansion keeps names apart by <see cref="Id"/>.</summary>
    public string Name { get; } = name;

    /// <summary>Number within the probe, in order of first appearance.</summary>
    public int Id { get; } = id;

    /// <summary>Where it first appears.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>Its type; final once binding is done.</summary>
    public TraceType Type { get; set; } = ErrorType.Instance;
}

/// <summary>A map of the program (V-map). Compared by reference.</summary>
public sealed class MapSymbol(string name, SourceSpan span)
{
    /// <summary>Name with <c>@</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Where it first appears.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>Key type (a tuple for several keys), or null for a scalar map.</summary>
    public TraceType? Key { get; set; }

    /// <summary>Value type; an <see cref="AggregateType"/> for aggregates.</summary>
    public TraceType Value { get; set; } = ErrorType.Instance;

    /// <summary>The kind given by <c>let @m = kind(N)</c>, or null (V-default-kind).</summary>
    public MapStorage? DeclaredStorage { get; set; }

    /// <summary>The number given by the declaration, or 0.</summary>
    public int DeclaredEntries { get; set; }

    /// <summary>The aggregate, or null for a plain map.</summary>
    public AggregateInfo? Aggregate => (Value as AggregateType)?.Info;

    /// <summary>Whether it has no key.</summary>
    public bool IsScalar => Key is null;
}

/// <summary>A function of the script (L-fn) or of an imported object. Compared by reference.</summary>
public sealed class FunctionSymbol(string name, SourceSpan span)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Where it is defined.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>Its type in the object that defines it, when it is imported (L-import-c).</summary>
    public Btf.BtfFunctionProto? Import { get; init; }

    /// <summary>Result type.</summary>
    public TraceType Result { get; set; } = VoidType.Instance;

    /// <summary>Parameters, in order.</summary>
    public System.Collections.Immutable.ImmutableArray<VariableSymbol> Parameters { get; set; } = [];
}
