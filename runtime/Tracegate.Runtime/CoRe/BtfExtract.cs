using System.Runtime.InteropServices;
using Tracegate.Contract.Btf;

namespace Tracegate.Runtime.CoRe;

/// <summary>
/// Cuts a kernel's BTF down to the types of some names and what they contain, in their order. What relocations do not
/// look at is left out: members of other names, and what is behind pointers, which becomes <c>void</c>. One pass over
/// 150,000 types, without an index of them.
/// </summary>
public sealed unsafe class BtfExtract
{
    // Places of every so many types are kept; from there to a type it is a short walk.
    private const int Stride = 32;
    private const int MemberSize = 12;

    // Bits of the kinds that relocations name.
    private const uint NamedKinds = 1u << (int)BtfKind.Struct | 1u << (int)BtfKind.Union | 1u << (int)BtfKind.Enum
        | 1u << (int)BtfKind.Enum64 | 1u << (int)BtfKind.Typedef | 1u << (int)BtfKind.Forward | 1u << (int)BtfKind.Int
        | 1u << (int)BtfKind.Float;

    private readonly byte* types;
    private readonly byte* typesEnd;
    private readonly byte* strings;
    private readonly uint stringsLength;
    private readonly NameSet? members;
    private readonly List<nint> marks = [];
    private readonly List<uint> needed = [];
    private readonly Dictionary<uint, uint> ids = [];
    private readonly Dictionary<uint, uint> texts = [];
    private readonly BtfWriter writer = new();
    private uint count = 1;

    private BtfExtract(byte* types, int typesLength, byte* strings, int stringsLength, NameSet? members)
    {
        this.members = members;
        this.types = types;
        typesEnd = types + typesLength;
        this.strings = strings;
        this.stringsLength = (uint)stringsLength;
    }

    /// <summary>The BTF of the named types with all their flavors.</summary>
    /// <param name="kernel">Raw BTF.</param>
    /// <param name="wanted">What is looked for.</param>
    /// <returns>Null when the kernel lacks one of the names, or its BTF is of an unknown form.</returns>
    public static byte[]? Cut(ReadOnlySpan<byte> kernel, RelocatedTypes wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (BtfSections.Find(kernel, out var sections) is not null)
            return null;
        var types = kernel[sections.Types];
        var strings = kernel[sections.Strings];

        // The last string must end inside.
        if (strings.IsEmpty || strings[^1] != 0)
            return null;
        fixed (byte* t = types)
        fixed (byte* s = strings)
        {
            var extract = new BtfExtract(t, types.Length, s, strings.Length, wanted.Members);
            return extract.FindRoots(wanted.Names, wanted.Kinds & NamedKinds) && extract.AddContents() ? extract.Write() : null;
        }
    }

    /// <summary>
    /// Length of a name without its flavor, as libbpf sees it: <c>___</c> between characters that are no underscores
    /// begins a flavor, the last such place counts.
    /// </summary>
    public static int EssentialLength(ReadOnlySpan<byte> name)
    {
        for (var i = name.Length - 5; i >= 0; i--)
        {
            if (name[i] != '_' && name[i + 1] == '_' && name[i + 2] == '_' && name[i + 3] == '_' && name[i + 4] != '_')
                return i + 1;
        }

        return name.Length;
    }

    // Collects the types of these names; false when a name has none.
    private bool FindRoots(NameSet names, uint kinds)
    {
        var found = new bool[names.Names.Count];
        var id = 1u;
        var at = types;
        for (; at + BtfEntry.CommonSize <= typesEnd; id++)
        {
            if (id % Stride == 1)
                marks.Add((nint)at);
            var info = *(uint*)(at + 4);
            var size = BtfEntry.Size(info);
            if (size == 0)
                return false;
            var name = *(uint*)at;

            // Names lie anywhere in 2 MB: looking at one costs more than all the rest here.
            if ((kinds >> (int)(info >> 24 & 0x1f) & 1) != 0 && name - 1 < stringsLength - 1 && names.MayHold(strings + name))
            {
                var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(strings + name);
                if (names.IndexOf(text[..EssentialLength(text)]) is >= 0 and var index)
                {
                    found[index] = true;
                    Need(id);
                }
            }

            at += size;
        }

        count = id;
        return at == typesEnd && Array.TrueForAll(found, static f => f);
    }

