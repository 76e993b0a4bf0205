using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tracegate.Bench;

/// <summary>What the kernel says about a loaded program (<c>struct bpf_prog_info</c>).</summary>
/// <param name="Instructions">Instructions after the verifier's rewriting, 8 bytes each: what bpftool calls xlated.</param>
/// <param name="Lines">The same as a listing shows them: a 64-bit constant, which takes two, is one.</param>
/// <param name="RunTimeNs">Time spent in the program while statistics were on.</param>
/// <param name="RunCount">Runs in that time.</param>
internal readonly record struct ProgramInfo(int Instructions, int Lines, ulong RunTimeNs, ulong RunCount);

/// <summary>The few commands of the bpf system call that the benchmarks need.</summary>
internal static partial class Bpf
{
    private const int GetProgramById = 13;
    private const int GetInfoByFd = 15;
    private const int EnableStatistics = 32;
    private const int InfoSize = 256;
    private const int MostInstructions = 65536;

    // Offsets in struct bpf_prog_info (include/uapi/linux/bpf.h).
    private const int TranslatedLength = 20;
    private const int TranslatedCode = 32;
    private const int RunTime = 192;
    private const int RunCount = 200;

    private static readonly long SystemCall = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 280 : 321;

    /// <summary>Information on a program, or null if there is none with that id.</summary>
    public static unsafe ProgramInfo? Program(int id)
    {
        var fd = Open(id);
        if (fd < 0)
            return null;
        var info = stackalloc byte[InfoSize];
        new Span<byte>(info, InfoSize).Clear();
        var code = new byte[8 * MostInstructions];
        fixed (byte* p = code)
        {
            *(uint*)(info + TranslatedLength) = (uint)code.Length;
            *(byte**)(info + TranslatedCode) = p;
            return Info(fd, id, info, code);
        }
    }

    // The second half of a 64-bit constant has no operation code.
    private static int CountLines(ReadOnlySpan<byte> code)
    {
        var lines = 0;
        for (var i = 0; i < code.Length; i += 8)
            lines += code[i] != 0 ? 1 : 0;
        return lines;
    }

    private static unsafe ProgramInfo Info(int fd, int id, byte* info, byte[] code)
    {
        Span<byte> attributes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(attributes, fd);
        BinaryPrimitives.WriteInt32LittleEndian(attributes[4..], InfoSize);
        BinaryPrimitives.WriteUInt64LittleEndian(attributes[8..], (ulong)info);
        var result = Call(GetInfoByFd, attributes);
        _ = Close(fd);
        if (result < 0)
            throw new BenchException($"no information on BPF program {id}");
        var bytes = new ReadOnlySpan<byte>(info, InfoSize);
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[TranslatedLength..]);
        return new ProgramInfo(
            length / 8,
            CountLines(code.AsSpan(0, Math.Min(length, code.Length))),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[RunTime..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[RunCount..]));
    }

    /// <summary>Whether a program with that id still exists.</summary>
    public static bool Exists(int id)
    {
        var fd = Open(id);
        if (fd < 0)
            return false;
        _ = Close(fd);
        return true;
    }

    /// <summary>Turns on the kernel's run time statistics until the result is disposed.</summary>
    public static IDisposable Statistics()
    {
        Span<byte> attributes = stackalloc byte[4];
        attributes.Clear();
        var fd = Call(EnableStatistics, attributes);
        return fd >= 0 ? new Descriptor(fd) : throw new BenchException("the kernel does not turn on BPF statistics");
    }

    private static int Open(int id)
    {
        Span<byte> attributes = stackalloc byte[12];
        attributes.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(attributes, id);
        return Call(GetProgramById, attributes);
    }

    private static unsafe int Call(int command, Span<byte> attributes)
    {
        fixed (byte* p = attributes)
            return (int)Call(SystemCall, command, p, (nuint)attributes.Length);
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static unsafe partial nint Call(long number, nint command, byte* attributes, nuint size);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int fd);

    private sealed class Descriptor(int fd) : IDisposable
    {
        public void Dispose() => _ = Close(fd);
    }
}
