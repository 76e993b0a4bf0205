namespace Tracegate.Compiler.Btf;

/// <summary>A type that a subset is to contain.</summary>
/// <param name="Type">The type.</param>
/// <param name="Depth">How many pointers deep structs stay complete; beyond, they are only declared.</param>
public sealed record BtfRoot(BtfType Type, int Depth);

/// <summary>Cuts a kernel's BTF down to some types and what they need.</summary>
public static class BtfSubset
{
    /// <summary>The BTF of the roots: what they contain, and what they point to as far as their depth says.</summary>
    /// <remarks>Types keep their order, so that the same roots of the same kernel give the same bytes.</remarks>
    public static byte[] Cut(IEnumerable<BtfRoot> roots)
    {
        Dictionary<BtfType, int> remaining = Reach(roots);
        BtfType[] ordered = [.. remaining.Keys.OrderBy(type => type.Owner.Base is null ? 0 : 1)
            .ThenBy(type => type.Owner.Name, StringComparer.Ordinal).ThenBy(type => type.Id)];
        var ids = ordered.Select((type, index) => (type, id: index + 1)).ToDictionary(pair => pair.type, pair => pair.id);
        var writer = new BtfWriter();
        foreach (BtfType type in ordered)
            Write(writer, type, IsComplete(type, remaining[type]), target => target is BtfVoid ? 0 : ids[target]);
        return writer.ToArray();
    }

    // Anonymous structs cannot be declared without their members.
    private static bool IsComplete(BtfType type, int remaining) => remaining >= 0 || type is not BtfComposite { Name.Length: > 0 };

    /// <summary>Every type reached, with the pointers that may still be followed from it: -1 for declarations.</summary>
    private static Dictionary<BtfType, int> Reach(IEnumerable<BtfRoot> roots)
    {
        var best = new Dictionary<BtfType, int>();
        var queue = new PriorityQueue<BtfType, int>();
        foreach (BtfRoot root in roots)
            Visit(root.Type, root.Depth);
        // Longest remaining depth first, so that each type is expanded once at its best.
        while (queue.TryDequeue(out BtfType? type, out int priority))
        {
            int remaining = -priority;
            if (best[type] != remaining || !IsComplete(type, remaining))
                continue;
            foreach (BtfType target in Targets(type))
                Visit(target, Math.Max(-1, remaining - (type is BtfPointer ? 1 : 0)));
        }
        return best;

        void Visit(BtfType type, int remaining)
        {
            if (type is BtfVoid || best.TryGetValue(type, out int known) && known >= remaining)
                return;
            best[type] = remaining;
            queue.Enqueue(type, -remaining);
        }
    }

    private static IEnumerable<BtfType> Targets(BtfType type) => type switch
    {
        BtfPointer pointer => [pointer.Target],
        BtfArray array => [array.Element, array.Index],
        BtfComposite composite => composite.Members.Select(member => member.Type),
        BtfTypedef typedef => [typedef.Target],
        BtfQualifier qualifier => [qualifier.Target],
        BtfFunction function => [function.Proto],
        BtfFunctionProto proto => proto.Parameters.Select(parameter => parameter.Type).Prepend(proto.Result),
        BtfVariable variable => [variable.Type],
        BtfDataSection section => section.Entries.Select(entry => entry.Variable),
        BtfDeclTag tag => [tag.Target],
        _ => [],
    };

    private static void Write(BtfWriter writer, BtfType type, bool isComplete, Func<BtfType, int> id)
    {
        switch (type)
        {
            case BtfInt integer:
                writer.Add(type.Kind, type.Name, 0, false, (int)type.Size!, (uint)(integer.Encoding << 24 | integer.BitOffset << 16 | integer.Bits));
                break;
            case BtfFloat:
                writer.Add(type.Kind, type.Name, 0, false, (int)type.Size!);
                break;
            case BtfPointer pointer:
                writer.Add(type.Kind, "", 0, false, id(pointer.Target));
                break;
            case BtfArray array:
                writer.Add(type.Kind, "", 0, false, 0, (uint)id(array.Element), (uint)id(array.Index), (uint)array.Count);
                break;
            case BtfComposite composite when !isComplete:
                writer.Add(BtfKind.Forward, type.Name, 0, composite.IsUnion, 0);
                break;
            case BtfComposite composite:
                WriteComposite(writer, composite, id);
                break;
            case BtfEnum values:
                writer.Add(type.Kind, type.Name, values.Values.Length, values.IsSigned, (int)type.Size!,
                    [.. values.Values.SelectMany(value => type.Kind == BtfKind.Enum
                        ? [writer.String(value.Name), (uint)value.Value]
                        : new[] { writer.String(value.Name), (uint)value.Value, (uint)(value.Value >> 32) })]);
                break;
            case BtfForward forward:
                writer.Add(type.Kind, type.Name, 0, forward.IsUnion, 0);
                break;
            case BtfTypedef typedef:
                writer.Add(type.Kind, type.Name, 0, false, id(typedef.Target));
                break;
            case BtfQualifier qualifier:
                writer.Add(type.Kind, type.Name, 0, false, id(qualifier.Target));
                break;
            case BtfFunction function:
                writer.Add(type.Kind, type.Name, function.Linkage, false, id(function.Proto));
                break;
            case BtfFunctionProto proto:
                uint[] ellipsis = proto.IsVariadic ? [0, 0] : [];
                writer.Add(type.Kind, "", proto.Parameters.Length + ellipsis.Length / 2, false, id(proto.Result),
                    [.. proto.Parameters.SelectMany(parameter => new[] { writer.String(parameter.Name), (uint)id(parameter.Type) }), .. ellipsis]);
                break;
            case BtfVariable variable:
                writer.Add(type.Kind, type.Name, 0, false, id(variable.Type), (uint)variable.Linkage);
                break;
            case BtfDataSection section:
                writer.Add(type.Kind, type.Name, section.Entries.Length, false, (int)type.Size!,
                    [.. section.Entries.SelectMany(entry => new[] { (uint)id(entry.Variable), (uint)entry.Offset, (uint)entry.Size })]);
                break;
            case BtfDeclTag tag:
                writer.Add(type.Kind, type.Name, 0, false, id(tag.Target), (uint)tag.ComponentIndex);
                break;
        }
    }

    private static void WriteComposite(BtfWriter writer, BtfComposite type, Func<BtfType, int> id)
    {
        bool hasBitFields = type.Members.Any(member => member.IsBitField);
        writer.Add(type.Kind, type.Name, type.Members.Length, hasBitFields, (int)type.Size!,
            [.. type.Members.SelectMany(member => new[]
            {
                writer.String(member.Name), (uint)id(member.Type), (uint)(member.BitFieldSize << 24) | (uint)member.BitOffset,
            })]);
    }
}
