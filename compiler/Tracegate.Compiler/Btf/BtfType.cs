using System.Collections.Immutable;

namespace Tracegate.Compiler.Btf;

/// <summary>
/// A type of a kernel or program. Types form a graph with cycles, so what a type refers to is looked up when asked for,
/// and two types are equal when they are the same entry of the same file.
/// </summary>
public abstract record BtfType
{
    private protected BtfType(BtfFile owner, int id, string name) => (Owner, Id, Name) = (owner, id, name);

    /// <summary>The file that defines the type.</summary>
    public BtfFile Owner { get; }

    /// <summary>The type id within <see cref="Owner"/> and the split files on top of it.</summary>
    public int Id { get; }

    /// <summary>The name, without <c>struct</c>, <c>union</c> or <c>enum</c>; empty for anonymous types.</summary>
    public string Name { get; }

    /// <summary>The kind.</summary>
    public abstract BtfKind Kind { get; }

    /// <summary>Size in bytes; null for void, functions and types that are only declared.</summary>
    public abstract long? Size { get; }

    /// <summary>Natural alignment in bytes; at least 1.</summary>
    public virtual int Alignment => Size is > 0 and <= 8 and long size ? (int)size : 1;

    /// <summary>The type below const, volatile, restrict and type tags.</summary>
    public BtfType WithoutQualifiers => Below(throughTypedefs: false);

    /// <summary>The type below typedefs and qualifiers: what the values really are.</summary>
    public BtfType Resolved => Below(throughTypedefs: true);

    // The limit ends the cycles that a corrupt file may contain.
    private BtfType Below(bool throughTypedefs)
    {
        BtfType type = this;
        for (int hops = 0; hops < 64; hops++)
        {
            switch (type)
            {
                case BtfQualifier qualifier:
                    type = qualifier.Target;
                    break;
                case BtfTypedef typedef when throughTypedefs:
                    type = typedef.Target;
                    break;
                default:
                    return type;
            }
        }
        return Owner.Void;
    }

    /// <summary>Whether this is the same entry of the same file.</summary>
    public virtual bool Equals(BtfType? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id;

    /// <summary>The type as C writes it, such as <c>struct task_struct *</c> or <c>char[16]</c>.</summary>
    public sealed override string ToString() => BtfText.Write(this);
}

/// <summary>void.</summary>
public sealed record BtfVoid : BtfType
{
    internal BtfVoid(BtfFile owner) : base(owner, 0, "void") { }

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.Void;

    /// <inheritdoc/>
    public override long? Size => null;
}

/// <summary>An integer, bool or character.</summary>
public sealed record BtfInt : BtfType
{
    private readonly int _size;

    internal BtfInt(BtfFile owner, int id, string name, int size, uint data) : base(owner, id, name)
    {
        _size = size;
        Bits = (int)(data & 0xff);
        BitOffset = (int)(data >> 16 & 0xff);
        Encoding = (int)(data >> 24 & 0xf);
    }

    /// <summary>Bits that hold the value; less than the size in old-style bit-fields.</summary>
    public int Bits { get; }

    /// <summary>Where these bits begin.</summary>
    public int BitOffset { get; }

    /// <summary>Signedness (1), character (2), bool (4).</summary>
    public int Encoding { get; }

    /// <summary>Whether values are signed.</summary>
    public bool IsSigned => (Encoding & 1) != 0;

    /// <summary>Whether values are characters.</summary>
    public bool IsChar => (Encoding & 2) != 0 || Name is "char" or "signed char" or "unsigned char";

    /// <summary>Whether this is bool.</summary>
    public bool IsBool => (Encoding & 4) != 0;

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.Int;

    /// <inheritdoc/>
    public override long? Size => _size;

    /// <inheritdoc/>
    public override int Alignment => _size == 16 ? 16 : base.Alignment;
}

/// <summary>A floating point number.</summary>
public sealed record BtfFloat : BtfType
{
    private readonly int _size;

