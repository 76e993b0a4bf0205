using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>The tracer's pid namespace, whose ids <c>pid</c> and <c>tid</c> are (B-pid).</summary>
internal static unsafe class PidNamespace
{
    private const ulong InitialInode = 0xEFFFFFFC;

    private static readonly Lazy<FileStatus> File = new(Read, isThreadSafe: false);

    /// <summary>Whether it is the initial one, whose ids the cheap helper tells.</summary>
    internal static bool IsInitial => File.Value.Inode == InitialInode;

    /// <summary>Device of the namespace's file.</summary>
    internal static ulong Device => File.Value.Device;

    /// <summary>Inode of the namespace's file.</summary>
    internal static ulong Inode => File.Value.Inode;

    /// <summary>The object with programs that tell the ids of this namespace.</summary>
    internal static ObjectImage Adjust(ObjectImage image) => IsInitial || Inode == 0 ? image : image.WithNamespace((uint)Device, (uint)Inode);

    private static FileStatus Read()
    {
        FileStatus status = default;
        fixed (byte* name = NativeText.Bytes("/proc/self/ns/pid"))
            return Libc.stat(name, &status) == 0 ? status : default;
    }
}
