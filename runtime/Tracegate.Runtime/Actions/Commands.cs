using System.Runtime.InteropServices;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Session;

namespace Tracegate.Runtime.Actions;

/// <summary>F-cat and F-system.</summary>
internal static unsafe class Commands
{
    private const int BlockSize = 16 * 1024;

    /// <summary>Prints a file, at most C-max_cat_bytes of it.</summary>
    internal static void Cat(ActionContext context, string path)
    {
        int fd;
        fixed (byte* name = NativeText.Bytes(path))
            fd = Libc.open(name, Libc.OpenReadOnly | Libc.OpenCloseOnExec, 0);
        if (fd < 0)
        {
            var error = Errno.Describe(Marshal.GetLastPInvokeError());
            context.Output.Message(Severity.Error, $"failed to open file '{path}': {error}");
            return;
        }

        var text = context.Scratch;
        text.Clear();
        ReadAll(fd, context.Config.MaxCatBytes, text.Append);
        context.Output.Cat(text.Written);
    }

    /// <summary>Runs a shell command and prints what it writes; waits for its end.</summary>
    internal static void System(ActionContext context, string command)
    {
        context.Output.Flush();
        var child = ChildProcess.StartShell(command, out var output);
        var text = context.Scratch;
        text.Clear();
        ReadAll(output, long.MaxValue, text.Append);
        child.Reap();
        _ = Libc.close(child.Fd);
        context.Output.System(text.Written);
    }

    private static void ReadAll(int fd, long limit, Action<ReadOnlySpan<byte>> take)
    {
        var block = new byte[BlockSize];
        while (limit > 0)
        {
            nint count;
            fixed (byte* bytes = block)
                count = Libc.read(fd, bytes, (nuint)Math.Min(limit, BlockSize));
            if (count < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted)
                continue;
            if (count <= 0)
                break;
            take(block.AsSpan(0, (int)count));
            limit -= count;
        }

        _ = Libc.close(fd);
    }
}
