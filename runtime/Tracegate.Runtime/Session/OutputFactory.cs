using System.Runtime.InteropServices;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Values;
using Libc = Tracegate.Runtime.Libbpf.Libc;

namespace Tracegate.Runtime.Session;

/// <summary>Opens the streams of a run (O-o, O-B, O-color).</summary>
internal static unsafe class OutputFactory
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <summary>The stream of the script's output.</summary>
    /// <exception cref="FaultException">The output file cannot be written.</exception>
    internal static OutputStream OpenStream(RunOptions options)
    {
        var fd = options.OutputFile is { } path ? OpenFile(path) : StandardOutput;
        return new(fd, options.Buffering, owned: fd != StandardOutput);
    }

    /// <summary>The stream of notices and errors.</summary>
    internal static OutputStream ErrorStream() => new(StandardError);

    /// <summary>O-color: BPFTRACE_COLOR, by default only where both streams are terminals.</summary>
    internal static bool UsesColor() => Environment.GetEnvironmentVariable("BPFTRACE_COLOR") switch
    {
        "always" => true,
        "never" => false,
        _ => Libc.isatty(StandardOutput) == 1 && Libc.isatty(StandardError) == 1,
    };

    /// <summary>Writes a line to standard output itself, whatever the script's output is (O-notify).</summary>
    internal static void WriteLine(string text)
    {
        using var stream = new OutputStream(StandardOutput);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
    }

    private static int OpenFile(string path)
    {
        const int writeCreateTruncate = 0x241;
        const int mode = 0x1B6;
        int fd;
        fixed (byte* name = NativeText.Bytes(path))
            fd = Libc.open(name, writeCreateTruncate | Libc.OpenCloseOnExec, mode);
        return fd >= 0 ? fd : throw Faults.OutputUnwritable.With(path, Errno.Describe(Marshal.GetLastPInvokeError()));
    }
}

/// <summary>The streams of a run, which all its objects write to.</summary>
internal sealed class SessionStreams(RunOptions options)
{
    private readonly OutputStream stream = OutputFactory.OpenStream(options);
    private readonly OutputStream errors = OutputFactory.ErrorStream();
    private readonly bool color = OutputFactory.UsesColor();

    /// <summary>The output of an object.</summary>
    internal ScriptOutput Create(IValueServices services) =>
        ScriptOutput.Create(options.Format, stream, errors, services, color);
}
