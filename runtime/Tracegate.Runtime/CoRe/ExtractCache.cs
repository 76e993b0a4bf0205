using System.Text;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.CoRe;

/// <summary>
/// Keeps extracts until the machine restarts: the pass over the kernel's BTF touches 5 MB. Only root has a cache, in a
/// folder that nobody else can write to; what is not exactly for this boot and these relocations is not used.
/// </summary>
internal sealed unsafe class ExtractCache
{
    private const string Folder = "/run/tracegate";
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    // Of what Read expects, and of what BtfExtract makes.
    private const string Version = "1";

    // Of equal slots the last one stays: the folder does not grow for ever.
    private const int Slots = 256;

    private readonly byte[] key;
    private readonly string path;

    private ExtractCache(byte[] key)
    {
        this.key = key;
        var hash = 2166136261u;
        foreach (var b in key)
            hash = (hash ^ b) * 16777619;
        path = $"{Folder}/btf-{hash % Slots}";
    }

    /// <summary>The cache's entry for what is wanted of the running kernel; null when there can be none.</summary>
    internal static ExtractCache? For(RelocatedTypes wanted)
    {
        if (Libc.geteuid() != 0)
            return null;

        // The kernel stays the same until the next boot, while folders may outlive it.
        var boot = KernelFile.Read(BootId, out _);
        if (boot.Length == 0)
            return null;
        var text = new StringBuilder(Version).Append(' ').Append(boot).Append(wanted.Kinds);
        foreach (var name in wanted.Names.Names)
            text.Append(' ').Append(Encoding.UTF8.GetString(name));
        text.Append(" :");
        foreach (var name in wanted.Members?.Names ?? [])
            text.Append(' ').Append(Encoding.UTF8.GetString(name));
        return new(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>What was kept, or nothing.</summary>
    internal ReadOnlySpan<byte> Read()
    {
        if (!IsOwn(Folder) || !IsOwn(path))
            return [];

        // The length of the key, the key, the extract.
        var content = KernelFile.ReadBytes(path, out var error);
        return error == 0 && content.Length > sizeof(int) + key.Length
            && BitConverter.ToInt32(content) == key.Length && content[sizeof(int)..].StartsWith(key)
            ? content[(sizeof(int) + key.Length)..]
            : [];
    }

    /// <summary>Keeps an extract, if that is possible.</summary>
    internal void Write(ReadOnlySpan<byte> extract)
    {
        const int createNew = 0xC1;
        const int forOwner = 0x180;
        const int folderForOwner = 0x1C0;
        var temporary = $"{path}.{Libc.getpid()}";
        byte[] content = [.. BitConverter.GetBytes(key.Length), .. key, .. extract];
        fixed (byte* folder = NativeText.Bytes(Folder))
        fixed (byte* from = NativeText.Bytes(temporary))
        fixed (byte* to = NativeText.Bytes(path))
        fixed (byte* bytes = content)
        {
            _ = Libc.mkdir(folder, folderForOwner);
            if (!IsOwn(Folder))
                return;
            var fd = Libc.open(from, createNew | Libc.OpenCloseOnExec, forOwner);
            if (fd < 0)
                return;
            var written = Libc.write(fd, bytes, (nuint)content.Length);
            _ = Libc.close(fd);
            if (written != content.Length || Libc.rename(from, to) != 0)
                _ = Libc.unlink(from);
        }
    }

    // Root's, and for nobody else to write.
    private static bool IsOwn(string path)
    {
        const uint writableByOthers = 0x12;
        FileStatus status;
        fixed (byte* name = NativeText.Bytes(path))
            return Libc.lstat(name, &status) == 0 && status.User == 0 && !status.IsLink && (status.Mode & writableByOthers) == 0;
    }
}
