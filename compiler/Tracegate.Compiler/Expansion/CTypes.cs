using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>A C type of a script's own definitions, laid out by the x86-64 and arm64 ABI (L-cdef).</summary>
public abstract record CType
{
    /// <summary>Size in bytes; 0 for void and flexible arrays.</summary>
    public abstract int Size { get; }

    /// <summary>Alignment in bytes.</summary>
    public abstract int Alignment { get; }
}

/// <summary><c>void</c>, or a function behind a pointer.</summary>
public sealed record CVoid : CType
{
    /// <inheritdoc/>
    public override int Size => 0;

    /// <inheritdoc/>
    public override int Alignment => 1;
}

/// <summary>What the bytes of an integer are read as.</summary>
public enum CIntegerKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A character: arrays of them are strings (T-btfstr).</summary>
    Character,

    /// <summary><c>bool</c>.</summary>
    Boolean,

    /// <summary><c>float</c> or <c>double</c>: no value in this language (T-none).</summary>
    Float,
}

/// <summary>An integer, or a floating point number.</summary>
public sealed record CInteger(string Name, int Bytes, bool Signed, CIntegerKind Kind = CIntegerKind.Number) : CType
{
    /// <inheritdoc/>
    public override int Size => Bytes;

    /// <inheritdoc/>
    public override int Alignment => Bytes;
}

/// <summary>A pointer; its target need not be complete.</summary>
public sealed record CPointer(CType Target) : CType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;
}

/// <summary>An array. <paramref name="Count"/> is 0 for a flexible member.</summary>
public sealed record CArray(CType Element, int Count) : CType
{
    /// <inheritdoc/>
    public override int Size => Element.Size * Count;

    /// <inheritdoc/>
    public override int Alignment => Element.Alignment;
}

/// <summary>A type that the script names but does not define: looked up in the kernel's BTF.</summary>
/// <param name="Kind">The keyword, or null for a typedef.</param>
/// <param name="Name">The tag or the typedef's name.</param>
/// <param name="Bytes">Its size, or 0 if it is not known (behind a pointer).</param>
/// <param name="Align">Its alignment.</param>
public sealed record CExternal(CKind? Kind, string Name, int Bytes, int Align) : CType
{
    /// <inheritdoc/>
    public override int Size => Bytes;

    /// <inheritdoc/>
    public override int Alignment => Align;
}

/// <summary>A struct or union that the script defines. One instance a definition, compared by reference.</summary>
public sealed record CStruct(string Tag, bool IsUnion, SourceSpan Span) : CType
{
    private int _size;
    private int _alignment = 1;
    private Lazy<ImmutableArray<CField>> _fields = new([]);

    /// <summary>A complete one whose members are made when first asked for.</summary>
    internal CStruct(string tag, bool isUnion, SourceSpan span, int size, int alignment, Func<ImmutableArray<CField>> fields)
        : this(tag, isUnion, span) => (_size, _alignment, _fields, IsComplete) = (size, alignment, new(fields), true);

    /// <summary>Whether the body has been read.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Members in order; anonymous structs and unions have an empty name.</summary>
    public ImmutableArray<CField> Fields => _fields.Value;

    /// <inheritdoc/>
    public override int Size => _size;

    /// <inheritdoc/>
    public override int Alignment => _alignment;

    internal void Complete(ImmutableArray<CField> fields, int size, int alignment) =>
        (_fields, _size, _alignment, IsComplete) = (new(fields), size, alignment, true);

    /// <inheritdoc/>
    public bool Equals(CStruct? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>A member of a struct or union.</summary>
/// <param name="Name">Its name; empty for an anonymous member.</param>
/// <param name="Type">Its type.</param>
/// <param name="BitOffset">Bits from the start of the struct.</param>
/// <param name="BitWidth">Bits of a bit-field, 0 for others.</param>
public sealed record CField(string Name, CType Type, int BitOffset, int BitWidth);

/// <summary>An enumeration that the script defines.</summary>
public sealed record CEnum(string Tag, SourceSpan Span, int Bytes, bool Signed, ImmutableArray<CEnumerator> Members) : CType
{
    /// <inheritdoc/>
    public override int Size => Bytes;

    /// <inheritdoc/>
    public override int Alignment => Bytes;

    /// <inheritdoc/>
    public bool Equals(CEnum? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>A constant of an enumeration (L-cenum).</summary>
public sealed record CEnumerator(string Name, long Value);

/// <summary>The C types of the scripts and of the headers that they include. They win over the kernel's (L-btf-types).</summary>
public interface ICTypes
{
    /// <summary>The type that a keyword and a tag name, or null.</summary>
    CType? Find(CKind kind, string tag);

    /// <summary>The type that a typedef names, or null.</summary>
    CType? FindTypedef(string name);

    /// <summary>The enumeration and the value of an enumerator, or null.</summary>
    (CEnum Enum, long Value)? FindEnumerator(string name);
}

/// <summary>The C types that the scripts themselves define, by name.</summary>
public sealed class CTypeTable : ICTypes
{
    private readonly Dictionary<string, CStruct> _structs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CStruct> _unions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CEnum> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CEnum Enum, long Value)> _enumerators = new(StringComparer.Ordinal);

    /// <summary>Structs by tag.</summary>
    public IReadOnlyDictionary<string, CStruct> Structs => _structs;

    /// <summary>Unions by tag.</summary>
    public IReadOnlyDictionary<string, CStruct> Unions => _unions;

    /// <summary>Enumerations by tag.</summary>
    public IReadOnlyDictionary<string, CEnum> Enums => _enums;

    /// <summary>The constants of all enumerations.</summary>
    public IReadOnlyDictionary<string, (CEnum Enum, long Value)> Enumerators => _enumerators;

    /// <inheritdoc/>
    public CType? FindTypedef(string name) => null;

    /// <inheritdoc/>
    public (CEnum Enum, long Value)? FindEnumerator(string name) => _enumerators.TryGetValue(name, out var found) ? found : null;

    /// <inheritdoc/>
    public CType? Find(CKind kind, string tag) => kind switch
    {
        CKind.Struct => _structs.GetValueOrDefault(tag),
        CKind.Union => _unions.GetValueOrDefault(tag),
        _ => _enums.GetValueOrDefault(tag),
    };

    internal void Add(CStruct type) => (type.IsUnion ? _unions : _structs)[type.Tag] = type;

    internal void Add(CEnum type)
    {
        if (type.Tag.Length > 0)
            _enums[type.Tag] = type;
        foreach (var member in type.Members)
            _enumerators[member.Name] = (type, member.Value);
    }
}
