using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tracegate.Compiler.Btf;

/// <summary>
/// The BTF of a kernel, a module or a program. Opening it takes one pass over the type headers; types are decoded and
/// names are looked up when asked for, so that a kernel's 5 MB cost a few milliseconds. Safe for use by many threads.
/// </summary>
public sealed class BtfFile
{
    private readonly ReadOnlyMemory<byte> _types;
    private readonly ReadOnlyMemory<byte> _strings;
    private readonly int[] _offsets;
    private readonly BtfType?[] _decoded;
    private readonly int _firstId;
    private readonly int _firstString;
    private readonly Lazy<NameIndex> _names;

    private BtfFile(string name, BtfFile? baseFile, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> types, ReadOnlyMemory<byte> strings, int[] offsets)
    {
        Name = name;
        Base = baseFile;
        Data = data;
        _types = types;
        _strings = strings;
        _offsets = offsets;
        _firstId = baseFile?.Count ?? 1;
        _firstString = baseFile is null ? 0 : baseFile._firstString + baseFile._strings.Length;
        _decoded = new BtfType?[offsets.Length];
        _names = new Lazy<NameIndex>(() => new NameIndex(types.Span, offsets));
        Void = baseFile?.Void ?? new BtfVoid(this);
    }

    /// <summary>Where the types come from: <c>vmlinux</c> or a module's name.</summary>
    public string Name { get; }

    /// <summary>The file whose types a module's types refer to; null for a file that stands alone.</summary>
    public BtfFile? Base { get; }

    /// <summary>The file's bytes.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>One more than the highest type id.</summary>
    public int Count => _firstId + _offsets.Length;

    /// <summary>The ids of the types that this file itself defines.</summary>
    public Range Ids => _firstId..Count;

    /// <summary>void.</summary>
    public BtfVoid Void { get; }

    /// <summary>The type with an id; void for 0 and for ids that a corrupt file refers to.</summary>
    public BtfType this[int id]
    {
        get
        {
            if (id <= 0 || id >= Count)
                return Void;
            if (id < _firstId)
                return Base![id];
            ref BtfType? slot = ref _decoded[id - _firstId];
            return slot ?? Interlocked.CompareExchange(ref slot, Decode(id), null) ?? slot;
        }
    }

    /// <summary>Opens raw BTF, little-endian as all supported kernels write it.</summary>
    /// <param name="data">The file or the .BTF section.</param>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="baseFile">For a module, the kernel's file.</param>
    /// <param name="file">The file.</param>
    /// <param name="error">Why it cannot be read, as a phrase.</param>
    public static bool TryOpen(
        ReadOnlyMemory<byte> data, string name, BtfFile? baseFile,
        [NotNullWhen(true)] out BtfFile? file, [NotNullWhen(false)] out string? error)
    {
        file = null;
        error = BtfSections.Find(data.Span, out BtfSections sections);
        if (error is not null)
            return false;
        ReadOnlyMemory<byte> types = data[sections.Types];
        if (!TryIndex(types.Span, out int[] offsets))
        {
            error = "its type section is corrupt";
            return false;
        }
        file = new BtfFile(name, baseFile, data, types, data[sections.Strings], offsets);
        return true;
    }

    /// <summary>The types of a kind with a name that this file itself defines.</summary>
    public IEnumerable<BtfType> Named(BtfKind kind, string name)
    {
        foreach (int offset in StringOffsets(name))
            foreach (int id in _names.Value.Find(offset))
                if (KindOf(id) == kind)
                    yield return this[id + _firstId];
    }

    /// <summary>The names of all types of a kind that this file itself defines, in its order; no type is decoded.</summary>
    public IEnumerable<string> Names(BtfKind kind)
    {
        for (int index = 0; index < _offsets.Length; index++)
            if (KindOf(index) == kind)
                yield return String((int)BinaryPrimitives.ReadUInt32LittleEndian(_types.Span[_offsets[index]..]));
    }

    /// <summary>The types of a kind whose names begin with <paramref name="prefix"/>, in the order of this file itself.</summary>
    public IEnumerable<BtfType> WithPrefix(BtfKind kind, string prefix)
    {
        byte[] pattern = Encoding.UTF8.GetBytes(prefix);
        for (int index = 0; index < _offsets.Length; index++)
            if (KindOf(index) == kind && StartsWith((int)BinaryPrimitives.ReadUInt32LittleEndian(_types.Span[_offsets[index]..]), pattern))
                yield return this[index + _firstId];
    }

    /// <summary>The functions of this file itself whose type is <paramref name="proto"/>.</summary>
    public IEnumerable<BtfFunction> FunctionsOf(BtfFunctionProto proto) => Referring(BtfKind.Function, proto).Cast<BtfFunction>();

