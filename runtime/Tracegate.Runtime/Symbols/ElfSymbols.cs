using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Tracegate.Runtime.Symbols;

/// <summary>The symbols of a 64-bit ELF file (elf(5)), sorted by address.</summary>
internal sealed class ElfSymbols
{
    private const int HeaderSize = 64, SectionHeaderSize = 64, ProgramHeaderSize = 56, SymbolSize = 24;
    private const uint LoadSegment = 1, SymbolTable = 2, NoteSection = 7, DynamicSymbolTable = 11;
    private const int MaxTableSize = 1 << 28;

    private readonly List<Symbol> symbols = [];
    private readonly List<byte[]> names = [];
    private readonly List<Segment> segments = [];

    private ElfSymbols()
    {
    }

    /// <summary>Bytes of the GNU build id; empty if there is none.</summary>
    public byte[] BuildId { get; private set; } = [];

    /// <summary>Name in .gnu_debuglink; empty if there is none.</summary>
    public string DebugLink { get; private set; } = "";

    /// <summary>Whether there is a full table, not only that of the dynamic linker.</summary>
    public bool HasSymbolTable { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file, or a process's memory.</param>
    /// <param name="bias">Where the ELF header lies.</param>
    /// <returns>Null if it is no ELF file that we know.</returns>
    public static ElfSymbols? Read(SafeFileHandle file, long bias = 0)
    {
        var header = Read(file, bias, HeaderSize);
        // Magic, 64 bit, little endian.
        if (header.Length < HeaderSize || !header.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
            return null;
        var elf = new ElfSymbols();
        elf.ReadSegments(file, bias, header);
        elf.ReadSections(file, bias, header);
        elf.symbols.Sort(static (a, b) => a.CompareTo(b));
        return elf;
    }

    /// <summary>Adds the symbols of a separate debug file.</summary>
    public void Add(ElfSymbols debug)
    {
        foreach (var symbol in debug.symbols)
            symbols.Add(symbol with { Table = symbol.Table + names.Count });
        names.AddRange(debug.names);
        symbols.Sort(static (a, b) => a.CompareTo(b));
    }

    /// <summary>The address in the file's own numbering for a place in the file.</summary>
    public ulong AddressOf(ulong fileOffset)
    {
        foreach (var segment in segments)
        {
            if (fileOffset >= segment.Offset && fileOffset < segment.Offset + segment.Size)
                return fileOffset - segment.Offset + segment.Address;
        }

        return fileOffset;
    }

    /// <summary>The innermost symbol around an address; empty if there is none.</summary>
    public ReadOnlySpan<byte> Find(ulong address, out ulong offset)
    {
        var (low, high) = (0, symbols.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (symbols[middle].Start <= address)
                low = middle + 1;
            else
                high = middle;
        }

        // Symbols may be nested, so the nearest one need not be the one around the address.
        for (var i = low - 1; i >= 0 && i >= low - 64; i--)
        {
            if (address - symbols[i].Start >= symbols[i].Size)
                continue;
            offset = address - symbols[i].Start;
            return Name(symbols[i]);
        }

        offset = 0;
        return default;
    }

    /// <summary>Address of a symbol by its name; null if there is none.</summary>
    public ulong? StartOf(string name)
    {
        var wanted = System.Text.Encoding.UTF8.GetBytes(name);
        foreach (var symbol in symbols)
        {
            if (Name(symbol).SequenceEqual(wanted))
                return symbol.Start;
        }

        return null;
    }

    private ReadOnlySpan<byte> Name(Symbol symbol) => Values.Bytes.UntilNul(names[symbol.Table].AsSpan(symbol.Name));

    private void ReadSegments(SafeFileHandle file, long bias, byte[] header)
    {
        var table = Read(file, bias + (long)U64(header, 32), U16(header, 56) * ProgramHeaderSize);
        for (var at = 0; at + ProgramHeaderSize <= table.Length; at += ProgramHeaderSize)
        {
            if (U32(table, at) == LoadSegment)
                segments.Add(new Segment(U64(table, at + 8), U64(table, at + 16), U64(table, at + 32)));
        }
    }

    private void ReadSections(SafeFileHandle file, long bias, byte[] header)
    {
        var table = Read(file, bias + (long)U64(header, 40), U16(header, 60) * SectionHeaderSize);
        var nameTable = Section(file, bias, table, U16(header, 62));
        for (var at = 0; at + SectionHeaderSize <= table.Length; at += SectionHeaderSize)
        {
            var type = U32(table, at + 4);
            if (type is SymbolTable or DynamicSymbolTable)
            {
                HasSymbolTable |= type == SymbolTable;
                AddTable(Section(file, bias, table, at / SectionHeaderSize), Section(file, bias, table, (int)U32(table, at + 40)));
            }
            else if (type == NoteSection)
            {
                ReadNotes(Section(file, bias, table, at / SectionHeaderSize));
            }
            else if (NameAt(nameTable, (int)U32(table, at)).SequenceEqual(".gnu_debuglink"u8))
            {
                DebugLink = System.Text.Encoding.UTF8.GetString(
                    Values.Bytes.UntilNul(Section(file, bias, table, at / SectionHeaderSize)));
            }
        }
    }

    // A note: u32 name size, u32 content size, u32 type, name and content padded to 4. NT_GNU_BUILD_ID is 3.
    private void ReadNotes(ReadOnlySpan<byte> notes)
    {
        while (notes.Length >= 16)
        {
            var nameSize = (int)Math.Min(U32(notes, 0), 256) + 3 & ~3;
            var size = (int)Math.Min(U32(notes, 4), 4096);
            if (notes.Length < 12 + nameSize + size)
                return;
            if (U32(notes, 8) == 3 && notes.Slice(12, 4).SequenceEqual("GNU\0"u8))
                BuildId = notes.Slice(12 + nameSize, size).ToArray();
            notes = notes[Math.Min(notes.Length, 12 + nameSize + (size + 3 & ~3))..];
        }
    }

    private void AddTable(byte[] table, byte[] strings)
    {
        if (table.Length == 0 || strings.Length == 0)
            return;
        // NOTYPE, SECTION, FILE and TLS symbols have no code or data at an address.
        for (var at = 0; at + SymbolSize <= table.Length; at += SymbolSize)
        {
            var name = U32(table, at);
            var info = table[at + 4];
            var size = U64(table, at + 16);
            if ((info & 15) is 0 or 3 or 4 or 6 || U16(table, at + 6) == 0 || size == 0 || name >= strings.Length)
                continue;
            symbols.Add(new Symbol(U64(table, at + 8), size, names.Count, (int)name, Rank(info >> 4)));
        }

        names.Add(strings);
    }

    // Among names of one address: global, weak, local.
    private static int Rank(int binding) => binding switch { 1 => 2, 2 => 1, _ => 0 };

    private static byte[] Section(SafeFileHandle file, long bias, byte[] table, int index)
    {
        var at = index * SectionHeaderSize;
        if (index < 0 || at + SectionHeaderSize > table.Length)
            return [];
        var size = U64(table, at + 32);
        return size > MaxTableSize ? [] : Read(file, bias + (long)U64(table, at + 24), (int)size);
    }

    private static ReadOnlySpan<byte> NameAt(byte[] strings, int offset) =>
        (uint)offset < (uint)strings.Length ? Values.Bytes.UntilNul(strings.AsSpan(offset)) : default;

    private static byte[] Read(SafeFileHandle file, long position, int size)
    {
        var data = new byte[size];
        var length = 0;
        for (int read; length < size && (read = SafeLines.ReadAt(file, position + length, data.AsSpan(length))) > 0;)
            length += read;
        return length == size ? data : [];
    }

    private static int U16(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16LittleEndian(data[at..]);

    private static uint U32(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32LittleEndian(data[at..]);

    private static ulong U64(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt64LittleEndian(data[at..]);

    private readonly record struct Segment(ulong Offset, ulong Address, ulong Size);

    private readonly record struct Symbol(ulong Start, ulong Size, int Table, int Name, int Rank) : IComparable<Symbol>
    {
        // The last of equal starts is found first: the best known name, the shorter symbol.
        public int CompareTo(Symbol other)
        {
            if (Start != other.Start)
                return Start.CompareTo(other.Start);
            if (Size != other.Size)
                return other.Size.CompareTo(Size);
            if (Rank != other.Rank)
                return Rank - other.Rank;
            return Table != other.Table ? other.Table - Table : other.Name - Name;
        }
    }
}
