using System.Runtime.InteropServices;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Elf;

/// <summary>A file mapped for reading: of a large binary only the pages that are looked at are read.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly byte* address;
    private readonly int length;

    private MappedFile(byte* address, int length)
    {
        this.address = address;
        this.length = length;
    }

    /// <summary>The content.</summary>
    internal ReadOnlySpan<byte> Bytes => new(address, length);

    /// <summary>Maps a file.</summary>
    /// <param name="path">Any path.</param>
    /// <param name="error">Positive error number when the result is null.</param>
    internal static MappedFile? Open(string path, out int error)
    {
        const int protectionRead = 1;
        const int mapPrivate = 2;
        const int seekEnd = 2;
        int fd;
        fixed (byte* name = NativeText.Bytes(path))
            fd = Libc.open(name, Libc.OpenReadOnly | Libc.OpenCloseOnExec, 0);
        if (fd < 0)
        {
            error = Marshal.GetLastPInvokeError();
            return null;
        }

        var length = Libc.lseek(fd, 0, seekEnd);
        var address = length is > 0 and <= int.MaxValue
            ? Libc.mmap(null, (nuint)length, protectionRead, mapPrivate, fd, 0)
            : (byte*)-1;
        error = address == (byte*)-1 ? Marshal.GetLastPInvokeError() : 0;
        if (length <= 0)
            error = Errno.Invalid;
        _ = Libc.close(fd);
        return error == 0 ? new MappedFile(address, (int)length) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.munmap(address, (nuint)length);
}
