using System.Buffers.Binary;
using System.Collections.Immutable;
using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Symbols;
using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Session;

/// <summary>Look-ups of printed values: those that need the loaded object here, the machine's in the host's services.</summary>
internal sealed class SessionServices : IValueServices
{
    private readonly ObjectMetadata metadata;
    private readonly UserSymbols users;
    private readonly HostValueServices host;
    private readonly List<string> probeNames = [];
    private byte[] frames = [];
    private BpfObject? loaded;

    internal SessionServices(ObjectMetadata metadata, RunConfig config)
    {
        this.metadata = metadata;
        users = new UserSymbols(config.DemanglesNames, config.CachesUserSymbols);
        host = new HostValueServices(metadata, config.TruncationTrailer, Stack, ProbeName, users);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> TruncationTrailer => host.TruncationTrailer;

    /// <summary>Nanoseconds since 1970 at which the boot-time clock was 0.</summary>
    internal long BootBase => host.BootBase;

    /// <summary>Gives access to the maps, once there are any.</summary>
    internal void Use(BpfObject loadedObject, IEnumerable<string> names)
    {
        loaded = loadedObject;
        probeNames.AddRange(names);
    }

    /// <summary>
    /// Keeps what is needed to name addresses of the command and its descendants after their end, if the object prints
    /// such addresses at all.
    /// </summary>
    /// <param name="pid">The command, before it runs.</param>
    /// <param name="loop">Takes what they map in time.</param>
    internal void Follow(int pid, EventLoop loop)
    {
        if (!metadata.Holds(NeedsUserSymbols))
            return;
        foreach (var descriptor in users.Follow(pid))
            loop.Add(descriptor, users.TakeMappings);
    }

    /// <inheritdoc/>
    public string Text(uint index) => host.Text(index);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Stack(ulong id, bool buildId)
    {
        var name = buildId ? WellKnown.BuildIdStacks : WellKnown.Stacks;
        if (loaded is null || !loaded.Maps.TryGetValue(name, out var map))
            return [];
        if (frames.Length < map.ValueSize)
            frames = new byte[map.ValueSize];
        Span<byte> key = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(key, id);
        return map.Lookup(key, frames) == 0 ? frames.AsSpan(0, map.ValueSize) : [];
    }

    /// <inheritdoc/>
    public ImmutableArray<EnumMember> Enumerators(ValueType.Enum type) => host.Enumerators(type);

    /// <inheritdoc/>
    public void AppendProbeName(Utf8Buffer to, ulong cookie) => host.AppendProbeName(to, cookie);

    /// <inheritdoc/>
    public void AppendKernelSymbol(Utf8Buffer to, ulong address, bool offset) =>
        host.AppendKernelSymbol(to, address, offset);

    /// <inheritdoc/>
    public void AppendUserSymbol(Utf8Buffer to, ulong address, uint pid, uint program, bool offset, bool module) =>
        host.AppendUserSymbol(to, address, pid, program, offset, module);

    /// <inheritdoc/>
    public void AppendUserName(Utf8Buffer to, ulong uid) => host.AppendUserName(to, uid);

    /// <inheritdoc/>
    public void AppendCgroupPath(Utf8Buffer to, ulong id, string filter) => host.AppendCgroupPath(to, id, filter);

    /// <inheritdoc/>
    public long UnixNanoseconds(ulong bootNanoseconds) => host.UnixNanoseconds(bootNanoseconds);

    private static bool NeedsUserSymbols(ValueType type) =>
        type is ValueType.UserSymbol or ValueType.UserStack { Mode: StackMode.Bpftrace or StackMode.Perf };

    private string ProbeName(ulong cookie) => cookie < (ulong)probeNames.Count ? probeNames[(int)cookie] : "";
}
