using System.Collections.Immutable;
using Tracegate.Compiler.Btf;
using Tracegate.Contract;

namespace Tracegate.Compiler.Types;

/// <summary>Where a pointer points to, which selects the helper that reads through it (T-ptr).</summary>
public enum AddressSpace
{
    /// <summary>Not known: the helper that tries both.</summary>
    Unknown,

    /// <summary>Kernel memory.</summary>
    Kernel,

    /// <summary>Memory of the current user process.</summary>
    User,

    /// <summary>Memory of the program itself (stack, map value, context): loads need no helper.</summary>
    Local,
}

/// <summary>
/// A type of the language (LANGUAGE 1.7). Types are values: equal types are interchangeable. Layouts are those of
/// <see cref="Contract.ValueType"/>.
/// </summary>
public abstract record TraceType
{
    /// <summary>Size in bytes of a stored value.</summary>
    public abstract int Size { get; }

    /// <summary>Alignment in bytes of a stored value.</summary>
    public virtual int Alignment => Size switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };

    /// <summary>Whether a value fits a register: integers, booleans, enums, pointers and one-word symbols.</summary>
    public virtual bool IsScalar => false;

    /// <summary>The name that messages and printed trees use.</summary>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}

/// <summary>No value.</summary>
public sealed record VoidType : TraceType
{
    /// <summary>The type.</summary>
    public static VoidType Instance { get; } = new();

    /// <inheritdoc/>
    public override int Size => 0;

    /// <inheritdoc/>
    public override string Name => "void";
}

/// <summary>The type of an expression that has an error, or is not known yet; agrees with everything.</summary>
public sealed record ErrorType : TraceType
{
    /// <summary>The type.</summary>
    public static ErrorType Instance { get; } = new();

    /// <inheritdoc/>
    public override int Size => 0;

    /// <inheritdoc/>
    public override string Name => "none";
}

/// <summary>An integer of 1, 2, 4 or 8 bytes (T-int).</summary>
public sealed record IntegerType(int Bytes, bool Signed) : TraceType
{
    /// <summary>int64.</summary>
    public static IntegerType Int64 { get; } = new(8, true);

    /// <summary>uint64.</summary>
    public static IntegerType UInt64 { get; } = new(8, false);

    /// <summary>int32.</summary>
    public static IntegerType Int32 { get; } = new(4, true);

    /// <summary>uint32.</summary>
    public static IntegerType UInt32 { get; } = new(4, false);

    /// <summary>int8.</summary>
    public static IntegerType Int8 { get; } = new(1, true);

    /// <summary>uint8.</summary>
    public static IntegerType UInt8 { get; } = new(1, false);

    /// <summary>
    /// Whether it comes from non-negative literals alone and so takes the sign of what it meets (T-flex). Matters to
    /// inference only: equality ignores it.
    /// </summary>
    public bool IsFlexible { get; init; }

    /// <inheritdoc/>
    public override int Size => Bytes;

    /// <inheritdoc/>
    public override bool IsScalar => true;

    /// <inheritdoc/>
    public bool Equals(IntegerType? other) => other is not null && Bytes == other.Bytes && Signed == other.Signed;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Bytes, Signed);

    /// <inheritdoc/>
    public override string Name => $"{(Signed ? "" : "u")}int{Bytes * 8}";
}

/// <summary>One byte, 0 or 1.</summary>
public sealed record BooleanType : TraceType
{
    /// <summary>The type.</summary>
    public static BooleanType Instance { get; } = new();

    /// <inheritdoc/>
    public override int Size => 1;

    /// <inheritdoc/>
    public override bool IsScalar => true;

    /// <inheritdoc/>
    public override string Name => "bool";
}

/// <summary>A C enumeration (L-cenum).</summary>
public sealed record EnumType(string Tag, int Bytes, bool Signed, EnumMembers Members) : TraceType
{
    /// <inheritdoc/>
    public override int Size => Bytes;

