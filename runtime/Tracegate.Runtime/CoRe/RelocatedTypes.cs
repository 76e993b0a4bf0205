using Tracegate.Contract.Btf;

namespace Tracegate.Runtime.CoRe;

/// <summary>What an object's CO-RE relocations look for in the kernel's types.</summary>
/// <param name="Names">Types without their flavors (<c>type___flavor</c>).</param>
/// <param name="Members">Members of structs; null for all.</param>
public sealed record RelocatedTypes(NameSet Names, NameSet? Members)
{
    /// <summary>A bit for each <see cref="BtfKind"/> that the names are looked for in; all by default.</summary>
    public uint Kinds { get; private init; } = ~0u;

    // struct btf_ext_header: magic, version, flags, header length, then offset and length of three parts.
    private const int CoReOffset = 24;
    private const int HeaderSize = 32;

    // enum bpf_core_relo_kind.
    private const uint LocalTypeId = 6;
    private const uint TargetTypeId = 7;
    private const uint TypeExists = 8;
    private const uint TypeSize = 9;
    private const uint TypeMatches = 12;

    /// <summary>Reads an object's relocations; without any there are no names.</summary>
    /// <param name="btf">The section <c>.BTF</c>.</param>
    /// <param name="extension">The section <c>.BTF.ext</c>.</param>
    /// <returns>Null when a relocation depends on more than the named types and what they contain.</returns>
    public static RelocatedTypes? Read(ReadOnlySpan<byte> btf, ReadOnlySpan<byte> extension)
    {
        var (names, members) = (new NameSet(), new NameSet());
        var kinds = 0u;
        var part = Part(extension);
        if (part.IsEmpty)
            return new(names, members);
        if (BtfSections.Find(btf, out var sections) is not null)
            return null;
        var types = btf[sections.Types];
        var strings = btf[sections.Strings];
        var places = Index(types, strings, members);

        // u32 size of a relocation; for each program section its name and number of relocations, then these:
        // u32 instruction, type, access path, kind.
        var size = (int)BtfEntry.Word(part, 0);
        for (var at = 4; at + 8 <= part.Length;)
        {
            var count = (int)BtfEntry.Word(part, at + 4);
            at += 8;
            for (; count > 0; count--, at += size)
            {
                if (size < 16 || at + size > part.Length)
                    return null;
                var (type, kind) = (BtfEntry.Word(part, at + 4), BtfEntry.Word(part, at + 12));
                if (kind == LocalTypeId)
                    continue;
                if (kind is TargetTypeId or TypeMatches || type >= places.Count)
                    return null;
                if (kind is TypeExists or TypeSize && !IsSelfContained(types, places, type))
                    return null;
                var name = Values.Bytes.UntilNul(strings[(int)BtfEntry.Word(types[places[(int)type]..], 0)..]);
                if (name.IsEmpty)
                    return null;
                names.Add(name[..BtfExtract.EssentialLength(name)]);
                kinds |= Compatible(BtfEntry.Kind(types[places[(int)type]..]));
            }
        }

        return new(names, members) { Kinds = kinds };
    }

    // Only enums stand for another kind, each other's.
    private static uint Compatible(BtfKind kind) =>
        kind is BtfKind.Enum or BtfKind.Enum64 ? 1u << (int)BtfKind.Enum | 1u << (int)BtfKind.Enum64 : 1u << (int)kind;

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> extension)
    {
        if (extension.Length < HeaderSize || BtfEntry.Word(extension, 4) < HeaderSize)
            return [];
        var start = (long)BtfEntry.Word(extension, 4) + BtfEntry.Word(extension, CoReOffset);
        var length = (long)BtfEntry.Word(extension, CoReOffset + 4);
        return start + length <= extension.Length ? extension.Slice((int)start, (int)length) : [];
    }

    // Places of the types by their ids; takes down the names of all members on the way.
    private static List<int> Index(ReadOnlySpan<byte> types, ReadOnlySpan<byte> strings, NameSet members)
    {
        var places = new List<int> { 0 };
        for (var at = 0; at + BtfEntry.CommonSize <= types.Length;)
        {
            places.Add(at);
            var size = BtfEntry.Size(types[at..]);
            if (size == 0 || at + size > types.Length)
                break;
            if (BtfEntry.Kind(types[at..]) is BtfKind.Struct or BtfKind.Union)
            {
                for (var member = at + BtfEntry.CommonSize; member < at + size; member += 12)
                    members.Add(Values.Bytes.UntilNul(strings[(int)BtfEntry.Word(types, member)..]));
            }

            at += size;
        }

        return places;
    }

    // Whether such types are compared without looking behind pointers.
    private static bool IsSelfContained(ReadOnlySpan<byte> types, List<int> places, uint type)
    {
        while (type != 0 && type < places.Count)
        {
            var entry = types[places[(int)type]..];
            switch (BtfEntry.Kind(entry))
            {
                case BtfKind.Pointer or BtfKind.FunctionProto:
                    return false;
                case BtfKind.Typedef or BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict or BtfKind.TypeTag:
                    type = BtfEntry.Word(entry, 8);
                    break;
                case BtfKind.Array:
                    type = BtfEntry.Word(entry, BtfEntry.CommonSize);
                    break;
                default:
                    return true;
            }
        }

        return true;
    }
}
