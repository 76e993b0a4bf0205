using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tracegate.Compiler.Profiles;

/// <summary>
/// A read-only file in memory. From Linux 6.16 on the kernel's BTF can be mapped, which saves copying 5 MB; the runtime's own
/// memory-mapped files ask for shared or writable mappings, which that file refuses.
/// </summary>
internal sealed unsafe partial class MappedFile : MemoryManager<byte>
{
    private const int ProtRead = 1;
    private const int MapPrivate = 2;

    private readonly byte* _start;
    private readonly int _length;

    private MappedFile(byte* start, int length)
    {
        _start = start;
        _length = length;
    }

    /// <summary>Maps a file, or reads it where it cannot be mapped.</summary>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path);
        long length = RandomAccess.GetLength(handle);
        if (length is > 0 and <= int.MaxValue)
        {
            nint start = Map(0, (nuint)length, ProtRead, MapPrivate, handle, 0);
            if (start != -1)
                return new MappedFile((byte*)start, (int)length).Memory;
        }
        return File.ReadAllBytes(path);
    }

    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin() { }

    // Types keep referring to the mapping: it lives as long as the process.
    protected override void Dispose(bool disposing) { }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, SafeFileHandle file, long offset);
}