    /// <inheritdoc/>
    public override bool IsScalar => true;

    /// <inheritdoc/>
    public override string Name => "enum " + Tag;
}

/// <summary>The constants of an enumeration; compared by reference, since an enumeration is known by its name.</summary>
/// <param name="list">See <see cref="List"/>.</param>
/// <param name="btf">See <see cref="Btf"/>.</param>
public sealed class EnumMembers(ImmutableArray<EnumMember> list, BtfEnum? btf = null)
{
    /// <summary>The kernel's type when values are to be relocated (CO-RE), otherwise null.</summary>
    public BtfEnum? Btf { get; } = btf;

    /// <summary>In the order of the definition.</summary>
    public ImmutableArray<EnumMember> List { get; } = list;
}

/// <summary>Text of at most <paramref name="Capacity"/> bytes, NUL included (T-str).</summary>
public sealed record StringType(int Capacity) : TraceType
{
    /// <inheritdoc/>
    public override int Size => Capacity;

    /// <inheritdoc/>
    public override int Alignment => 1;

    /// <inheritdoc/>
    public override string Name => $"string[{Capacity}]";
}

/// <summary>Bytes with a length (F-buf).</summary>
public sealed record BufferType(int Capacity) : TraceType
{
    /// <inheritdoc/>
    public override int Size => (4 + Capacity + 3) & ~3;

    /// <inheritdoc/>
    public override int Alignment => 4;

    /// <inheritdoc/>
    public override string Name => $"buffer[{Capacity}]";
}

/// <summary>A pointer (T-ptr).</summary>
public sealed record PointerType(TraceType Pointee, AddressSpace Space) : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override bool IsScalar => true;

    /// <inheritdoc/>
    public override string Name => Pointee.Name + " *";
}

/// <summary>An array of equal elements (T-arr).</summary>
public sealed record ArrayType(TraceType Element, int Count) : TraceType
{
    /// <inheritdoc/>
    public override int Size => Element.Size * Count;

    /// <inheritdoc/>
    public override int Alignment => Element.Alignment;

    /// <inheritdoc/>
    public override string Name => $"{Element.Name}[{Count}]";
}

/// <summary>A tuple (E-tuple) or, with names, a record (E-record).</summary>
public sealed record TupleType : TraceType
{
    /// <summary>Creates a tuple of members; names are empty in tuples and set in records.</summary>
    public TupleType(ImmutableArray<TupleMember> members)
    {
        var offset = 0;
        var align = 1;
        var placed = ImmutableArray.CreateBuilder<TupleMember>(members.Length);
        foreach (var member in members)
        {
            var memberAlign = Math.Max(member.Type.Alignment, 1);
            offset = (offset + memberAlign - 1) / memberAlign * memberAlign;
            placed.Add(member with { Offset = offset });
            offset += member.Type.Size;
            align = Math.Max(align, memberAlign);
        }

        Members = placed.MoveToImmutable();
        Alignment = align;
        Size = (offset + align - 1) / align * align;
    }

    /// <summary>Creates a tuple of these types.</summary>
    public TupleType(IEnumerable<TraceType> types)
        : this([.. types.Select(type => new TupleMember("", type))])
    {
    }

    /// <summary>Members with their offsets, in order.</summary>
    public ImmutableArray<TupleMember> Members { get; }

    /// <summary>Whether members have names.</summary>
    public bool IsRecord => Members.Length > 0 && Members[0].Name.Length > 0;

    /// <inheritdoc/>
    public override int Size { get; }

    /// <inheritdoc/>
    public override int Alignment { get; }

    /// <inheritdoc/>
    public override string Name => IsRecord
        ? $"record {{ {string.Join("; ", Members.Select(m => $"{m.Type} {m.Name}"))} }}"
        : $"({string.Join(",", Members.Select(m => m.Type.Name))})";

