using System.Runtime.InteropServices;
using System.Text;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Control;

/// <summary>
/// Where sessions listen: <c>/run/tracegate/PID.sock</c>, in a folder of mode 0700, so that nobody but its owner can take
/// a name or speak to a session. TRACEGATE_RUN_DIR names another folder.
/// </summary>
internal static unsafe class ControlAddress
{
    private const int AddressSize = 110;
    private const string Suffix = ".sock";

    /// <summary>The folder.</summary>
    internal static string Folder =>
        Environment.GetEnvironmentVariable("TRACEGATE_RUN_DIR") is { Length: > 0 } folder ? folder : "/run/tracegate";

    /// <summary>The socket of a session.</summary>
    internal static string Of(int pid) => $"{Folder}/{pid}{Suffix}";

    /// <summary>Process ids of the sockets that there are; the sessions of some may be gone.</summary>
    internal static IEnumerable<int> All() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*" + Suffix)
            .Select(static path => int.TryParse(Path.GetFileNameWithoutExtension(path), out var pid) ? pid : 0)
            .Where(static pid => pid > 0)
            .Order()
        : [];

    /// <summary>Writes a <c>sockaddr_un</c>.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="address">Room for <see cref="AddressSize"/> bytes.</param>
    /// <returns>Its size; 0 when the path is too long.</returns>
    internal static uint Write(string path, Span<byte> address)
    {
        address.Clear();
        address[0] = Libc.UnixDomain;
        var length = Encoding.UTF8.GetByteCount(path);
        if (length >= AddressSize - sizeof(ushort))
            return 0;
        Encoding.UTF8.GetBytes(path, address[sizeof(ushort)..]);
        return (uint)(sizeof(ushort) + length + 1);
    }

    /// <summary>
    /// Removes the sockets of sessions that could not do so themselves (kill -9): there is no such process, and nobody
    /// listens, as a process of another pid namespace would.
    /// </summary>
    internal static void RemoveDead()
    {
        foreach (var pid in All())
        {
            if (Libc.kill(pid, 0) == 0 || Marshal.GetLastPInvokeError() != Errno.NoProcess)
                continue;
            var fd = Connect(pid, out var error);
            if (fd >= 0)
                _ = Libc.close(fd);
            else if (error == Errno.ConnectionRefused)
                Remove(Of(pid));
        }
    }

    /// <summary>Connects to a session: a descriptor, or -1.</summary>
    internal static int Connect(int pid, out int error)
    {
        var address = stackalloc byte[AddressSize];
        var size = Write(Of(pid), new Span<byte>(address, AddressSize));
        var fd = Libc.socket(Libc.UnixDomain, Libc.StreamSocket | Libc.OpenCloseOnExec, 0);
        error = 0;
        if (fd >= 0 && size > 0 && Libc.connect(fd, address, size) == 0)
            return fd;
        error = Marshal.GetLastPInvokeError();
        if (fd >= 0)
            _ = Libc.close(fd);
        return -1;
    }

    /// <summary>Removes a socket.</summary>
    internal static void Remove(string path)
    {
        fixed (byte* name = NativeText.Bytes(path))
            _ = Libc.unlink(name);
    }

    /// <summary>Bytes of an address.</summary>
    internal static int Size => AddressSize;
}
