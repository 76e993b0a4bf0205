using System.Runtime.InteropServices;

namespace Tracegate.Compiler.Dwarf;

/// <summary>The functions of elfutils' libdw that read the debug info of programs, with libdw's names.</summary>
internal static unsafe partial class LibDw
{
    private const string Library = "libdw.so.1";

    private static readonly Lazy<bool> Available = new(static () => NativeLibrary.TryLoad(Library, out _));

    /// <summary>Whether the library is there; it is loaded only for scripts that read the arguments of user functions by name.</summary>
    internal static bool IsAvailable => Available.Value;

    [LibraryImport(Library)]
    internal static partial nint dwarf_begin(int fd, int command);

    [LibraryImport(Library)]
    internal static partial int dwarf_end(nint dwarf);

    [LibraryImport(Library)]
    internal static partial int dwarf_nextcu(
        nint dwarf, ulong offset, ulong* next, nuint* headerSize, ulong* abbreviations, byte* addressSize, byte* offsetSize);

    [LibraryImport(Library)]
    internal static partial DwarfDie* dwarf_offdie(nint dwarf, ulong offset, DwarfDie* result);

    [LibraryImport(Library)]
    internal static partial byte* dwarf_diename(DwarfDie* die);

    [LibraryImport(Library)]
    internal static partial int dwarf_tag(DwarfDie* die);

    [LibraryImport(Library)]
    internal static partial ulong dwarf_dieoffset(DwarfDie* die);

    [LibraryImport(Library)]
    internal static partial int dwarf_child(DwarfDie* die, DwarfDie* result);

    [LibraryImport(Library)]
    internal static partial int dwarf_siblingof(DwarfDie* die, DwarfDie* result);

    [LibraryImport(Library)]
    internal static partial int dwarf_bytesize(DwarfDie* die);

    [LibraryImport(Library)]
    internal static partial DwarfAttribute* dwarf_attr_integrate(DwarfDie* die, uint name, DwarfAttribute* result);

    [LibraryImport(Library)]
    internal static partial DwarfDie* dwarf_formref_die(DwarfAttribute* attribute, DwarfDie* result);

    [LibraryImport(Library)]
    internal static partial int dwarf_formudata(DwarfAttribute* attribute, ulong* result);

    [LibraryImport(Library)]
    internal static partial int dwarf_formsdata(DwarfAttribute* attribute, long* result);

    [LibraryImport(Library)]
    internal static partial byte* dwarf_formstring(DwarfAttribute* attribute);
}

/// <summary><c>Dwarf_Die</c>: an entry; it refers to memory of its <c>Dwarf</c>.</summary>
internal unsafe struct DwarfDie
{
    public void* Address;
    public void* Unit;
    public void* Abbreviation;
    public nint Padding;
}

/// <summary><c>Dwarf_Attribute</c>.</summary>
internal unsafe struct DwarfAttribute
{
    public uint Code;
    public uint Form;
    public byte* Value;
    public void* Unit;
}
