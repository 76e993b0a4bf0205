namespace Tracegate.Runtime.Libbpf;

/// <summary>Error numbers of Linux that the runtime treats differently, and their texts.</summary>
internal static unsafe class Errno
{
    internal const int NotPermitted = 1;
    internal const int NoEntry = 2;
    internal const int NoProcess = 3;
    internal const int Interrupted = 4;
    internal const int TooBig = 7;
    internal const int Again = 11;
    internal const int NoMemory = 12;
    internal const int Access = 13;
    internal const int Busy = 16;
    internal const int Exists = 17;
    internal const int Invalid = 22;
    internal const int SystemFileTable = 23;
    internal const int FileTable = 24;
    internal const int NoSpace = 28;
    internal const int BrokenPipe = 32;
    internal const int NoSystemCall = 38;
    internal const int NotSupported = 95;
    internal const int ConnectionRefused = 111;

    /// <summary>The kernel's own ENOTSUPP, which the C library does not know.</summary>
    internal const int KernelNotSupported = 524;

    /// <summary>Text and name of a positive or negative error number: <c>Permission denied (EACCES)</c>.</summary>
    internal static string Describe(int error)
    {
        var number = Math.Abs(error);
        if (number == KernelNotSupported)
            return "Operation not supported by the kernel (ENOTSUPP)";
        var name = Libc.strerrorname_np(number);
        return name is null ? $"error {number}" : $"{NativeText.Read(Libc.strerror(number))} ({NativeText.Read(name)})";
    }
}
