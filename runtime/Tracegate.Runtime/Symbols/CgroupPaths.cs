using System.Runtime.InteropServices;
using System.Text;
using Tracegate.Contract;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Symbols;

/// <summary>
/// Paths of cgroups (F-cgroup_path). A cgroup's id is its file handle, so the kernel opens it without a search through
/// the hierarchy.
/// </summary>
public sealed partial class CgroupPaths
{
    private const int OpenDirectory = 0x10000, OpenPath = 0x200000, CloseOnExec = 0x80000;

    // FILEID_KERNFS of include/linux/exportfs.h.
    private const int KernfsHandle = 0xfe;

    private readonly Dictionary<(ulong, string), byte[]> known = [];
    private List<(string Name, string Root)>? hierarchies;

    /// <summary>Appends <c>hierarchy:path</c> of the matching hierarchies joined by commas, <c>unified</c> first.</summary>
    public void Append(Utf8Buffer to, ulong id, string filter)
    {
        if (!known.TryGetValue((id, filter), out var text))
        {
            var buffer = new Utf8Buffer();
            Find(buffer, id, filter);
            known[(id, filter)] = text = buffer.Written.ToArray();
        }

        to.Append(text);
    }

    private void Find(Utf8Buffer to, ulong id, string filter)
    {
        hierarchies ??= Hierarchies();
        foreach (var (name, root) in hierarchies)
        {
            if (!Wildcard.IsMatch(filter, name) || Path(root, id) is not { } path)
                continue;
            if (to.Length != 0)
                to.Append((byte)',');
            to.Append(name);
            to.Append((byte)':');
            to.Append(path);
        }
    }

    private static string? Path(string root, ulong id)
    {
        var mount = Open(root, OpenDirectory | CloseOnExec);
        if (mount < 0)
            return null;
        try
        {
            var handle = new FileHandle { Bytes = 8, Type = KernfsHandle, Id = id };
            var directory = OpenByHandle(mount, handle, OpenPath | CloseOnExec);
            if (directory < 0)
                return null;
            try
            {
                Span<byte> link = stackalloc byte[4096];
                var length = ReadLink($"/proc/self/fd/{directory}", ref link[0], (nuint)link.Length);
                var path = length <= 0 ? "" : Encoding.UTF8.GetString(link[..(int)length]);
                if (!path.StartsWith(root, StringComparison.Ordinal) || path.EndsWith(" (deleted)", StringComparison.Ordinal))
                    return null;
                return path.Length == root.Length ? "/" : path[root.Length..];
            }
            finally
            {
                _ = Libc.Close(directory);
            }
        }
        finally
        {
            _ = Libc.Close(mount);
        }
    }

    // Lines of /proc/self/mounts: device, mount point, type, …
    private static List<(string Name, string Root)> Hierarchies()
    {
        var unified = new List<(string, string)>();
        var others = new List<(string Name, string Root)>();
        SafeLines.Read("/proc/self/mounts", line =>
        {
            var fields = Encoding.UTF8.GetString(line).Split(' ');
            if (fields.Length > 2 && fields[2] == "cgroup2")
                unified.Add(("unified", fields[1]));
            else if (fields.Length > 2 && fields[2] == "cgroup")
                others.Add((fields[1][(fields[1].LastIndexOf('/') + 1)..], fields[1]));
            return true;
        });
        others.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name) is not 0 and var order
            ? order
            : string.CompareOrdinal(a.Root, b.Root));
        return [.. unified, .. others];
    }

    // struct file_handle of fcntl.h with the 8 bytes that kernfs uses.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct FileHandle
    {
        public uint Bytes;
        public int Type;
        public ulong Id;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "open_by_handle_at")]
    private static partial int OpenByHandle(int mount, in FileHandle handle, int flags);

    [LibraryImport("libc", EntryPoint = "readlink", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ReadLink(string path, ref byte target, nuint size);
}
