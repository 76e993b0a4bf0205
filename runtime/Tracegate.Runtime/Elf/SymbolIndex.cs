namespace Tracegate.Runtime.Elf;

/// <summary>
/// Finds symbols by their names in time that does not depend on their number. It holds numbers only, since a large binary
/// has hundreds of thousands of names.
/// </summary>
internal sealed class SymbolIndex
{
    private const byte Version = (byte)'@';

    // Open addressing: 1 + place in `symbols`, or 0; at most half full.
    private readonly int[] slots;
    private readonly (int Table, int Index)[] symbols;

    /// <summary>Sorts all symbols of a file in.</summary>
    internal SymbolIndex(ElfFile file)
    {
        symbols = [.. file.SymbolPlaces()];
        var size = 16;
        while (size < 2 * symbols.Length)
            size *= 2;
        slots = new int[size];
        for (var i = 0; i < symbols.Length; i++)
        {
            var slot = Slot(file.SymbolName(symbols[i].Table, symbols[i].Index));
            while (slots[slot] != 0)
                slot = (slot + 1) & (size - 1);
            slots[slot] = i + 1;
        }
    }

    /// <summary>
    /// Whether a name of the table is this name. Symbols of .symtab may carry their version: "memcpy@@GLIBC_2.14".
    /// </summary>
    internal static bool IsNamed(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> name) =>
        symbol.StartsWith(name) && (symbol.Length == name.Length || symbol[name.Length] == Version);

    /// <summary>Table and number of the first symbol of that name, in the order of the file's tables; or null.</summary>
    internal (int Table, int Index)? Find(ElfFile file, ReadOnlySpan<byte> name)
    {
        // What was sorted in first is met first.
        for (var slot = Slot(name); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var place = symbols[slots[slot] - 1];
            if (IsNamed(file.SymbolName(place.Table, place.Index), name))
                return place;
        }

        return null;
    }

    // FNV-1a of the name without its version, so that a name finds itself with and without one.
    private int Slot(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var character in name)
        {
            if (character == Version)
                break;
            hash = (hash ^ character) * 16777619;
        }

        return (int)(hash ^ (hash >> 15)) & (slots.Length - 1);
    }
}
