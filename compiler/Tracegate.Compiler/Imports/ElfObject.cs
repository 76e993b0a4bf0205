using System.Buffers.Binary;
using System.Text;

namespace Tracegate.Compiler.Imports;

/// <summary>What linking needs to know of a BPF object: sections by name, and functions that can be called.</summary>
internal sealed class ElfObject
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private const int SymbolSize = 24;
    private const int MachineBpf = 247;

    private readonly ReadOnlyMemory<byte> _image;
    private readonly List<(string Name, int Start, int Length)> _sections = [];

    private ElfObject(ReadOnlyMemory<byte> image) => _image = image;

    /// <summary>Reads a little-endian 64-bit BPF object; null if it is none.</summary>
    public static ElfObject? TryRead(ReadOnlyMemory<byte> image)
    {
        var bytes = image.Span;
        if (bytes.Length < HeaderSize || !bytes.StartsWith("\u007fELF\u0002\u0001"u8) || Word16(bytes, 18) != MachineBpf)
            return null;
        var (table, count, names) = (Word64(bytes, 40), Word16(bytes, 60), Word16(bytes, 62));
        if (table > (ulong)bytes.Length || (ulong)bytes.Length - table < (ulong)count * SectionSize || names >= count)
            return null;
        var result = new ElfObject(image);
        var entries = new List<(int Name, int Start, int Length)>();
        for (var i = 0; i < count; i++)
        {
            var entry = bytes[((int)table + i * SectionSize)..];
            var (start, length) = (Word64(entry, 24), Word64(entry, 32));
            const uint noBits = 8;
            var isHeld = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]) != noBits;
            if (isHeld && (start > (ulong)bytes.Length || length > (ulong)bytes.Length - start))
                return null;
            entries.Add(((int)BinaryPrimitives.ReadUInt32LittleEndian(entry), isHeld ? (int)start : 0, isHeld ? (int)length : 0));
        }

        foreach (var (name, start, length) in entries)
            result._sections.Add((result.Text(entries[names].Start, entries[names].Length, name), start, length));
        return result;
    }

    /// <summary>The bytes of a section; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Section(string name) =>
        _sections.Find(section => section.Name == name) is { Length: > 0 } found ? _image.Slice(found.Start, found.Length) : default;

    /// <summary>Names of the global functions in <c>.text</c>: those in other sections are programs of their own.</summary>
    public List<string> Functions()
    {
        var functions = new List<string>();
        var symbols = Section(".symtab").Span;
        var strings = _sections.Find(section => section.Name == ".strtab");
        for (var at = 0; at + SymbolSize <= symbols.Length; at += SymbolSize)
        {
            const byte globalFunction = 0x12;
            var section = Word16(symbols, at + 6);
            if (symbols[at + 4] == globalFunction && section < _sections.Count && _sections[section].Name == ".text")
                functions.Add(Text(strings.Start, strings.Length, (int)BinaryPrimitives.ReadUInt32LittleEndian(symbols[at..])));
        }

        return functions;
    }

    private string Text(int start, int length, int offset)
    {
        if (offset < 0 || offset >= length)
            return "";
        var tail = _image.Span.Slice(start + offset, length - offset);
        return Encoding.UTF8.GetString(tail[..Math.Max(tail.IndexOf((byte)0), 0)]);
    }

    private static ushort Word16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static ulong Word64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
