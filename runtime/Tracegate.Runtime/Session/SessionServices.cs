using System.Buffers.Binary;
using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Session;

/// <summary>Look-ups of printed values that need the loaded object: constant texts, stacks and probe names.</summary>
internal sealed class SessionServices(ObjectMetadata metadata, RunConfig config) : IValueServices
{
    private readonly byte[] trailer = ByteText.GetBytes(config.TruncationTrailer);
    private readonly List<string> probeNames = [];
    private byte[] frames = [];
    private BpfObject? loaded;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> TruncationTrailer => trailer;

    /// <summary>Gives access to the maps, once there are any.</summary>
    internal void Use(BpfObject loadedObject, IEnumerable<string> names)
    {
        loaded = loadedObject;
        probeNames.AddRange(names);
    }

    /// <inheritdoc/>
    public string Text(uint index) => index < (uint)metadata.Strings.Length ? metadata.Strings[(int)index] : "";

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
    public void AppendProbeName(Utf8Buffer to, ulong cookie) =>
        to.Append(cookie < (ulong)probeNames.Count ? probeNames[(int)cookie] : "");

    /// <inheritdoc/>
    public void AppendKernelSymbol(Utf8Buffer to, ulong address, bool offset) => to.AppendAddress(address);

    /// <inheritdoc/>
    public void AppendUserSymbol(Utf8Buffer to, ulong address, uint pid, uint program, bool offset, bool module) =>
        to.AppendAddress(address);

    /// <inheritdoc/>
    public void AppendUserName(Utf8Buffer to, ulong uid) => to.AppendDecimal(uid);

    /// <inheritdoc/>
    public void AppendCgroupPath(Utf8Buffer to, ulong id, string filter) => to.AppendDecimal(id);

    /// <inheritdoc/>
    public long UnixNanoseconds(ulong bootNanoseconds) => TimeFormat.BootBase() + (long)bootNanoseconds;
}
