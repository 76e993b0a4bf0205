using System.Buffers.Binary;
using System.Text;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Elf;

/// <summary>A section of an ELF file.</summary>
internal readonly record struct ElfSection(
    string Name, uint Type, ulong Address, ulong Offset, ulong Size, uint Link, ulong EntrySize);

/// <summary>A loadable segment.</summary>
internal readonly record struct ElfSegment(ulong Offset, ulong Address, ulong FileSize, bool Executable);

/// <summary>A symbol of <c>.symtab</c> or <c>.dynsym</c>.</summary>
internal readonly record struct ElfSymbol(string Name, ulong Address, ulong Size, bool IsFunction);

/// <summary>Reads little-endian ELF files of 32 and 64 bits: sections, segments and symbols.</summary>
internal sealed class ElfFile : IDisposable
{
    private const uint LoadSegment = 1;
    private const uint ExecutableFlag = 1;
    private const uint SymbolTable = 2;
    private const uint DynamicSymbolTable = 11;
    private const int FunctionSymbol = 2;
    private const int IndirectFunctionSymbol = 10;

    private readonly MappedFile file;
    private readonly bool wide;
    private SymbolIndex? index;
    private bool searched;

    private ElfFile(MappedFile file, string path)
    {
        this.file = file;
        Path = path;
        wide = file.Bytes[4] == 2;
        Machine = BinaryPrimitives.ReadUInt16LittleEndian(file.Bytes[18..]);
        Sections = ReadSections();
        Segments = ReadSegments();
    }

    /// <summary>Where it was read.</summary>
    internal string Path { get; }

    /// <summary><c>e_machine</c>: 62 for x86-64, 247 for BPF.</summary>
    internal int Machine { get; }

    /// <summary>All sections.</summary>
    internal IReadOnlyList<ElfSection> Sections { get; }

