using System.Runtime.InteropServices;
using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>
/// A gate in bpffs that sessions share and other programs may flip (<c>--gate PATH</c>). PATH is an array map of one
/// <c>u32</c>, a <see cref="GateState"/>, that can be mapped; PATH_clock is one of one <c>u64</c>, the boot-time clock at
/// the opening. The gate's name ends with the process id of the session that made it, which removes both at its end.
/// </summary>
internal sealed unsafe class PinnedGate
{
    private const string NamePrefix = "tgate_";
    // bpffs allows no dots.
    private const string ClockSuffix = "_clock";

    private readonly string path;

    private PinnedGate(string path, int fd, int clockFd, bool isOwner) =>
        (this.path, Fd, ClockFd, IsOwner) = (path, fd, clockFd, isOwner);

    /// <summary>Descriptor of the gate's map.</summary>
    internal int Fd { get; }

    /// <summary>Descriptor of the clock's map, or -1.</summary>
    internal int ClockFd { get; }

    /// <summary>Whether this session made it.</summary>
    internal bool IsOwner { get; }

    /// <summary>Joins the gate at a path, or makes one there. A stopped one, which nobody can use any more, is replaced.</summary>
    /// <exception cref="FaultException">It cannot be made, is something else, or its maker died.</exception>
    internal static PinnedGate Take(string path, uint mode)
    {
        const int tries = 3;
        for (var i = 0; i < tries; i++)
        {
            if (Open(path) is { } existing)
            {
                if (StateOf(existing.Fd) != GateState.Stopped)
                    return existing.RefuseOrphan();
                existing.Unpin();
            }
            else if (Create(path, mode) is { } created)
            {
                return created;
            }
        }

        throw Faults.BadGate.With(path, "others make and remove it at the same time");
    }

    /// <summary>The gate at a path, or null when there is none.</summary>
    /// <exception cref="FaultException">It is not to be had, or something else.</exception>
    internal static PinnedGate? Open(string path)
    {
        var fd = Get(path);
        if (fd == -Errno.NoEntry)
            return null;
        if (fd < 0)
            throw Faults.BadGate.With(path, Errno.Describe(fd));
        var info = Describe(fd);
        if (info is not { Type: MapType.Array, ValueSize: sizeof(uint), MaxEntries: 1 } || (info.Flags & MapFlags.Mmapable) == 0)
            throw Faults.BadGate.With(path, "it is no start gate");
        return new(path, fd, Get(path + ClockSuffix), isOwner: false);
    }

    /// <summary>Removes the pins, if this session made them.</summary>
    internal void Remove()
    {
        if (IsOwner)
            Unpin();
    }

    private static PinnedGate? Create(string path, uint mode)
    {
        var fd = CreateMap(NamePrefix + Libc.getpid(), sizeof(uint));
        var clock = CreateMap("tgate_clock", sizeof(ulong));
        if (fd < 0 || clock < 0)
            throw Faults.BadGate.With(path, Errno.Describe(Math.Min(fd, clock)));
        var error = Pin(fd, path, mode);
        if (error == 0)
        {
            _ = Pin(clock, path + ClockSuffix, mode);
            return new(path, fd, clock, isOwner: true);
        }

        _ = Libc.close(fd);
        _ = Libc.close(clock);
        return error switch
        {
            -Errno.Exists => null,
            -Errno.NotPermitted or -Errno.Invalid => throw Faults.BadGate.With(path, "it is not in a bpffs, or its name has a dot"),
            _ => throw Faults.BadGate.With(path, Errno.Describe(error)),
        };
    }

    // Who made it has died without removing it: its state says nothing any more.
    private PinnedGate RefuseOrphan()
    {
        var name = Describe(Fd).NameText;
        if (name.StartsWith(NamePrefix, StringComparison.Ordinal)
            && int.TryParse(name[NamePrefix.Length..], out var maker) && !KernelFile.Exists($"/proc/{maker}"))
        {
            throw Faults.StaleGate.With(path, $"{maker}");
        }

        return this;
    }

    private void Unpin()
    {
        Unlink(path);
        Unlink(path + ClockSuffix);
    }

    private static void Unlink(string path)
    {
        fixed (byte* name = NativeText.Bytes(path))
            _ = Libc.unlink(name);
    }

    private static int Get(string path)
    {
        fixed (byte* name = NativeText.Bytes(path))
            return LibbpfApi.bpf_obj_get(name);
    }

    private static int Pin(int fd, string path, uint mode)
    {
        fixed (byte* name = NativeText.Bytes(path))
        {
            var result = LibbpfApi.bpf_obj_pin(fd, name);
            return result == 0 && Libc.chmod(name, mode) != 0 ? -Marshal.GetLastPInvokeError() : result;
        }
    }

    private static int CreateMap(string name, int valueSize)
    {
        var options = new BpfMapCreateOptions { Size = (nuint)sizeof(BpfMapCreateOptions), Flags = MapFlags.Mmapable };
        fixed (byte* text = NativeText.Bytes(name))
            return LibbpfApi.bpf_map_create(MapType.Array, text, sizeof(uint), (uint)valueSize, 1, &options);
    }

    private static BpfMapInfo Describe(int fd)
    {
        BpfMapInfo info = default;
        var size = (uint)sizeof(BpfMapInfo);
        _ = LibbpfApi.bpf_map_get_info_by_fd(fd, &info, &size);
        return info;
    }

    private static GateState StateOf(int fd)
    {
        uint key = 0;
        uint state;
        return LibbpfApi.bpf_map_lookup_elem(fd, (byte*)&key, (byte*)&state) == 0 ? GateWord.State(state) : GateState.Armed;
    }
}
