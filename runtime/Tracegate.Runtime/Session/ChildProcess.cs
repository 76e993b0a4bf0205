using System.Runtime.InteropServices;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>
/// O-c: the traced command. It is forked at once, so that its pid is known before load, and waits on a pipe before its
/// exec until <see cref="Release"/>; it dies with the tracer.
/// </summary>
internal sealed unsafe class ChildProcess
{
    private const int ExecFailed = 127;

    private readonly int go;
    private readonly int report;

    private ChildProcess(int pid, int go, int report)
    {
        Pid = pid;
        this.go = go;
        this.report = report;
        Fd = (int)Libc.syscall(Libc.SyscallPidfdOpen, pid, 0, 0, 0, 0);
    }

    /// <summary>Its process id.</summary>
    internal int Pid { get; }

    /// <summary>A descriptor that becomes readable when it ends.</summary>
    internal int Fd { get; }

    /// <summary>Whether it was seen to end.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Forks the command, which is split at blanks and found in PATH.</summary>
    /// <exception cref="FaultException">There is no such program.</exception>
    internal static ChildProcess Start(string command)
    {
        var words = command.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            throw Faults.BadCommand.With(command, "it is empty");
        var program = words[0].Contains('/', StringComparison.Ordinal) ? words[0] : BinaryPaths.InPath(words[0]);
        if (program is null || !File.Exists(program))
            throw Faults.BadCommand.With(words[0], "there is no such program");
        return Fork(NativeText.Pin(program), NativeText.PinVector(words), outputFd: -1, waits: true);
    }

    /// <summary>Runs <c>sh -c</c> at once, with its standard output in a pipe.</summary>
    /// <param name="command">Text for the shell.</param>
    /// <param name="output">Descriptor to read its output from.</param>
    internal static ChildProcess StartShell(string command, out int output)
    {
        var pipe = stackalloc int[2];
        Pipe(pipe);
        output = pipe[0];
        var child = Fork(
            NativeText.Pin("/bin/sh"), NativeText.PinVector(["sh", "-c", command]), outputFd: pipe[1], waits: false);
        _ = Libc.close(pipe[1]);
        return child;
    }

    /// <summary>
    /// Waits until the process sleeps in the read that <see cref="Release"/> ends: what it does before belongs to the
    /// tracer, and a probe that counts already would see it.
    /// </summary>
    internal void AwaitStart()
    {
        const uint microseconds = 100;
        while (IsRunning(KernelFile.ReadBytes($"/proc/{Pid}/stat", out _)))
            _ = Libc.usleep(microseconds);

        // "PID (NAME) STATE …"; without /proc nothing is known.
        static bool IsRunning(ReadOnlySpan<byte> status) =>
            status.LastIndexOf(") "u8) is >= 0 and var end && status[end + 2] is (byte)'R' or (byte)'D';
    }

    /// <summary>Lets the command begin.</summary>
    internal void Release()
    {
        byte word = 1;
        _ = Libc.write(go, &word, 1);
        _ = Libc.close(go);
    }

    /// <summary>Takes the status of the ended command.</summary>
    /// <returns>A sentence about how it ended.</returns>
    internal string Reap()
    {
        int status;
        while (Libc.waitpid(Pid, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted)
        {
        }

        HasEnded = true;
        int error = 0;
        if (report >= 0 && Libc.read(report, (byte*)&error, sizeof(int)) == sizeof(int))
            return $"the command could not be run: {Errno.Describe(error)}";
        var signal = status & 0x7F;
        return signal != 0 ? $"the command was ended by signal {signal}" : $"the command exited with {(status >> 8) & 0xFF}";
    }

    /// <summary>Ends it, if it still runs.</summary>
    internal void End()
    {
        if (!HasEnded)
            _ = Libc.kill(Pid, Libc.SigTerm);
    }

    private static ChildProcess Fork(byte* program, byte** arguments, int outputFd, bool waits)
    {
        const int setParentDeathSignal = 1;
        var go = stackalloc int[2];
        var report = stackalloc int[2];
        Pipe(go);
        Pipe(report);
        var environment = Environment();
        ulong noSignals = 0;
        byte word;
        var pid = Libc.fork();
        if (pid == 0)
        {
            // From here to exec, nothing but system calls: the other threads of the runtime do not exist here.
            _ = Libc.ChildControl(setParentDeathSignal, Libc.SigTerm, 0, 0, 0);
            _ = Libc.ChildClose(go[1]);
            if (waits && Libc.ChildRead(go[0], &word, 1) != 1)
                Libc.ChildExit(ExecFailed);
            if (outputFd >= 0)
                _ = Libc.ChildDuplicate(outputFd, 1);
            _ = Libc.ChildSignal(Libc.SigPipe, 0);
            _ = Libc.ChildSignalMask(Libc.SignalSetMask, &noSignals, null);
            _ = Libc.ChildExec(program, arguments, environment);
            _ = Libc.ChildWrite(report[1], (byte*)Libc.ChildErrorNumber(), sizeof(int));
            Libc.ChildExit(ExecFailed);
        }

        var error = Marshal.GetLastPInvokeError();
        _ = Libc.close(go[0]);
        _ = Libc.close(report[1]);
        if (pid < 0)
            throw Faults.SystemCall.With($"cannot fork: {Errno.Describe(error)}");
        return new(pid, go[1], report[0]);
    }

    private static void Pipe(int* ends)
    {
        if (Libc.pipe2(ends, Libc.OpenCloseOnExec) != 0)
            throw Faults.SystemCall.With($"cannot create a pipe: {Errno.Describe(Marshal.GetLastPInvokeError())}");
    }

    private static byte** Environment()
    {
        var entries = new List<string>();
        foreach (System.Collections.DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
            entries.Add($"{entry.Key}={entry.Value}");
        return NativeText.PinVector(entries);
    }
}