    private static int SizeOf(byte* at) => BtfEntry.Size(*(uint*)(at + 4));

    private static BtfKind KindOf(byte* at) => (BtfKind)(*(uint*)(at + 4) >> 24 & 0x1f);

    private void Need(uint id)
    {
        if (id != 0 && ids.TryAdd(id, 0))
            needed.Add(id);
    }

    private bool AddContents()
    {
        for (var i = 0; i < needed.Count; i++)
        {
            if (needed[i] >= count)
                return false;
            var at = Find(needed[i]);
            switch (KindOf(at))
            {
                case BtfKind.Array:
                    Need(*(uint*)(at + 12));
                    Need(*(uint*)(at + 16));
                    break;
                case BtfKind.Struct or BtfKind.Union:
                    var end = at + SizeOf(at);
                    for (var member = at + BtfEntry.CommonSize; member < end; member += MemberSize)
                    {
                        if (IsKept(member, end))
                            Need(*(uint*)(member + 4));
                    }

                    break;
                case BtfKind.Typedef or BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict or BtfKind.TypeTag:
                    Need(*(uint*)(at + 8));
                    break;
            }
        }

        needed.Sort();
        for (var i = 0; i < needed.Count; i++)
            ids[needed[i]] = (uint)i + 1;
        return true;
    }

    private byte* Find(uint id)
    {
        var at = (byte*)marks[(int)((id - 1) / Stride)];
        for (var steps = (id - 1) % Stride; steps > 0; steps--)
            at += SizeOf(at);
        return at;
    }

    // Anonymous members hold others. Whether an array is the last member tells that it may be longer than declared.
    private bool IsKept(byte* member, byte* end)
    {
        var name = *(uint*)member;
        return members is null || name == 0 || name >= stringsLength || members.Holds(strings + name)
            || member + MemberSize == end;
    }

    private byte[] Write()
    {
        foreach (var id in needed)
        {
            var at = Find(id);
            var kind = KindOf(at);
            if (kind is BtfKind.Struct or BtfKind.Union)
            {
                WriteComposite(at);
                continue;
            }

            var words = new Span<uint>(at, SizeOf(at) / sizeof(uint)).ToArray();
            words[0] = Text(words[0]);
            switch (kind)
            {
                case BtfKind.Pointer:
                    words[2] = 0;
                    break;
                case BtfKind.Array:
                    words[3] = ids.GetValueOrDefault(words[3]);
                    words[4] = ids.GetValueOrDefault(words[4]);
                    break;
                case BtfKind.Enum or BtfKind.Enum64:
                    for (var i = 3; i < words.Length; i += kind == BtfKind.Enum ? 2 : 3)
                        words[i] = Text(words[i]);
                    break;
                case BtfKind.Typedef or BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict or BtfKind.TypeTag:
                    words[2] = ids.GetValueOrDefault(words[2]);
                    break;
            }

            writer.Add(words);
        }

        return writer.ToArray();
    }

    private void WriteComposite(byte* at)
    {
        var end = at + SizeOf(at);
        var words = new List<uint> { Text(*(uint*)at), 0, *(uint*)(at + 8) };
        var length = 0u;
        for (var member = at + BtfEntry.CommonSize; member < end; member += MemberSize)
        {
            if (!IsKept(member, end))
                continue;
            length++;
            words.Add(Text(*(uint*)member));
            words.Add(ids.GetValueOrDefault(*(uint*)(member + 4)));
            words.Add(*(uint*)(member + 8));
        }

        words[1] = (*(uint*)(at + 4) & ~0xffffu) | length;
        writer.Add(CollectionsMarshal.AsSpan(words));
    }

    private uint Text(uint offset)
    {
        if (offset == 0 || offset >= stringsLength)
            return 0;
        if (!texts.TryGetValue(offset, out var known))
            texts[offset] = known = writer.AddString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(strings + offset));
        return known;
    }
}
