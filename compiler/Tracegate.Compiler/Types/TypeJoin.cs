using System.Collections.Immutable;
using Tracegate.Contract;

namespace Tracegate.Compiler.Types;

/// <summary>The least type that holds the values of two types (T-join, T-join-other).</summary>
public static class TypeJoin
{
    /// <summary>The join, or null when values of the two cannot live together.</summary>
    public static TraceType? Join(TraceType a, TraceType b)
    {
        switch (a, b)
        {
            case (ErrorType, _):
                return b;
            case (_, ErrorType):
                return a;
            case (IntegerType x, IntegerType y):
                return Integers(x, y);
            case (EnumType x, EnumType y) when x == y || x.Tag == y.Tag:
                return a;
            case (EnumType, IntegerType y):
                return Integers(IntegerType.UInt64, y);
            case (IntegerType x, EnumType):
                return Integers(x, IntegerType.UInt64);
            case (EnumType, EnumType):
                return IntegerType.UInt64;
            case (StringType x, StringType y):
                return x.Capacity >= y.Capacity ? a : b;
            case (StringType x, SymbolicType { Kind: SymbolicKind.ProbeName }):
                return new StringType(Math.Max(x.Capacity, SymbolicType.ProbeNameSize));
            case (SymbolicType { Kind: SymbolicKind.ProbeName }, StringType y):
                return new StringType(Math.Max(y.Capacity, SymbolicType.ProbeNameSize));
            case (BufferType x, BufferType y):
                return x.Capacity >= y.Capacity ? a : b;
            case (TupleType x, TupleType y):
                return Tuples(x, y);
            case (PointerType x, PointerType y):
                return Pointers(x, y);
            case (AggregateType x, AggregateType y):
                return Aggregates(x.Info, y.Info);
            default:
                return a == b ? a : null;
        }
    }

    /// <summary>Whether two types are the same to inference: as equality, but flexible integers differ from others.</summary>
    public static bool IsSame(TraceType? a, TraceType? b) => (a, b) switch
    {
        (null, null) => true,
        (IntegerType x, IntegerType y) => x == y && x.IsFlexible == y.IsFlexible,
        (TupleType x, TupleType y) => x == y && x.Members.Zip(y.Members).All(pair => IsSame(pair.First.Type, pair.Second.Type)),
        _ => a == b,
    };

    /// <summary>The type without flexible integers: that of a value that is stored for good.</summary>
    public static TraceType Settle(TraceType type) => type switch
    {
        IntegerType { IsFlexible: true } integer => integer with { IsFlexible = false },
        TupleType tuple => new TupleType([.. tuple.Members.Select(member => member with { Type = Settle(member.Type) })]),
        _ => type,
    };

    private static IntegerType Integers(IntegerType a, IntegerType b)
    {
        var bytes = Math.Max(a.Bytes, b.Bytes);
        if (a.IsFlexible && b.IsFlexible)
            return new IntegerType(bytes, true) { IsFlexible = true };
        if (a.IsFlexible || b.IsFlexible || a.Signed == b.Signed)
            return new IntegerType(bytes, a.IsFlexible ? b.Signed : a.Signed);
        var (signed, unsigned) = a.Signed ? (a, b) : (b, a);
        return signed.Bytes > unsigned.Bytes ? signed : new IntegerType(Math.Min(2 * unsigned.Bytes, 8), true);
    }

    private static TupleType? Tuples(TupleType a, TupleType b)
    {
        if (a.Members.Length != b.Members.Length || a.IsRecord != b.IsRecord)
            return null;
        var members = ImmutableArray.CreateBuilder<TupleMember>(a.Members.Length);
        for (var i = 0; i < a.Members.Length; i++)
        {
            // Records are the same whatever the order of their members (E-record).
            var left = a.Members[i];
            var right = a.IsRecord ? b.Members.FirstOrDefault(member => member.Name == left.Name) : b.Members[i];
            if (right is null || Join(left.Type, right.Type) is not { } type)
                return null;
            members.Add(new TupleMember(left.Name, type));
        }

        return new TupleType(members.MoveToImmutable());
    }

    private static PointerType? Pointers(PointerType a, PointerType b)
    {
        var pointee = a.Pointee == b.Pointee ? a.Pointee : (a.Pointee, b.Pointee) switch
        {
            (VoidType, _) or (_, VoidType) => VoidType.Instance,
            _ => null,
        };
        return pointee is null ? null : new PointerType(pointee, a.Space == b.Space ? a.Space : AddressSpace.Unknown);
    }

    private static AggregateType? Aggregates(AggregateInfo a, AggregateInfo b)
    {
        var signed = a.Signed || b.Signed;
        return a with { Signed = signed } == b with { Signed = signed } ? new AggregateType(a with { Signed = signed }) : null;
    }
}