    /// <inheritdoc/>
    public bool Equals(TupleType? other) => other is not null && Members.SequenceEqual(other.Members);

    /// <inheritdoc/>
    public override int GetHashCode() => Members.Aggregate(17, HashCode.Combine);
}

/// <summary>A member of a <see cref="TupleType"/>; the offset is set by the tuple.</summary>
public sealed record TupleMember(string Name, TraceType Type, int Offset = 0);

/// <summary>What a printable value that is resolved at print time stands for (T-sym).</summary>
public enum SymbolicKind
{
    /// <summary>F-ksym: <c>u64</c>.</summary>
    KernelSymbol,

    /// <summary>F-usym: 16 bytes.</summary>
    UserSymbol,

    /// <summary>F-strftime: 16 bytes.</summary>
    Timestamp,

    /// <summary>F-ntop: 20 bytes.</summary>
    Inet,

    /// <summary>F-macaddr: 6 bytes.</summary>
    MacAddress,

    /// <summary>B-username: <c>u64</c>.</summary>
    Username,

    /// <summary>F-cgroup_path: 16 bytes.</summary>
    CgroupPath,

    /// <summary>B-probe where the attach point is known only at load: <c>u64</c>.</summary>
    ProbeName,
}

/// <summary>A value that the runtime resolves when it prints it; layouts as in <see cref="Contract.ValueType"/>.</summary>
public sealed record SymbolicType(SymbolicKind Kind) : TraceType
{
    /// <summary>Bytes of a <see cref="SymbolicKind.ProbeName"/> as a string.</summary>
    public const int ProbeNameSize = 256;

    /// <inheritdoc/>
    public override int Size => this.ToValueType().Size;

    /// <inheritdoc/>
    public override int Alignment => this.ToValueType().Alignment;

    /// <inheritdoc/>
    public override bool IsScalar => Size == 8;

    /// <inheritdoc/>
    public override string Name => Kind switch
    {
        SymbolicKind.KernelSymbol => "ksym_t",
        SymbolicKind.UserSymbol => "usym_t",
        SymbolicKind.Timestamp => "timestamp",
        SymbolicKind.Inet => "inet",
        SymbolicKind.MacAddress => "macaddr_t",
        SymbolicKind.Username => "username_t",
        SymbolicKind.CgroupPath => "cgroup_path_t",
        _ => "probe_t",
    };
}

/// <summary>A stack (F-kstack, F-ustack): 16 bytes.</summary>
public sealed record StackType(bool User, StackMode Mode, int Limit) : TraceType
{
    /// <inheritdoc/>
    public override int Size => 16;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Name => User ? "ustack" : "kstack";
}

/// <summary>The value type of an aggregate map (T-agg).</summary>
public sealed record AggregateType(AggregateInfo Info) : TraceType
{
    /// <inheritdoc/>
    public override int Size => Info.ValueSize;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Name =>
        (Info.Signed || Info.Kind is AggregateKind.Count or AggregateKind.Hist or AggregateKind.LHist or AggregateKind.TSeries ? "" : "u")
        + (Info.Kind switch
        {
            AggregateKind.Count => "count_t",
            AggregateKind.Sum => "sum_t",
            AggregateKind.Min => "min_t",
            AggregateKind.Max => "max_t",
            AggregateKind.Avg => "avg_t",
            AggregateKind.Stats => "stats_t",
            AggregateKind.Hist => "hist_t",
            AggregateKind.LHist => "lhist_t",
            _ => "tseries_t",
        });

    /// <summary>The integer that a read of an element yields, or null where reads are not allowed (M-sync-read).</summary>
    public IntegerType? ReadType => Info.Kind switch
    {
        AggregateKind.Count => IntegerType.UInt64,
        AggregateKind.Sum or AggregateKind.Min or AggregateKind.Max or AggregateKind.Avg => new IntegerType(8, Info.Signed),
        _ => null,
    };
}
