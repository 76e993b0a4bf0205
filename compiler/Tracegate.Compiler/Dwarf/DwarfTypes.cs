using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Dwarf;

/// <summary>Tags of entries, <c>DW_TAG_…</c>.</summary>
internal enum DwarfTag
{
    ArrayType = 0x01,
    EnumerationType = 0x04,
    FormalParameter = 0x05,
    Member = 0x0d,
    PointerType = 0x0f,
    StructureType = 0x13,
    Typedef = 0x16,
    UnionType = 0x17,
    SubrangeType = 0x21,
    BaseType = 0x24,
    ConstType = 0x26,
    Enumerator = 0x28,
    Subprogram = 0x2e,
    VolatileType = 0x35,
    RestrictType = 0x37,
    AtomicType = 0x47,
    ClassType = 0x02,
    ReferenceType = 0x10,
    RvalueReferenceType = 0x42,
}

/// <summary>Attributes of entries, <c>DW_AT_…</c>.</summary>
internal enum DwarfName
{
    BitSize = 0x0d,
    ConstValue = 0x1c,
    UpperBound = 0x2f,
    Count = 0x37,
    DataMemberLocation = 0x38,
    Declaration = 0x3c,
    Encoding = 0x3e,
    Type = 0x49,
    DataBitOffset = 0x6b,
    LinkageName = 0x6e,
}

/// <summary>C types made of the entries of debug info.</summary>
internal sealed unsafe class DwarfTypes
{
    private readonly Dictionary<ulong, CType> _made = [];

    /// <summary>The type that an entry refers to.</summary>
    public CType TypeOf(DwarfDie entry)
    {
        DwarfAttribute attribute;
        DwarfDie type;
        return LibDw.dwarf_attr_integrate(&entry, (uint)DwarfName.Type, &attribute) is null || LibDw.dwarf_formref_die(&attribute, &type) is null
            ? new CVoid()
            : Convert(type);
    }

    /// <summary>The entries below an entry.</summary>
    public static List<DwarfDie> Children(DwarfDie parent)
    {
        var children = new List<DwarfDie>();
        DwarfDie child, next;
        for (var found = LibDw.dwarf_child(&parent, &child); found == 0; found = LibDw.dwarf_siblingof(&child, &next), child = next)
            children.Add(child);
        return children;
    }

    /// <summary>The tag of an entry.</summary>
    public static DwarfTag Tag(DwarfDie entry) => (DwarfTag)LibDw.dwarf_tag(&entry);

    /// <summary>The name of an entry; empty for none.</summary>
    public static string Name(DwarfDie entry) => Marshal.PtrToStringUTF8((nint)LibDw.dwarf_diename(&entry)) ?? "";

    /// <summary>A number that an entry carries, or null.</summary>
    public static long? Number(DwarfDie entry, DwarfName name)
    {
        DwarfAttribute attribute;
        long signed;
        ulong unsigned;
        if (LibDw.dwarf_attr_integrate(&entry, (uint)name, &attribute) is null)
            return null;
        return LibDw.dwarf_formsdata(&attribute, &signed) == 0 ? signed : LibDw.dwarf_formudata(&attribute, &unsigned) == 0 ? (long)unsigned : null;
    }

    private CType Convert(DwarfDie entry)
    {
        var offset = LibDw.dwarf_dieoffset(&entry);
        if (_made.TryGetValue(offset, out var made))
            return made;
        var size = Math.Max(LibDw.dwarf_bytesize(&entry), 0);
        return Tag(entry) switch
        {
            DwarfTag.BaseType => Integer(entry, size),
            DwarfTag.PointerType or DwarfTag.ReferenceType or DwarfTag.RvalueReferenceType => new CPointer(TypeOf(entry)),
            DwarfTag.Typedef or DwarfTag.ConstType or DwarfTag.VolatileType or DwarfTag.RestrictType or DwarfTag.AtomicType => TypeOf(entry),
            DwarfTag.ArrayType => Array(entry),
            DwarfTag.EnumerationType => _made[offset] = Enumeration(entry, size),
            DwarfTag.StructureType or DwarfTag.ClassType or DwarfTag.UnionType when size > 0 =>
                _made[offset] = Record(entry, size),
            _ => new CVoid(),
        };
    }

    private CStruct Record(DwarfDie entry, int size) =>
        new(Name(entry), Tag(entry) == DwarfTag.UnionType, SourceSpan.None, size, 1, () => Fields(entry));

    // DW_ATE: 2 boolean, 4 float, 5 signed, 6 signed char, 7 unsigned, 8 unsigned char.
    private static CInteger Integer(DwarfDie entry, int size) => Number(entry, DwarfName.Encoding) switch
    {
        2 => new CInteger("bool", size, false, CIntegerKind.Boolean),
        4 or 3 => new CInteger("float", size, true, CIntegerKind.Float),
        5 => new CInteger($"int{size * 8}", size, true),
        6 when Name(entry) == "char" => new CInteger("char", size, true, CIntegerKind.Character),
        6 => new CInteger($"int{size * 8}", size, true),
        _ => new CInteger($"uint{size * 8}", size, false),
    };

    private CType Array(DwarfDie entry)
    {
        var type = TypeOf(entry);
        foreach (var range in Children(entry).Where(child => Tag(child) == DwarfTag.SubrangeType).Reverse())
            type = new CArray(type, (int)Math.Clamp(Number(range, DwarfName.Count) ?? Number(range, DwarfName.UpperBound) + 1 ?? 0, 0, int.MaxValue / 64));
        return type;
    }

    private static CEnum Enumeration(DwarfDie entry, int size)
    {
        var members = Children(entry)
            .Where(child => Tag(child) == DwarfTag.Enumerator)
            .Select(child => new CEnumerator(Name(child), Number(child, DwarfName.ConstValue) ?? 0))
            .ToImmutableArray();
        return new CEnum(Name(entry), SourceSpan.None, Math.Max(size, 1), members.Any(member => member.Value < 0), members);
    }

    private ImmutableArray<CField> Fields(DwarfDie record)
    {
        var fields = ImmutableArray.CreateBuilder<CField>();
        foreach (var member in Children(record).Where(child => Tag(child) == DwarfTag.Member))
        {
            var offset = Number(member, DwarfName.DataBitOffset) ?? (Number(member, DwarfName.DataMemberLocation) ?? 0) * 8;
            fields.Add(new CField(Name(member), TypeOf(member), (int)offset, (int)(Number(member, DwarfName.BitSize) ?? 0)));
        }

        return fields.ToImmutable();
    }
}
