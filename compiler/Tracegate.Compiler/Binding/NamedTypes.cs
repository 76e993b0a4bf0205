using System.Collections.Frozen;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>The types that the language itself names (T-int, T-agg, T-sym, T-str).</summary>
internal static class NamedTypes
{
    private static readonly FrozenDictionary<string, TraceType> Fixed = new Dictionary<string, TraceType>
    {
        ["void"] = VoidType.Instance,
        ["bool"] = BooleanType.Instance,
        ["int8"] = IntegerType.Int8,
        ["int16"] = new IntegerType(2, true),
        ["int32"] = IntegerType.Int32,
        ["int64"] = IntegerType.Int64,
        ["uint8"] = IntegerType.UInt8,
        ["uint16"] = new IntegerType(2, false),
        ["uint32"] = IntegerType.UInt32,
        ["uint64"] = IntegerType.UInt64,
        ["timestamp"] = new SymbolicType(SymbolicKind.Timestamp),
        ["macaddr_t"] = new SymbolicType(SymbolicKind.MacAddress),
        ["cgroup_path_t"] = new SymbolicType(SymbolicKind.CgroupPath),
        ["username_t"] = new SymbolicType(SymbolicKind.Username),
        ["inet"] = new SymbolicType(SymbolicKind.Inet),
        ["ksym_t"] = new SymbolicType(SymbolicKind.KernelSymbol),
        ["usym_t"] = new SymbolicType(SymbolicKind.UserSymbol),
        ["count_t"] = Aggregate(AggregateKind.Count, false),
        ["sum_t"] = Aggregate(AggregateKind.Sum, true),
        ["min_t"] = Aggregate(AggregateKind.Min, true),
        ["max_t"] = Aggregate(AggregateKind.Max, true),
        ["avg_t"] = Aggregate(AggregateKind.Avg, true),
        ["stats_t"] = Aggregate(AggregateKind.Stats, true),
        ["usum_t"] = Aggregate(AggregateKind.Sum, false),
        ["umin_t"] = Aggregate(AggregateKind.Min, false),
        ["umax_t"] = Aggregate(AggregateKind.Max, false),
        ["uavg_t"] = Aggregate(AggregateKind.Avg, false),
        ["ustats_t"] = Aggregate(AggregateKind.Stats, false),
        ["hist_t"] = Aggregate(AggregateKind.Hist, false),
        ["lhist_t"] = Aggregate(AggregateKind.LHist, false),
        ["tseries_t"] = Aggregate(AggregateKind.TSeries, false),

        // Typedefs that scripts use whether or not the target's types are known.
        ["u8"] = IntegerType.UInt8,
        ["u16"] = new IntegerType(2, false),
        ["u32"] = IntegerType.UInt32,
        ["u64"] = IntegerType.UInt64,
        ["s8"] = IntegerType.Int8,
        ["s16"] = new IntegerType(2, true),
        ["s32"] = IntegerType.Int32,
        ["s64"] = IntegerType.Int64,
        ["uint8_t"] = IntegerType.UInt8,
        ["uint16_t"] = new IntegerType(2, false),
        ["uint32_t"] = IntegerType.UInt32,
        ["uint64_t"] = IntegerType.UInt64,
        ["int8_t"] = IntegerType.Int8,
        ["int16_t"] = new IntegerType(2, true),
        ["int32_t"] = IntegerType.Int32,
        ["int64_t"] = IntegerType.Int64,
        ["size_t"] = IntegerType.UInt64,
        ["ssize_t"] = IntegerType.Int64,
        ["uintptr_t"] = IntegerType.UInt64,
        ["char"] = IntegerType.Int8,
        ["short"] = new IntegerType(2, true),
        ["int"] = IntegerType.Int32,
        ["long"] = IntegerType.Int64,
    }.ToFrozenDictionary();

    /// <summary>All names, for suggestions.</summary>
    public static IEnumerable<string> Names => Fixed.Keys.Concat(["string", "buffer", "kstack", "ustack"]);

    /// <summary>The type with a name, or null. A string without capacity holds nothing yet and grows.</summary>
    public static TraceType? Find(string name, ConfigValues config) => name switch
    {
        "string" => new StringType(1),
        "buffer" => new BufferType(0),
        "kstack" or "kstack_t" => new StackType(false, config.StackMode, 127),
        "ustack" or "ustack_t" => new StackType(true, config.StackMode, 127),
        _ => Fixed.GetValueOrDefault(name),
    };

    /// <summary>What kind of type it is, for <c>typeinfo</c>.</summary>
    public static string BaseName(TraceType type) => type switch
    {
        IntegerType or EnumType => "int",
        StringType => "string",
        BufferType => "buffer",
        PointerType => "pointer",
        ArrayType => "array",
        TupleType tuple => tuple.IsRecord ? "record" : "tuple",
        StructType => "c_type",
        _ => type.Name,
    };

    private static AggregateType Aggregate(AggregateKind kind, bool signed) => new(new AggregateInfo(kind, signed));
}
