using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>Chooses the sizes of an object's maps before load.</summary>
internal static class MapSizes
{
    private const uint PageSize = 4096;
    private const uint SmallestRing = 256 * 1024;
    private const uint LargestRing = 16 * 1024 * 1024;

    // 2,700 control records while the runtime is kept from handling them.
    private const uint LargestControlRing = 64 * 1024;

    // Scripts that print nothing by themselves send a few control records.
    private const uint ControlRing = 4 * PageSize;

    // Above this, elements are allocated when they are needed instead of all at once.
    private const long PreallocationLimit = 256 * 1024;

    /// <summary>Sets the sizes.</summary>
    /// <param name="opened">The object, not loaded.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="config">Limits.</param>
    /// <param name="probeNames">Rows that <see cref="WellKnown.ProbeNames"/> needs.</param>
    internal static void Apply(BpfObject opened, ObjectMetadata metadata, RunConfig config, int probeNames)
    {
        if (opened.Maps.TryGetValue(WellKnown.RingBuffer, out var ring))
        {
            ring.MaxEntries = RingBufferSize(metadata, config);
            if (opened.Maps.TryGetValue(WellKnown.ControlRing, out var control))
                control.MaxEntries = Math.Clamp(ring.MaxEntries / 4, PageSize, LargestControlRing);
        }

        if (opened.Maps.TryGetValue(WellKnown.ProbeNames, out var names))
            names.MaxEntries = (uint)Math.Max(1, probeNames);
        var cpus = LibbpfApi.libbpf_num_possible_cpus();
        foreach (var info in metadata.Maps)
        {
            if (!opened.Maps.TryGetValue(info.Symbol, out var map))
            {
                if (info.Storage == MapStorage.Global)
                    continue;
                throw Faults.BrokenContract.With($"it has no map '{info.Symbol}'");
            }

            if (info.DefaultSize && config.MaxMapKeys is { } keys && info.Key is not null)
                map.MaxEntries = (uint)Math.Clamp(keys, 1, int.MaxValue);
            if (map.Type is MapType.Hash or MapType.PercpuHash && NeedsNoPreallocation(map, cpus))
                map.Flags |= MapFlags.NoPreallocation;
        }
    }

    // Tracing programs may allocate elements safely since Linux 6.1 (bpf_mem_alloc).
    private static bool CanAllocateLate => KernelVersion.IsAtLeast(6, 1);

    private static bool NeedsNoPreallocation(BpfMap map, int cpus)
    {
        const int elementOverhead = 48;
        var values = (long)((map.ValueSize + 7) & ~7) * (map.IsPercpu ? cpus : 1);
        return map.MaxEntries * (values + map.KeySize + elementOverhead) > PreallocationLimit
            && CanAllocateLate;
    }

    private static uint RingBufferSize(ObjectMetadata metadata, RunConfig config)
    {
        if (config.RingBufferPages > 0)
            return PowerOfTwo(Math.Min(config.RingBufferPages * PageSize, 1L << 30));
        if (!metadata.Events.Any(static e => IsOutput(e.Action)))
            return ControlRing;
        return Math.Clamp(PowerOfTwo(TotalMemory() / 16384), SmallestRing, LargestRing);
    }

    private static bool IsOutput(EventAction action) => !EventRecord.IsControl(action) && action != EventAction.RuntimeError;

    private static uint PowerOfTwo(long bytes)
    {
        var size = PageSize;
        while (size * 2L <= bytes)
            size *= 2;
        return size;
    }

    // "MemTotal:       24685512 kB" is the first line.
    private static long TotalMemory()
    {
        var text = KernelFile.ReadBytes("/proc/meminfo", out _);
        var digits = text.IndexOfAnyInRange((byte)'0', (byte)'9');
        return digits >= 0 && System.Buffers.Text.Utf8Parser.TryParse(text[digits..], out long kilobytes, out _)
            ? kilobytes * 1024
            : 0;
    }
}
