using System.Runtime.InteropServices;
using System.Text;
using Tracegate.Runtime.CommandLine;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Control;

/// <summary><c>ctl</c>: speaks to the sockets of sessions.</summary>
public static unsafe class ControlClient
{
    // Until all of several sessions have got the command, and wait for the instant.
    private const long OpenTogetherAfter = 20_000_000;
    private const int MostAnswer = 64 * 1024;

    /// <summary>Does a command and prints the answers.</summary>
    /// <returns>Exit status: 1 when a session cannot be reached or refuses.</returns>
    public static int Run(ControlArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using var output = new OutputStream(1);
        if (arguments.Gate is { } path)
        {
            Print(output, ControlAnswer.Read(PinnedGateControl.Do(path, arguments.Verb)), arguments.Json);
            return 0;
        }

        var all = arguments.Pids.Count == 0;
        var status = 0;
        var open = new List<(int Pid, int Fd)>();
        foreach (var pid in all ? ControlAddress.All() : arguments.Pids)
        {
            var fd = ControlAddress.Connect(pid, out var error);
            if (fd >= 0)
            {
                SetTimeout(fd);
                open.Add((pid, fd));
            }
            else if (!all)
                status = FaultPrinter.Print(Explain(pid, error));
        }

        var together = arguments.Verb == "open" && open.Count > 1;
        var line = Encoding.UTF8.GetBytes(
            together ? $"open at={Clock.Boot + OpenTogetherAfter}\n" : arguments.Verb + "\n");
        foreach (var (_, fd) in open)
        {
            fixed (byte* data = line)
                _ = Libc.send(fd, data, (nuint)line.Length, Libc.NoSignal);
        }

        foreach (var (pid, fd) in open)
        {
            var answer = ControlAnswer.Read(Receive(fd));
            _ = Libc.close(fd);
            if (answer.Complaint is { } complaint)
                status = FaultPrinter.Print(Faults.ControlRefused.Of($"{pid}", complaint));
            else
                Print(output, answer, arguments.Json);
        }

        return status;
    }

    private static void Print(OutputStream output, ControlAnswer answer, bool json) =>
        output.Write(Encoding.UTF8.GetBytes((json ? answer.Line : answer.Text) + "\n"));

    private static Fault Explain(int pid, int error)
    {
        if (error is Errno.NotPermitted or Errno.Access)
            return Faults.ControlRefused.Of($"{pid}", "its socket belongs to another user");
        if (error == Errno.ConnectionRefused)
            ControlAddress.Remove(ControlAddress.Of(pid));
        return Faults.NoSession.Of($"{pid}");
    }

    private static void SetTimeout(int fd)
    {
        const int socketLevel = 1;
        const int receiveTimeout = 20;
        var limit = new TimeSpec { Seconds = 10 };
        _ = Libc.setsockopt(fd, socketLevel, receiveTimeout, &limit, (uint)sizeof(TimeSpec));
    }

    // The line, or empty when the session ended or does not answer.
    private static string Receive(int fd)
    {
        var bytes = new byte[MostAnswer];
        var length = 0;
        while (length < bytes.Length)
        {
            nint count;
            fixed (byte* free = &bytes[length])
                count = Libc.read(fd, free, (nuint)(bytes.Length - length));
            if (count < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted)
                continue;
            if (count <= 0)
                return "";
            length += (int)count;
            if (bytes[length - 1] == '\n')
                return Encoding.UTF8.GetString(bytes, 0, length - 1);
        }

        return "";
    }
}