    /// <summary>Segments of type PT_LOAD.</summary>
    internal IReadOnlyList<ElfSegment> Segments { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Any path.</param>
    /// <param name="problem">Why the result is null.</param>
    internal static ElfFile? Open(string path, out string problem)
    {
        var file = MappedFile.Open(path, out var error);
        problem = error == 0 ? "" : Errno.Describe(error);
        if (file is null)
            return null;
        if (IsElf(file.Bytes))
        {
            try
            {
                return new ElfFile(file, path);
            }
            catch (ArgumentOutOfRangeException)
            {
                problem = "its headers are damaged";
            }
        }
        else
            problem = "not a little-endian ELF file";

        file.Dispose();
        return null;
    }

    /// <summary>Whether the bytes begin as a little-endian ELF file does.</summary>
    internal static bool IsElf(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 52 && bytes.StartsWith("\u007fELF"u8) && bytes[4] is 1 or 2 && bytes[5] == 1;

    /// <summary>Symbols of both tables; those of <c>.symtab</c> first.</summary>
    internal IEnumerable<ElfSymbol> Symbols()
    {
        foreach (var (table, index) in SymbolPlaces())
            yield return ReadSymbol(table, index);
    }

    /// <summary>The first symbol of a name, with or without its version; or null.</summary>
    internal ElfSymbol? Find(string name)
    {
        var wanted = Encoding.UTF8.GetBytes(name);

        // One look does not need an index.
        if (index is null && !searched)
        {
            searched = true;
            foreach (var (table, number) in SymbolPlaces())
            {
                if (SymbolIndex.IsNamed(SymbolName(table, number), wanted))
                    return ReadSymbol(table, number);
            }

            return null;
        }

        index ??= new SymbolIndex(this);
        return index.Find(this, wanted) is var (place, entry) ? ReadSymbol(place, entry) : null;
    }

    /// <summary>Section and number of each symbol that is defined here and has a name.</summary>
    internal IEnumerable<(int Table, int Index)> SymbolPlaces()
    {
        foreach (var type in new[] { SymbolTable, DynamicSymbolTable })
        {
            for (var table = 0; table < Sections.Count; table++)
            {
                var section = Sections[table];
                if (section.Type != type || section.Link >= Sections.Count)
                    continue;
                var count = (int)(section.Size / (ulong)SymbolSize);
                for (var i = 1; i < count; i++)
                {
                    if (IsDefined(section, i))
                        yield return (table, i);
                }
            }
        }
    }

    /// <summary>A symbol's name, version included.</summary>
    internal ReadOnlySpan<byte> SymbolName(int table, int index) =>
        ReadBytes(Sections[(int)Sections[table].Link], BinaryPrimitives.ReadUInt32LittleEndian(Entry(Sections[table], index)));

    /// <summary>File offset of an address, or null when no segment holds it.</summary>
    internal ulong? FileOffset(ulong address)
    {
        foreach (var segment in Segments)
        {
            if (address >= segment.Address && address < segment.Address + segment.FileSize)
                return address - segment.Address + segment.Offset;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private int SymbolSize => wide ? 24 : 16;

    private ReadOnlySpan<byte> Entry(ElfSection table, int index) =>
        file.Bytes[checked((int)table.Offset + (index * SymbolSize))..];

    private bool IsDefined(ElfSection table, int index)
    {
        var entry = Entry(table, index);
        return BinaryPrimitives.ReadUInt32LittleEndian(entry) != 0
            && BinaryPrimitives.ReadUInt16LittleEndian(entry[(wide ? 6 : 14)..]) != 0;
    }

    private ElfSymbol ReadSymbol(int table, int index)
    {
        var entry = Entry(Sections[table], index);
        var address = wide
            ? BinaryPrimitives.ReadUInt64LittleEndian(entry[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
        var size = wide
            ? BinaryPrimitives.ReadUInt64LittleEndian(entry[16..])
            : BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
        var kind = (wide ? entry[4] : entry[12]) & 15;
        return new(
            Encoding.UTF8.GetString(SymbolName(table, index)),
            address,
            size,
            kind is FunctionSymbol or IndirectFunctionSymbol);
    }

    private ReadOnlySpan<byte> ReadBytes(ElfSection table, uint offset)
    {
        var text = file.Bytes[checked((int)(table.Offset + offset))..];
        var end = text.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }

    private string ReadText(ElfSection table, uint offset) => Encoding.UTF8.GetString(ReadBytes(table, offset));

    private ElfSection[] ReadSections()
    {
        var bytes = file.Bytes;
        var offset = ReadWord(bytes, wide ? 40 : 32);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(wide ? 58 : 46)..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(wide ? 60 : 48)..]);
        var names = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(wide ? 62 : 50)..]);
        if (offset == 0 || count == 0)
            return [];
        var sections = new ElfSection[count];
        for (var i = 0; i < count; i++)
        {
            var header = bytes[checked((int)offset + (i * size))..];
            sections[i] = new(
                "",
                BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
                ReadWord(header, wide ? 16 : 12),
                ReadWord(header, wide ? 24 : 16),
                ReadWord(header, wide ? 32 : 20),
                BinaryPrimitives.ReadUInt32LittleEndian(header[(wide ? 40 : 24)..]),
                ReadWord(header, wide ? 56 : 36));
        }

        for (var i = 0; i < count && names < count; i++)
        {
            var header = bytes[checked((int)offset + (i * size))..];
            var name = BinaryPrimitives.ReadUInt32LittleEndian(header);
            sections[i] = sections[i] with { Name = ReadText(sections[names], name) };
        }

        return sections;
    }

    private List<ElfSegment> ReadSegments()
    {
        var bytes = file.Bytes;
        var offset = ReadWord(bytes, wide ? 32 : 28);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(wide ? 54 : 42)..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(wide ? 56 : 44)..]);
        var segments = new List<ElfSegment>();
        for (var i = 0; i < count; i++)
        {
            var header = bytes[checked((int)offset + (i * size))..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LoadSegment)
                continue;
            var flags = BinaryPrimitives.ReadUInt32LittleEndian(header[(wide ? 4 : 24)..]);
            segments.Add(new(
                ReadWord(header, wide ? 8 : 4),
                ReadWord(header, wide ? 16 : 8),
                ReadWord(header, wide ? 32 : 16),
                (flags & ExecutableFlag) != 0));
        }

        return segments;
    }

    private ulong ReadWord(ReadOnlySpan<byte> bytes, int offset) => wide
        ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..])
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
