using System.Collections.Immutable;

namespace Tracegate.Compiler.Btf;

/// <summary>A struct or union.</summary>
public sealed record BtfComposite : BtfType
{
    private readonly int _size;

    internal BtfComposite(BtfFile owner, int id, string name, BtfKind kind, int size, ImmutableArray<BtfMember> members)
        : base(owner, id, name) => (Kind, _size, Members) = (kind, size, members);

    /// <summary>The members in the order of the declaration.</summary>
    public ImmutableArray<BtfMember> Members { get; }

    /// <summary>Whether this is a union.</summary>
    public bool IsUnion => Kind == BtfKind.Union;

    /// <inheritdoc/>
    public override BtfKind Kind { get; }

    /// <inheritdoc/>
    public override long? Size => _size;

    /// <inheritdoc/>
    public override int Alignment => Members.IsEmpty ? 1 : Members.Max(member => member.IsBitField ? 1 : member.Type.Alignment);

    /// <summary>Finds a member by name, also within anonymous structs and unions; null when there is none.</summary>
    public BtfField? Find(string name) => Find(name, []);

    private BtfField? Find(string name, ImmutableArray<BtfStep> prefix)
    {
        for (int index = 0; index < Members.Length; index++)
        {
            BtfMember member = Members[index];
            if (member.Name == name)
                return new BtfField(prefix.Add(new BtfStep(this, index)));
            if (member.Name.Length == 0 && member.Type.Resolved is BtfComposite inner
                && inner.Find(name, prefix.Add(new BtfStep(this, index))) is { } field)
                return field;
        }
        return null;
    }

    /// <summary>Every member name that <see cref="Find(string)"/> finds, in order; for suggestions.</summary>
    public IEnumerable<string> MemberNames => Members.SelectMany(member => member.Name.Length > 0
        ? [member.Name]
        : member.Type.Resolved is BtfComposite inner ? inner.MemberNames : []);
}

/// <summary>A member of a struct or union.</summary>
/// <param name="Owner">The file that defines the struct.</param>
/// <param name="Name">The name; empty for an anonymous struct or union.</param>
/// <param name="TypeId">The id of the type within <paramref name="Owner"/>.</param>
/// <param name="BitOffset">Offset from the start of the struct in bits.</param>
/// <param name="BitFieldSize">Bits of a bit-field, 0 for other members.</param>
public sealed record BtfMember(BtfFile Owner, string Name, int TypeId, long BitOffset, int BitFieldSize)
{
    /// <summary>The declared type.</summary>
    public BtfType Type => Owner[TypeId];

    /// <summary>Whether this is a bit-field.</summary>
    public bool IsBitField => BitFieldSize > 0;

    /// <summary>Offset from the start of the struct in bytes, rounded down for bit-fields.</summary>
    public long Offset => BitOffset / 8;

    /// <summary>The declaration, such as <c>int pid</c>.</summary>
    public override string ToString() => BtfText.Write(Type, Name) + (IsBitField ? $":{BitFieldSize}" : "");
}

/// <summary>A step into a struct or union.</summary>
/// <param name="Parent">The struct or union.</param>
/// <param name="Index">The member's number, as CO-RE's access strings count.</param>
public sealed record BtfStep(BtfComposite Parent, int Index)
{
    /// <summary>The member.</summary>
    public BtfMember Member => Parent.Members[Index];
}

/// <summary>A named member found in a struct, with the anonymous structs and unions on the way to it.</summary>
/// <param name="Steps">At least one step; the last one is the named member.</param>
public sealed record BtfField(ImmutableArray<BtfStep> Steps)
{
    /// <summary>The named member.</summary>
    public BtfMember Member => Steps[^1].Member;

    /// <summary>Its declared type.</summary>
    public BtfType Type => Member.Type;

    /// <summary>Offset from the start of the outermost struct in bits.</summary>
    public long BitOffset => Steps.Sum(step => step.Member.BitOffset);

    /// <summary>Offset from the start of the outermost struct in bytes.</summary>
    public long Offset => BitOffset / 8;
}
