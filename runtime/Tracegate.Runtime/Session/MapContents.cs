using System.Buffers.Binary;
using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>The elements of a script's map: read, cleared, zeroed.</summary>
internal sealed class MapContents(MapInfo info, BpfMap map, int cpus)
{
    private readonly MapLedger? ledger = info.Accumulates ? new(info) : null;

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
    internal List<MapElement> Read() => ledger is null ? ReadStored() : ledger.Since(ReadStored());

    /// <summary>
    /// F-clear, F-zero: reads all elements and removes them, or sets their values to 0, in the same step (X-print-race).
    /// </summary>
    /// <param name="keepKeys">Whether the elements stay, with 0.</param>
    internal List<MapElement> Take(bool keepKeys)
    {
        if (ledger is not null)
        {
            var stored = ReadStored();
            var elements = ledger.Since(stored);
            foreach (var key in ledger.Reset(stored, elements, keepKeys, Info.Key is null ? int.MaxValue : (int)map.MaxEntries / 2))
                TakeIntoLedger(key);
            return elements;
        }

        return Info.Storage switch
        {
            MapStorage.Global => TakeScalar(keepKeys),
            MapStorage.PercpuArray => TakeSlot(keepKeys),
            _ => keepKeys ? ZeroHash() : TakeHash(),
        };
    }

    // What came since the ledger was written is carried over.
    private void TakeIntoLedger(byte[] key)
    {
        var values = new byte[ValueBytes];
        if (map.Take(key, values) == 0)
            ledger!.Removed(key, values);
    }

    private List<MapElement> ReadStored()
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
                var elements = new List<MapElement>();
                if (!ReadBatches(elements, take: false))
                {
                    elements.Clear();
                    ReadSingly(elements);
                }

                return elements;
        }
    }

    // Programs add first and set the flag then, so the flag is taken first: what is added in between has its flag later.
    private unsafe List<MapElement> TakeScalar(bool keepKeys)
    {
        var value = map.DataAddress + Info.GlobalOffset;
        var flag = (ulong*)(value + Info.Value.Size + FlagOffset - sizeof(ulong));
        var present = keepKeys ? Volatile.Read(ref *flag) : Interlocked.Exchange(ref *flag, 0);
        var bytes = new byte[Info.Value.Size];
        var bits = bytes.Length switch
        {
            1 => Interlocked.Exchange(ref *value, 0),
            2 => Interlocked.Exchange(ref *(ushort*)value, 0),
            4 => Interlocked.Exchange(ref *(uint*)value, 0),
            _ => Interlocked.Exchange(ref *(ulong*)value, 0),
        };
        Span<byte> all = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(all, bits);
        all[..bytes.Length].CopyTo(bytes);
        return present == 0 && bits == 0 ? [] : [new([], bytes)];
    }

    private List<MapElement> TakeSlot(bool keepKeys)
    {
        var elements = ReadStored();
        zeroed = keepKeys && elements.Count > 0;
        _ = map.Update(new byte[sizeof(uint)], new byte[ValueBytes]);
        return elements;
    }

    private List<MapElement> TakeHash()
    {
        var elements = new List<MapElement>();
        if (!ReadBatches(elements, take: true))
            TakeSingly(elements, static _ => { });
        return elements;
    }

    private List<MapElement> ZeroHash()
    {
        var elements = new List<MapElement>();
        var zero = new byte[ValueBytes];
        TakeSingly(elements, key => _ = map.Update(key, zero, onlyNew: true));
        return elements;
    }

    // The flag follows the value, at a multiple of 8 bytes.
    private int FlagOffset => ((Info.Value.Size + 7) & ~7) - Info.Value.Size + sizeof(ulong);

    private byte[] ReadSlot()
    {
        var values = new byte[ValueBytes];
        _ = map.Lookup(new byte[sizeof(uint)], values);
        return values;
    }

    // False when the kernel cannot, or not to the end.
    private bool ReadBatches(List<MapElement> elements, bool take)
    {
        const int batch = 512;
        var position = new byte[Math.Max(sizeof(ulong), map.KeySize)];
        var keys = new byte[batch * map.KeySize];
        var values = new byte[batch * ValueBytes];
        for (var (result, first) = (0, true); result == 0; first = false)
        {
            uint count = batch;
            result = map.LookupBatch(position, first, keys, values, ref count, take);
            if (result is not (0 or -Errno.NoEntry))
                return false;

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

    private void TakeSingly(List<MapElement> elements, Action<byte[]> taken)
    {
        foreach (var key in Keys())
        {
            var values = new byte[ValueBytes];
            if (map.Take(key, values) == 0)
                elements.Add(Element(key, values));
            taken(key);
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