    internal BtfFloat(BtfFile owner, int id, string name, int size) : base(owner, id, name) => _size = size;

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.Float;

    /// <inheritdoc/>
    public override long? Size => _size;
}

/// <summary>A pointer of 8 bytes.</summary>
public sealed record BtfPointer : BtfType
{
    private readonly int _target;

    internal BtfPointer(BtfFile owner, int id, int target) : base(owner, id, "") => _target = target;

    /// <summary>What it points to.</summary>
    public BtfType Target => Owner[_target];

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.Pointer;

    /// <inheritdoc/>
    public override long? Size => 8;
}

/// <summary>An array; several dimensions are arrays of arrays.</summary>
public sealed record BtfArray : BtfType
{
    private readonly int _element;
    private readonly int _index;

    internal BtfArray(BtfFile owner, int id, int element, int index, long count) : base(owner, id, "") =>
        (_element, _index, Count) = (element, index, count);

    /// <summary>The element's type.</summary>
    public BtfType Element => Owner[_element];

    /// <summary>The type of the index: an unsigned integer of no meaning.</summary>
    public BtfType Index => Owner[_index];

    /// <summary>Number of elements; 0 for flexible array members.</summary>
    public long Count { get; }

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.Array;

    /// <inheritdoc/>
    public override long? Size => Element.Size * Count;

    /// <inheritdoc/>
    public override int Alignment => Element.Alignment;
}

/// <summary>A name and value of an enum.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; for an unsigned 64-bit enum its bits.</param>
public sealed record BtfEnumerator(string Name, long Value);

/// <summary>An enum of either width.</summary>
public sealed record BtfEnum : BtfType
{
    private readonly int _size;

    internal BtfEnum(BtfFile owner, int id, string name, BtfKind kind, int size, bool isSigned, ImmutableArray<BtfEnumerator> values)
        : base(owner, id, name) => (Kind, _size, IsSigned, Values) = (kind, size, isSigned, values);

    /// <summary>The names and values in the order of the declaration.</summary>
    public ImmutableArray<BtfEnumerator> Values { get; }

    /// <summary>Whether values are signed.</summary>
    public bool IsSigned { get; }

    /// <inheritdoc/>
    public override BtfKind Kind { get; }

    /// <inheritdoc/>
    public override long? Size => _size;
}

/// <summary>A struct, union or enum that is only declared.</summary>
public sealed record BtfForward : BtfType
{
    internal BtfForward(BtfFile owner, int id, string name, bool isUnion) : base(owner, id, name) => IsUnion = isUnion;

    /// <summary>Whether it declares a union.</summary>
    public bool IsUnion { get; }

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.Forward;

    /// <inheritdoc/>
    public override long? Size => null;
}

/// <summary>A typedef.</summary>
public sealed record BtfTypedef : BtfType
{
    private readonly int _target;

    internal BtfTypedef(BtfFile owner, int id, string name, int target) : base(owner, id, name) => _target = target;

    /// <summary>What it names.</summary>
    public BtfType Target => Owner[_target];

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.Typedef;

    /// <inheritdoc/>
    public override long? Size => Target.Size;

    /// <inheritdoc/>
    public override int Alignment => Target.Alignment;
}

/// <summary>const, volatile, restrict or a type tag, whose text is the name.</summary>
public sealed record BtfQualifier : BtfType
{
    private readonly int _target;

    internal BtfQualifier(BtfFile owner, int id, string name, BtfKind kind, int target) : base(owner, id, name) =>
        (Kind, _target) = (kind, target);

    /// <summary>The type that is qualified.</summary>
    public BtfType Target => Owner[_target];

    /// <inheritdoc/>
    public override BtfKind Kind { get; }

    /// <inheritdoc/>
    public override long? Size => Target.Size;

    /// <inheritdoc/>
    public override int Alignment => Target.Alignment;
}
