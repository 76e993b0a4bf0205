using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using BinaryOperator = Tracegate.Compiler.Bound.BinaryOperator;

namespace Tracegate.Compiler.Binding;

/// <summary>Arithmetic on constants (E-fold).</summary>
internal static class Constants
{
    /// <summary>A literal of the smallest type that holds the value (L-int-type), or null when 64 bits do not.</summary>
    public static BoundConstant? Literal(SourceSpan span, Int128 value)
    {
        if (value < long.MinValue || value > ulong.MaxValue)
            return null;
        if (value > long.MaxValue)
            return new BoundConstant(span, IntegerType.UInt64, (ulong)value) { IsLiteral = true };
        var bytes = value >= sbyte.MinValue && value <= sbyte.MaxValue ? 1
            : value >= short.MinValue && value <= short.MaxValue ? 2
            : value >= int.MinValue && value <= int.MaxValue ? 4
            : 8;
        return new BoundConstant(span, new IntegerType(bytes, true) { IsFlexible = value >= 0 }, (ulong)(long)value) { IsLiteral = true };
    }

    /// <summary>The value of a constant.</summary>
    public static Int128 Value(BoundConstant constant) =>
        constant.Type is IntegerType { Signed: true } or EnumType { Signed: true } ? (long)constant.Bits : constant.Bits;

    /// <summary>Whether a type holds a value.</summary>
    public static bool Holds(IntegerType type, Int128 value) => type.Signed
        ? value >= -((Int128)1 << ((8 * type.Bytes) - 1)) && value < (Int128)1 << ((8 * type.Bytes) - 1)
        : value >= 0 && value < (Int128)1 << (8 * type.Bytes);

    /// <summary>The bits of a value in a type of that size: cut, then extended by the type's sign.</summary>
    public static ulong Truncate(ulong bits, IntegerType type)
    {
        var shift = 64 - (8 * type.Bytes);
        return type.Signed ? (ulong)((long)(bits << shift) >> shift) : bits << shift >> shift;
    }

    /// <summary>The result of an operator, exact; null for operators that do not yield an integer.</summary>
    public static Int128? Calculate(BinaryOperator op, Int128 left, Int128 right) => op switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide when right != 0 => left / right,
        BinaryOperator.Modulo when right != 0 => left % right,
        BinaryOperator.And => left & right,
        BinaryOperator.Or => left | right,
        BinaryOperator.Xor => left ^ right,
        BinaryOperator.ShiftLeft => left << (int)right,
        BinaryOperator.ShiftRight => left >> (int)right,
        _ => null,
    };

    /// <summary>The result of a comparison.</summary>
    public static bool Compare(BinaryOperator op, int order) => op switch
    {
        BinaryOperator.Equal => order == 0,
        BinaryOperator.NotEqual => order != 0,
        BinaryOperator.Less => order < 0,
        BinaryOperator.LessOrEqual => order <= 0,
        BinaryOperator.Greater => order > 0,
        _ => order >= 0,
    };

    /// <summary>A boolean constant.</summary>
    public static BoundConstant Boolean(SourceSpan span, bool value) => new(span, BooleanType.Instance, value ? 1UL : 0) { IsLiteral = true };

    /// <summary>A string constant.</summary>
    public static BoundString String(SourceSpan span, ImmutableArray<byte> bytes) => new(span, new StringType(bytes.Length + 1), bytes);

    /// <summary>Whether two constant expressions are equal; null when they are not both constant.</summary>
    public static bool? AreEqual(BoundExpression left, BoundExpression right)
    {
        switch (left, right)
        {
            case (BoundConstant a, BoundConstant b):
                return Value(a) == Value(b);
            case (BoundString a, BoundString b):
                return a.Bytes.AsSpan().SequenceEqual(b.Bytes.AsSpan());
            case (BoundTuple a, BoundTuple b):
                if (a.Elements.Length != b.Elements.Length)
                    return null;
                var equal = true;
                foreach (var (member, value) in a.Elements)
                {
                    var name = a.Tuple.Members[member].Name;
                    var other = b.Elements.FirstOrDefault(e => name.Length > 0 ? b.Tuple.Members[e.Member].Name == name : e.Member == member);
                    if (other.Value is null || AreEqual(value, other.Value) is not { } same)
                        return null;
                    equal &= same;
                }

                return equal;
            default:
                return null;
        }
    }
}
