using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tracegate.Compiler.Expansion;

namespace Tracegate.Compiler.Dwarf;

/// <summary>A parameter of a function of a program or library.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record UserParameter(string Name, CType Type);

/// <summary>The debug info of a program or library. It stays open, because types are read when they are asked for.</summary>
internal sealed unsafe class DebugInfoFile
{
    private readonly nint _dwarf;
    private readonly SafeFileHandle _file;
    private readonly DwarfTypes _types = new();

    private DebugInfoFile(nint dwarf, SafeFileHandle file) => (_dwarf, _file) = (dwarf, file);

    /// <summary>Opens a binary; null if it, its debug info or libdw is missing.</summary>
    public static DebugInfoFile? TryOpen(string path)
    {
        if (!LibDw.IsAvailable || !File.Exists(path))
            return null;
        try
        {
            var file = File.OpenHandle(path);
            const int read = 0;
            if (LibDw.dwarf_begin((int)file.DangerousGetHandle(), read) is not 0 and var dwarf)
                return new DebugInfoFile(dwarf, file);
            file.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As if there were no debug info.
        }

        return null;
    }

    /// <summary>The parameters of a function, or null if none of this name is described.</summary>
    public ImmutableArray<UserParameter>? Parameters(string function)
    {
        ulong next, offset = 0;
        nuint header;
        ulong abbreviations;
        byte addressSize, offsetSize;
        while (LibDw.dwarf_nextcu(_dwarf, offset, &next, &header, &abbreviations, &addressSize, &offsetSize) == 0)
        {
            DwarfDie unit;
            if (LibDw.dwarf_offdie(_dwarf, offset + header, &unit) is not null)
            {
                foreach (var entry in DwarfTypes.Children(unit))
                {
                    if (Names(entry, function))
                        return [.. Parameters(entry)];
                }
            }

            offset = next;
        }

        GC.KeepAlive(_file);
        return null;
    }

    private IEnumerable<UserParameter> Parameters(DwarfDie function) => DwarfTypes.Children(function)
        .Where(child => DwarfTypes.Tag(child) == DwarfTag.FormalParameter)
        .Select(child => new UserParameter(DwarfTypes.Name(child), _types.TypeOf(child)));

    // Declarations describe what some other unit defines.
    private static bool Names(DwarfDie entry, string function)
    {
        if (LibDw.dwarf_tag(&entry) != (int)DwarfTag.Subprogram || DwarfTypes.Number(entry, DwarfName.Declaration) is not null)
            return false;
        if (DwarfTypes.Name(entry) == function)
            return true;
        DwarfAttribute attribute;
        return LibDw.dwarf_attr_integrate(&entry, (uint)DwarfName.LinkageName, &attribute) is not null
            && Marshal.PtrToStringUTF8((nint)LibDw.dwarf_formstring(&attribute)) == function;
    }
}
