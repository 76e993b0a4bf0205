using System.Text;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>Tells systemd how far the session is (O-systemd, sd_notify(3)).</summary>
internal static unsafe class ServiceManager
{
    private const int AddressSize = 108;

    /// <summary>Sends a state such as <c>READY=1</c>, when the service manager asks for it by NOTIFY_SOCKET.</summary>
    internal static void Notify(string state)
    {
        const int unixDomain = 1;
        const int datagram = 2;
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 and < AddressSize } path)
            return;
        var address = stackalloc byte[sizeof(ushort) + AddressSize];
        new Span<byte>(address, sizeof(ushort) + AddressSize).Clear();
        *(ushort*)address = unixDomain;
        var length = Encoding.UTF8.GetBytes(path, new Span<byte>(address + sizeof(ushort), AddressSize));

        // "@" stands for the abstract namespace.
        if (address[sizeof(ushort)] == '@')
            address[sizeof(ushort)] = 0;
        var fd = Libc.socket(unixDomain, datagram | Libc.OpenCloseOnExec, 0);
        if (fd < 0)
            return;
        fixed (byte* text = NativeText.Bytes(state))
            _ = Libc.sendto(fd, text, (nuint)state.Length, 0, address, (uint)(sizeof(ushort) + length));
        _ = Libc.close(fd);
    }
}
