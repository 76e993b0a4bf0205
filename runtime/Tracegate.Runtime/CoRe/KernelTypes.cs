using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.CoRe;

/// <summary>
/// The part of the running kernel's BTF that an object's relocations need, as a file for libbpf: with the whole of it,
/// libbpf's search takes most of the time from exec to the open gate.
/// </summary>
internal sealed unsafe class KernelTypes : IDisposable
{
    internal const string KernelFilePath = "/sys/kernel/btf/vmlinux";

    private readonly int fd;

    private KernelTypes(int fd) => this.fd = fd;

    /// <summary>A path for libbpf.</summary>
    internal string Path => $"/proc/self/fd/{fd}";

    /// <summary>
    /// Extracts the types; null when nothing is relocated, or libbpf must look itself: in modules, or in types that an
    /// extract cannot stand for.
    /// </summary>
    internal static KernelTypes? For(ObjectImage image)
    {
        var wanted = RelocatedTypes.Read(image.Section(".BTF"), image.Section(".BTF.ext"));
        if (wanted is null || wanted.Names.Names.Count == 0)
            return null;
        var cache = ExtractCache.For(wanted);
        if (cache is not null && cache.Read() is { IsEmpty: false } kept)
            return Store(kept);
        var extract = Extract(wanted);
        if (extract is null)
            return null;
        cache?.Write(extract);
        return Store(extract);
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.close(fd);

    private static byte[]? Extract(RelocatedTypes wanted)
    {
        // Linux 6.16: mapping it copies nothing.
        using (var mapped = MappedFile.Open(KernelFilePath, out _))
        {
            if (mapped is not null)
                return BtfExtract.Cut(mapped.Bytes, wanted);
        }

        var whole = KernelFile.ReadBytes(KernelFilePath, out var error);
        return error == 0 ? BtfExtract.Cut(whole, wanted) : null;
    }

    private static KernelTypes? Store(ReadOnlySpan<byte> content)
    {
        const uint closeOnExec = 1;
        int fd;
        fixed (byte* name = "btf\0"u8)
            fd = (int)Libc.syscall(Libc.SyscallMemfdCreate, (nint)name, (nint)closeOnExec, 0, 0, 0);
        if (fd < 0)
            return null;
        var types = new KernelTypes(fd);
        nint written;
        fixed (byte* bytes = content)
            written = Libc.write(fd, bytes, (nuint)content.Length);
        if (written == content.Length && KernelFile.Exists(types.Path))
            return types;
        types.Dispose();
        return null;
    }
}
