using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>The elements of a script's map: read, cleared, zeroed.</summary>
internal sealed class MapContents(MapInfo info, BpfMap map, int cpus)
{
    // A slot of an array is always there: only zero() makes one that is zero and yet has a value.
    private bool zeroed;

    /// <summary>What the compiler says of the map.</summary>
    internal MapInfo Info { get; } = info;

    /// <summary>The script's maps, in the order of the metadata.</summary>
    internal static List<MapContents> Of(ObjectMetadata metadata, BpfObject loaded)
    {
        var cpus = LibbpfApi.libbpf_num_possible_cpus();
        var all = new List<MapContents>(metadata.Maps.Length);
        foreach (var info in metadata.Maps)
        {
            var symbol = info.Storage == MapStorage.Global ? WellKnown.ScalarsSection : info.Symbol;
            if (!loaded.Maps.TryGetValue(symbol, out var map))
                throw Faults.BrokenContract.With($"it has no map '{symbol}'");
            all.Add(new(info, map, cpus));
        }

        return all;
    }

    // The kernel copies the value of every CPU at a multiple of 8 bytes.
    private int ValueBytes => map.IsPercpu ? ((map.ValueSize + 7) & ~7) * cpus : map.ValueSize;

    /// <summary>All elements, in any order; an unkeyed map without a value has none.</summary>
    internal List<MapElement> Read()
    {
        switch (Info.Storage)
        {
            case MapStorage.Global:
                var data = map.Data.Slice(Info.GlobalOffset, Info.Value.Size + FlagOffset);
                return data[^sizeof(ulong)] == 0 ? [] : [new([], data[..Info.Value.Size].ToArray())];
            case MapStorage.PercpuArray:
                var slot = ReadSlot();
                return MapView.IsUnused(slot) && !zeroed ? [] : [new([], slot)];
            default:
                return ReadHash();
        }
    }

    /// <summary>F-clear: removes every element.</summary>
    internal void Clear()
    {
        switch (Info.Storage)
        {
            case MapStorage.Global:
                map.Data.Slice(Info.GlobalOffset, Info.Value.Size + FlagOffset).Clear();
                break;
            case MapStorage.PercpuArray:
                zeroed = false;
                Update(new byte[sizeof(uint)]);
                break;
            default:
                foreach (var key in Keys())
                    _ = map.Delete(key);
                break;
        }
    }

    /// <summary>F-zero: sets every value to 0.</summary>
    internal void Zero()
    {
        switch (Info.Storage)
        {
            case MapStorage.Global:
                map.Data.Slice(Info.GlobalOffset, Info.Value.Size).Clear();
                break;
            case MapStorage.PercpuArray:
                zeroed |= !MapView.IsUnused(ReadSlot());
                Update(new byte[sizeof(uint)]);
                break;
            default:
                foreach (var key in Keys())
                    Update(key);
                break;
        }
    }

    // The flag follows the value, at a multiple of 8 bytes.
    private int FlagOffset => ((Info.Value.Size + 7) & ~7) - Info.Value.Size + sizeof(ulong);

    private void Update(byte[] key) => _ = map.Update(key, new byte[ValueBytes]);

    private byte[] ReadSlot()
    {
        var values = new byte[ValueBytes];
        _ = map.Lookup(new byte[sizeof(uint)], values);
        return values;
    }

    private List<MapElement> ReadHash()
    {
        var elements = new List<MapElement>();
        if (!ReadBatches(elements))
            ReadSingly(elements);
        return elements;
    }

    private bool ReadBatches(List<MapElement> elements)
    {
        const int batch = 512;
        var position = new byte[Math.Max(sizeof(ulong), map.KeySize)];
        var keys = new byte[batch * map.KeySize];
        var values = new byte[batch * ValueBytes];
        for (var result = 0; result == 0;)
        {
            uint count = batch;
            result = map.LookupBatch(position, elements.Count == 0, keys, values, ref count);
            if (result is not (0 or -Errno.NoEntry))
            {
                elements.Clear();
                return false;
            }

            for (var i = 0; i < count; i++)
            {
                elements.Add(Element(
                    keys.AsSpan(i * map.KeySize, map.KeySize),
                    values.AsSpan(i * ValueBytes, ValueBytes).ToArray()));
            }

            if (count == 0)
                break;
        }

        return true;
    }

    private void ReadSingly(List<MapElement> elements)
    {
        foreach (var key in Keys())
        {
            var values = new byte[ValueBytes];
            if (map.Lookup(key, values) == 0)
                elements.Add(Element(key, values));
        }
    }

    // An unkeyed map in a hash has a key only for the kernel.
    private MapElement Element(ReadOnlySpan<byte> key, byte[] values) =>
        new(Info.Key is null && Info.Aggregate?.Kind != AggregateKind.TSeries ? [] : key.ToArray(), values);

    private List<byte[]> Keys()
    {
        var keys = new List<byte[]>();
        var key = new byte[map.KeySize];
        for (var found = map.NextKey([], key); found == 0; found = map.NextKey(keys[^1], key))
            keys.Add([.. key]);
        return keys;
    }
}
