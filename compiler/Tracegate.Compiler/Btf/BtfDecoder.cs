using System.Collections.Immutable;
using static Tracegate.Contract.Btf.BtfEntry;

namespace Tracegate.Compiler.Btf;

/// <summary>Decodes one entry of the type section (Documentation/bpf/btf.rst, "Type Encoding").</summary>
internal static class BtfDecoder
{
    public static BtfType Decode(BtfFile owner, int id, ReadOnlySpan<byte> type)
    {
        string name = owner.String((int)Word(type, 0));
        bool flag = Word(type, 4) >> 31 != 0;
        int value = (int)Word(type, 8);
        return Kind(type) switch
        {
            BtfKind.Int => new BtfInt(owner, id, name, value, Word(type, 12)),
            BtfKind.Pointer => new BtfPointer(owner, id, value),
            BtfKind.Array => new BtfArray(owner, id, (int)Word(type, 12), (int)Word(type, 16), Word(type, 20)),
            BtfKind.Struct or BtfKind.Union => new BtfComposite(owner, id, name, Kind(type), value, Members(owner, type, flag)),
            BtfKind.Enum or BtfKind.Enum64 => new BtfEnum(owner, id, name, Kind(type), value, flag, Enumerators(owner, type, flag)),
            BtfKind.Forward => new BtfForward(owner, id, name, flag),
            BtfKind.Typedef => new BtfTypedef(owner, id, name, value),
            BtfKind.Volatile or BtfKind.Const or BtfKind.Restrict or BtfKind.TypeTag => new BtfQualifier(owner, id, name, Kind(type), value),
            BtfKind.Function => new BtfFunction(owner, id, name, value, Length(type)),
            BtfKind.FunctionProto => Proto(owner, id, type, value),
            BtfKind.Variable => new BtfVariable(owner, id, name, value, (int)Word(type, 12)),
            BtfKind.DataSection => new BtfDataSection(owner, id, name, value, Entries(owner, type)),
            BtfKind.Float => new BtfFloat(owner, id, name, value),
            BtfKind.DeclTag => new BtfDeclTag(owner, id, name, value, (int)Word(type, 12)),
            _ => owner.Void,
        };
    }

    private static ImmutableArray<BtfMember> Members(BtfFile owner, ReadOnlySpan<byte> type, bool flag)
    {
        var members = ImmutableArray.CreateBuilder<BtfMember>(Length(type));
        for (int at = CommonSize; members.Count < members.Capacity; at += 12)
        {
            uint offset = Word(type, at + 8);
            members.Add(new BtfMember(
                owner, owner.String((int)Word(type, at)), (int)Word(type, at + 4),
                flag ? offset & 0xffffff : offset, flag ? (int)(offset >> 24) : 0));
        }
        return members.MoveToImmutable();
    }

    private static ImmutableArray<BtfEnumerator> Enumerators(BtfFile owner, ReadOnlySpan<byte> type, bool isSigned)
    {
        bool wide = Kind(type) == BtfKind.Enum64;
        var values = ImmutableArray.CreateBuilder<BtfEnumerator>(Length(type));
        for (int at = CommonSize; values.Count < values.Capacity; at += wide ? 12 : 8)
        {
            uint low = Word(type, at + 4);
            long value = wide ? (long)((ulong)Word(type, at + 8) << 32 | low) : isSigned ? (int)low : low;
            values.Add(new BtfEnumerator(owner.String((int)Word(type, at)), value));
        }
        return values.MoveToImmutable();
    }

    // A last parameter without name and type stands for the ellipsis.
    private static BtfFunctionProto Proto(BtfFile owner, int id, ReadOnlySpan<byte> type, int result)
    {
        int length = Length(type);
        bool isVariadic = length > 0 && Word(type, CommonSize + 8 * (length - 1) + 4) == 0;
        var parameters = ImmutableArray.CreateBuilder<BtfParameter>(isVariadic ? length - 1 : length);
        for (int at = CommonSize; parameters.Count < parameters.Capacity; at += 8)
            parameters.Add(new BtfParameter(owner, owner.String((int)Word(type, at)), (int)Word(type, at + 4)));
        return new BtfFunctionProto(owner, id, result, parameters.MoveToImmutable(), isVariadic);
    }

    private static ImmutableArray<BtfSectionEntry> Entries(BtfFile owner, ReadOnlySpan<byte> type)
    {
        var entries = ImmutableArray.CreateBuilder<BtfSectionEntry>(Length(type));
        for (int at = CommonSize; entries.Count < entries.Capacity; at += 12)
            entries.Add(new BtfSectionEntry(owner, (int)Word(type, at), (int)Word(type, at + 4), (int)Word(type, at + 8)));
        return entries.MoveToImmutable();
    }
}