    /// <summary>The typedefs of this file itself that name <paramref name="type"/>.</summary>
    public IEnumerable<BtfTypedef> TypedefsOf(BtfType type) => Referring(BtfKind.Typedef, type).Cast<BtfTypedef>();

    /// <summary>The enums of this file itself that declare a value of a name.</summary>
    public IEnumerable<BtfEnum> EnumsWith(string enumerator)
    {
        int[] offsets = [.. StringOffsets(enumerator)];
        for (int index = 0; offsets.Length > 0 && index < _offsets.Length; index++)
            if (KindOf(index) is BtfKind.Enum or BtfKind.Enum64 && Declares(index, offsets))
                yield return (BtfEnum)this[index + _firstId];
    }

    /// <summary>The string at an offset; empty for offsets that a corrupt file refers to.</summary>
    internal string String(int offset)
    {
        if (offset < _firstString)
            return Base?.String(offset) ?? "";
        if (offset - _firstString >= _strings.Length)
            return "";
        ReadOnlySpan<byte> tail = _strings.Span[(offset - _firstString)..];
        int end = tail.IndexOf((byte)0);
        return end <= 0 ? "" : Encoding.UTF8.GetString(tail[..end]);
    }

    private IEnumerable<BtfType> Referring(BtfKind kind, BtfType target)
    {
        for (int index = 0; index < _offsets.Length; index++)
            if (KindOf(index) == kind && BinaryPrimitives.ReadInt32LittleEndian(_types.Span[(_offsets[index] + 8)..]) == target.Id)
                yield return this[index + _firstId];
    }

    private bool StartsWith(int offset, byte[] pattern) => offset < _firstString
        ? Base?.StartsWith(offset, pattern) ?? false
        : offset - _firstString < _strings.Length && _strings.Span[(offset - _firstString)..].StartsWith(pattern);

    private BtfKind KindOf(int index) => BtfEntry.Kind(_types.Span[_offsets[index]..]);

    private BtfType Decode(int id) => BtfDecoder.Decode(this, id, _types.Span[_offsets[id - _firstId]..]);

    private bool Declares(int index, int[] nameOffsets)
    {
        ReadOnlySpan<byte> type = _types.Span[_offsets[index]..];
        int stride = BtfEntry.Kind(type) == BtfKind.Enum ? 8 : 12;
        for (int entry = 0; entry < BtfEntry.Length(type); entry++)
            if (nameOffsets.Contains((int)BinaryPrimitives.ReadUInt32LittleEndian(type[(12 + entry * stride)..])))
                return true;
        return false;
    }

    /// <summary>Wherever a string occurs at the end of an entry of the string section: writers may share tails.</summary>
    private List<int> StringOffsets(string text)
    {
        List<int> result = Base?.StringOffsets(text) ?? [];
        if (text.Length == 0)
            return result;
        byte[] pattern = Encoding.UTF8.GetBytes(text + '\0');
        ReadOnlySpan<byte> strings = _strings.Span;
        for (int at = 0; strings[at..].IndexOf(pattern) is >= 0 and int found; at += found + 1)
            result.Add(_firstString + at + found);
        return result;
    }

    private static bool TryIndex(ReadOnlySpan<byte> types, out int[] offsets)
    {
        var found = new int[types.Length / BtfEntry.CommonSize];
        int count = 0;
        int at = 0;
        while (at + BtfEntry.CommonSize <= types.Length)
        {
            found[count++] = at;
            int size = BtfEntry.Size(types[at..]);
            if (size == 0)
                break;
            at += size;
        }
        offsets = found.AsSpan(0, count).ToArray();
        return at == types.Length;
    }

    /// <summary>Type numbers by the offset of their name: chained hashing over plain arrays.</summary>
    private sealed class NameIndex
    {
        private readonly int[] _heads;
        private readonly int[] _next;
        private readonly int[] _names;

        public NameIndex(ReadOnlySpan<byte> types, int[] offsets)
        {
            _heads = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)offsets.Length + 1)];
            _next = new int[offsets.Length];
            _names = new int[offsets.Length];
            // Backwards, so that a chain lists the types in the file's order.
            for (int index = offsets.Length - 1; index >= 0; index--)
            {
                _names[index] = (int)BinaryPrimitives.ReadUInt32LittleEndian(types[offsets[index]..]);
                ref int head = ref _heads[Bucket(_names[index])];
                _next[index] = head;
                head = index + 1;
            }
        }

        public IEnumerable<int> Find(int name)
        {
            for (int entry = _heads[Bucket(name)]; entry != 0; entry = _next[entry - 1])
                if (_names[entry - 1] == name)
                    yield return entry - 1;
        }

        private int Bucket(int name) => (int)((uint)name * 2654435769u >> 4) & (_heads.Length - 1);
    }
}
