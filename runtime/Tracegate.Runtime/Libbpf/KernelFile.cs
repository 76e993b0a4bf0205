using System.Runtime.InteropServices;
using System.Text;

namespace Tracegate.Runtime.Libbpf;

/// <summary>Reads files of procfs, sysfs and tracefs, whose size is not known beforehand, with few system calls.</summary>
internal static unsafe class KernelFile
{
    private const int FirstSize = 4096;

    /// <summary>The whole text.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="error">0, or the positive error number.</param>
    internal static string Read(string path, out int error)
    {
        var bytes = ReadBytes(path, out error);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The number that a file holds, or a negative error number.</summary>
    internal static long ReadNumber(string path)
    {
        var text = ReadBytes(path, out var error);
        if (error != 0)
            return -error;
        return System.Buffers.Text.Utf8Parser.TryParse(text, out long value, out _) ? value : -Errno.Invalid;
    }

    /// <summary>The whole content.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="error">0, or the positive error number.</param>
    internal static ReadOnlySpan<byte> ReadBytes(string path, out int error)
    {
        int fd;
        fixed (byte* name = NativeText.Bytes(path))
            fd = Libc.open(name, Libc.OpenReadOnly | Libc.OpenCloseOnExec, 0);
        error = fd < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (fd < 0)
            return [];
        var bytes = new byte[FirstSize];
        var length = 0;
        for (; ; )
        {
            if (length == bytes.Length)
                Array.Resize(ref bytes, bytes.Length * 4);
            nint count;
            fixed (byte* free = &bytes[length])
                count = Libc.read(fd, free, (nuint)(bytes.Length - length));
            if (count < 0)
                error = Marshal.GetLastPInvokeError();
            if (count <= 0)
                break;
            length += (int)count;
        }

        _ = Libc.close(fd);
        return bytes.AsSpan(0, length);
    }

    /// <summary>Whether the path exists.</summary>
    internal static bool Exists(string path)
    {
        fixed (byte* name = NativeText.Bytes(path))
            return Libc.access(name, 0) == 0;
    }
}
