using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Compiler.CodeGen;

/// <summary>A map of the script as programs see it.</summary>
/// <param name="Symbol">The map.</param>
/// <param name="Info">Its row in the metadata.</param>
/// <param name="Index">Index of that row.</param>
/// <param name="KeySize">Bytes of the key that helpers take.</param>
public sealed record MapSlot(MapSymbol Symbol, MapInfo Info, int Index, int KeySize)
{
    /// <summary>The BPF map.</summary>
    public IrValue Address => IrValue.Global(Info.Symbol);

    /// <summary>Bytes of a value (of one CPU).</summary>
    public int ValueSize => Info.ValueSize;
}

/// <summary>Decides where the script's maps live and defines them.</summary>
public sealed class MapTable
{
    private readonly Dictionary<MapSymbol, MapSlot> slots = [];

    internal MapTable(ObjectEmitter emitter)
    {
        var accumulating = MapRoles.Accumulating(emitter.Program);
        foreach (var map in emitter.Program.Maps)
        {
            var storage = Storage(map);
            var slot = new MapSlot(map, Info(map, storage, emitter.Options.MaxMapKeys) with { Accumulates = accumulating.Contains(map) && MapRoles.KeepsElements(storage) }, slots.Count, KeyBytes(map));
            slots.Add(map, slot);
            if (storage == MapStorage.Global)
                GlobalBytes += 16;
        }
    }

    /// <summary>The maps in the order of the metadata.</summary>
    public IEnumerable<MapSlot> All => slots.Values.OrderBy(slot => slot.Index);

    /// <summary>Bytes of <see cref="WellKnown.ScalarsSection"/>: a value and its presence for each map.</summary>
    public int GlobalBytes { get; private set; }

    /// <summary>The slot of a map.</summary>
    public MapSlot this[MapSymbol map] => slots[map];

    private static MapStorage Storage(MapSymbol map) => map switch
    {
        { DeclaredStorage: { } declared } => declared,
        { IsScalar: true, Aggregate: { Kind: not AggregateKind.TSeries } } => MapStorage.PercpuArray,
        { Aggregate: not null } => MapStorage.PercpuHash,
        { IsScalar: true, Value: IntegerType or BooleanType or EnumType or PointerType } => MapStorage.Global,
        _ => MapStorage.Hash,
    };

    private MapInfo Info(MapSymbol map, MapStorage storage, int maxKeys)
    {
        var entries = (storage, map) switch
        {
            (MapStorage.Global or MapStorage.PercpuArray, _) => 1,
            (_, { DeclaredEntries: > 0 }) => map.DeclaredEntries,
            (_, { IsScalar: true, Aggregate: { Kind: AggregateKind.TSeries } series }) => series.Intervals,
            (_, { IsScalar: true }) => 1,
            _ => maxKeys,
        };
        return new MapInfo(
            map.Name,
            storage == MapStorage.Global ? "" : "AT_" + map.Name[1..],
            storage,
            map.Key?.ToValueType(),
            map.Aggregate is null ? map.Value.ToValueType() : new ValueType.None(),
            map.Aggregate,
            entries,
            DefaultSize: map.DeclaredEntries == 0 && !map.IsScalar,
            GlobalOffset: storage == MapStorage.Global ? GlobalBytes : 0);
    }

    // A map without keys in a hash has the key 0; a time series has the slot of the interval behind its key.
    private static int KeyBytes(MapSymbol map)
    {
        var size = map.Key?.Size ?? 0;
        if (map.Aggregate is { Kind: AggregateKind.TSeries })
            return ((size + 3) & ~3) + 4;
        return map.Key is null ? 4 : size;
    }

    /// <summary>Defines the BPF maps.</summary>
    internal void Define(ObjectEmitter emitter)
    {
        foreach (var slot in All)
        {
            if (slot.Info.Storage == MapStorage.Global)
                continue;
            var key = slot.Symbol.Key is null || slot.Info.Aggregate is { Kind: AggregateKind.TSeries }
                ? slot.KeySize == 4 ? emitter.Debug.Integer(4, false) : emitter.Debug.Array(emitter.Debug.Integer(1, false), 1, slot.KeySize)
                : emitter.Debug.Value(slot.Info.Key!);
            var value = slot.Info.Aggregate is null
                ? emitter.Debug.Value(slot.Info.Value)
                : emitter.Debug.Array(emitter.Debug.Integer(8, false), 8, slot.ValueSize / 8);
            DefineMap(emitter, slot.Info.Symbol, KernelMapType.Of(slot.Info.Storage), slot.Info.MaxEntries, key, value);
        }
    }

    /// <summary>Defines a map in <c>.maps</c>; the ring buffer has neither key nor value type.</summary>
    internal static void DefineMap(ObjectEmitter emitter, string symbol, int type, int maxEntries, string? key = null, string? value = null, int flags = 0)
    {
        var debug = emitter.Debug;
        var members = ImmutableArray.CreateBuilder<(string, string)>();
        members.Add(("type", debug.Number(type)));
        members.Add(("max_entries", debug.Number(maxEntries)));
        if (flags != 0)
            members.Add(("map_flags", debug.Number(flags)));
        if (key is not null && value is not null)
        {
            members.Add(("key", key));
            members.Add(("value", value));
        }

        var variable = debug.Global(symbol, debug.MapDefinition(members.ToImmutable()));
        emitter.Module.AddGlobal(
            symbol,
            $"global {{ {string.Join(", ", Enumerable.Repeat("ptr", members.Count))} }} zeroinitializer, section \".maps\", align 8",
            variable,
            keep: true);
    }
}

/// <summary>Numbers of map types (<c>enum bpf_map_type</c> in <c>bpf.h</c>).</summary>
internal static class KernelMapType
{
    public const int Hash = 1;
    public const int Array = 2;
    public const int PerfEventArray = 4;
    public const int PercpuHash = 5;
    public const int PercpuArray = 6;
    public const int LruHash = 9;
    public const int LruPercpuHash = 10;
    public const int RingBuffer = 27;
    public const int TaskStorage = 29;

    /// <summary>BPF_F_NO_PREALLOC: elements are allocated when they come; the kernel makes task storage no other way.</summary>
    public const int NoPreallocation = 1;

    public static int Of(MapStorage storage) => storage switch
    {
        MapStorage.Hash => Hash,
        MapStorage.LruHash => LruHash,
        MapStorage.PercpuHash => PercpuHash,
        MapStorage.PercpuLruHash => LruPercpuHash,
        MapStorage.PercpuArray => PercpuArray,
        _ => throw new ArgumentOutOfRangeException(nameof(storage)),
    };
}
