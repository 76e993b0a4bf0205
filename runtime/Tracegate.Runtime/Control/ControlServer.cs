using System.Runtime.InteropServices;
using System.Text;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Session;

namespace Tracegate.Runtime.Control;

/// <summary>
/// A session's control socket. A request is one line, <c>open [at=NS]</c>, <c>close</c>, <c>pause</c>, <c>resume</c> or
/// <c>status</c>; the answer is one line of JSON. A client may send several.
/// </summary>
internal sealed unsafe class ControlServer : IDisposable
{
    private const int MostClients = 32;
    private const int LineSize = 256;
    private const int FolderMode = 0x1C0;
    private const uint SocketMode = 0x180;

    private readonly string path;
    private readonly EventLoop loop;
    private readonly Func<string, string> answer;
    private readonly Dictionary<int, Client> clients = [];
    private readonly int listener;

    private ControlServer(string path, int listener, EventLoop loop, Func<string, string> answer)
    {
        (this.path, this.listener, this.loop, this.answer) = (path, listener, loop, answer);
        loop.Add(listener, Accept);
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="loop">Waits for clients.</param>
    /// <param name="answer">Answers a line.</param>
    /// <param name="error">What failed, when the result is null.</param>
    internal static ControlServer? Open(EventLoop loop, Func<string, string> answer, out string error)
    {
        var path = ControlAddress.Of(Libc.getpid());
        fixed (byte* folder = NativeText.Bytes(ControlAddress.Folder))
            _ = Libc.mkdir(folder, FolderMode);
        ControlAddress.RemoveDead();

        // The pid is ours: a socket of that name was left by a process that is gone.
        ControlAddress.Remove(path);
        var address = stackalloc byte[ControlAddress.Size];
        var size = ControlAddress.Write(path, new Span<byte>(address, ControlAddress.Size));
        var fd = Libc.socket(Libc.UnixDomain, Libc.StreamSocket | Libc.OpenCloseOnExec | Libc.NonBlocking, 0);
        error = size == 0 ? $"{path}: the path is too long" : "";
        if (size > 0 && fd >= 0 && Libc.bind(fd, address, size) == 0 && Restrict(path) && Libc.listen(fd, MostClients) == 0)
            return new(path, fd, loop, answer);
        if (error.Length == 0)
            error = $"{path}: {Errno.Describe(Marshal.GetLastPInvokeError())}";
        if (fd >= 0)
            _ = Libc.close(fd);
        return null;
    }

    /// <summary>Stops listening and removes the socket.</summary>
    public void Dispose()
    {
        foreach (var fd in clients.Keys.ToArray())
            Drop(fd);
        ControlAddress.Remove(path);
        loop.Remove(listener);
        _ = Libc.close(listener);
    }

    private static bool Restrict(string path)
    {
        fixed (byte* name = NativeText.Bytes(path))
            return Libc.chmod(name, SocketMode) == 0;
    }

    private void Accept()
    {
        var fd = Libc.accept4(listener, null, null, Libc.OpenCloseOnExec | Libc.NonBlocking);
        if (fd < 0)
            return;
        if (clients.Count == MostClients)
        {
            Send(fd, ControlCommands.Error("there are too many clients"));
            _ = Libc.close(fd);
            return;
        }

        clients.Add(fd, new Client());
        loop.Add(fd, () => Read(fd));
    }

    private void Read(int fd)
    {
        var client = clients[fd];
        nint count;
        fixed (byte* free = &client.Line[client.Length])
            count = Libc.read(fd, free, (nuint)(LineSize - client.Length));
        if (count < 0 && Marshal.GetLastPInvokeError() is Errno.Again or Errno.Interrupted)
            return;
        if (count <= 0)
        {
            Drop(fd);
            return;
        }

        client.Length += (int)count;
        for (int end; (end = client.Line.AsSpan(0, client.Length).IndexOf((byte)'\n')) >= 0;)
        {
            var line = Encoding.UTF8.GetString(client.Line, 0, end).Trim();
            client.Line.AsSpan(end + 1, client.Length - end - 1).CopyTo(client.Line);
            client.Length -= end + 1;
            if (Send(fd, answer(line)))
                continue;
            Drop(fd);
            return;
        }

        if (client.Length == LineSize)
        {
            Send(fd, ControlCommands.Error("the line is too long"));
            Drop(fd);
        }
    }

    // A client that does not read its answers is not waited for.
    private static bool Send(int fd, string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        fixed (byte* data = bytes)
            return Libc.send(fd, data, (nuint)bytes.Length, Libc.NoSignal) == bytes.Length;
    }

    private void Drop(int fd)
    {
        clients.Remove(fd);
        loop.Remove(fd);
        _ = Libc.close(fd);
    }

    private sealed class Client
    {
        internal byte[] Line { get; } = new byte[LineSize];

        internal int Length { get; set; }
    }
}
