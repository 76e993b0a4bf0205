using System.Runtime.InteropServices;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Output;

/// <summary>O-B: when output leaves the process.</summary>
public enum BufferMode
{
    /// <summary>
    /// Complete lines leave at the end of a batch of events (<see cref="OutputStream.EndBatch"/>) or when much is
    /// pending: nobody waits for a line, and a burst of events is few system calls.
    /// </summary>
    Line,

    /// <summary>Only when the buffer is full, and at the end.</summary>
    Full,

    /// <summary>At once.</summary>
    None,
}

/// <summary>Bytes on their way to a file descriptor, or to memory.</summary>
public sealed class OutputStream : IDisposable
{
    private const int Threshold = 32 * 1024;
    private const int Interrupted = 4;
    private const int TryAgain = 11;

    private readonly int descriptor;
    private readonly bool owned;
    private readonly BufferMode mode;
    private readonly Utf8Buffer buffer = new();

    /// <summary>Creates a stream.</summary>
    /// <param name="descriptor">Where to write; -1 keeps everything in memory.</param>
    /// <param name="mode">O-B.</param>
    /// <param name="owned">Whether <see cref="Dispose"/> closes the descriptor.</param>
    public OutputStream(int descriptor, BufferMode mode = BufferMode.Line, bool owned = false)
    {
        this.descriptor = descriptor;
        this.mode = mode;
        this.owned = owned;
    }

    /// <summary>Whether the reader is gone (EPIPE) or the disk full: later output is dropped.</summary>
    public bool Broken { get; private set; }

    /// <summary>What has not left yet; of a stream in memory, everything.</summary>
    public ReadOnlySpan<byte> Pending => buffer.Written;

    /// <summary>Adds bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        buffer.Append(bytes);
        EndMessage();
    }

    /// <summary>For writers that append in place; they call <see cref="EndMessage"/> afterwards.</summary>
    internal Utf8Buffer Buffer => buffer;

    /// <summary>A message is complete.</summary>
    internal void EndMessage()
    {
        if (mode == BufferMode.None || buffer.Length >= Threshold)
            Flush();
    }

    /// <summary>All events that were waiting have been printed.</summary>
    public void EndBatch()
    {
        if (mode != BufferMode.Line || buffer.Length == 0 || descriptor < 0)
            return;
        // An unfinished line waits for its end, as with C's line buffering.
        var end = buffer.Written.LastIndexOf((byte)'\n') + 1;
        if (end == 0)
            return;
        WriteAll(buffer.Written[..end]);
        buffer.Remove(0, end);
    }

    /// <summary>Writes everything that is pending.</summary>
    public void Flush()
    {
        if (descriptor < 0)
            return;
        WriteAll(buffer.Written);
        buffer.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        if (owned)
            _ = Libc.Close(descriptor);
    }

    private void WriteAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !Broken)
        {
            var written = Libc.Write(descriptor, bytes[0], (nuint)bytes.Length);
            if (written >= 0)
            {
                bytes = bytes[(int)written..];
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == TryAgain)
                Thread.Sleep(1);
            else if (error != Interrupted)
                Broken = true;
        }
    }
}
