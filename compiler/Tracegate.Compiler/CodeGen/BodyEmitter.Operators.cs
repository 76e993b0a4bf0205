using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Operators, conditions and conversions.</summary>
public sealed partial class BodyEmitter
{
    /// <summary>Jumps by a condition, without a value for it where jumps say it all.</summary>
    private void Condition(BoundExpression condition, IrBlock yes, IrBlock no)
    {
        switch (condition)
        {
            case BoundLogical logical:
                var middle = f.CreateBlock(logical.IsAnd ? "and" : "or");
                Condition(logical.Left, logical.IsAnd ? middle : yes, logical.IsAnd ? no : middle);
                f.Continue(middle);
                var before = known;
                Condition(logical.Right, yes, no);
                known = before;
                break;
            case BoundUnary { Operator: UnaryOperator.Not } not:
                Condition(not.Operand, no, yes);
                break;
            case BoundStringEquality equality:
                StringsEqual(equality, equality.Negated ? no : yes, equality.Negated ? yes : no);
                break;
            case BoundMemoryEquality equality:
                MemoryEqual(equality, equality.Negated ? no : yes, equality.Negated ? yes : no);
                break;
            default:
                f.Branch(Truth(condition), yes, no);
                break;
        }
    }

    private IrValue ConditionValue(BoundExpression condition)
    {
        var (yes, no, done) = (f.CreateBlock("true"), f.CreateBlock("false"), f.CreateBlock("known"));
        Condition(condition, yes, no);
        f.Continue(yes);
        f.Jump(done);
        f.Continue(no);
        f.Jump(done);
        f.Continue(done);
        return f.Phi("truth", (IrValue.True, yes), (IrValue.False, no));
    }

    /// <summary>Whether a scalar is not zero; a literal string holds when it is not empty.</summary>
    private IrValue Truth(BoundExpression expression)
    {
        if (expression is BoundString text)
            return text.Bytes.IsEmpty ? IrValue.False : IrValue.True;
        var value = Scalar(expression);
        return value.Type == IrType.I1 ? value : f.Compare("ne", value, IrValue.Constant(value.Type, 0));
    }

    private IrValue Unary(BoundUnary unary)
    {
        if (unary.Operator == UnaryOperator.Not)
            return f.Binary("xor", Truth(unary.Operand), IrValue.True, "not");
        var type = RegisterType(unary.Type);
        var operand = f.Resize(Scalar(unary.Operand), type, IsSigned(unary.Operand.Type));
        return unary.Operator == UnaryOperator.Negate
            ? f.Binary("sub", IrValue.Constant(type, 0), operand, "neg")
            : f.Binary("xor", operand, IrValue.Constant(type, -1), "inv");
    }

    private IrValue Binary(BoundBinary binary)
    {
        var signed = IsSigned(binary.Left.Type);
        if (Predicate(binary.Operator, signed) is { } predicate)
        {
            var (a, b) = SameWidth(Scalar(binary.Left), Scalar(binary.Right), signed);
            return f.Compare(predicate, a, b);
        }

        var type = RegisterType(binary.Type);
        var left = f.Resize(f.ToInteger(Scalar(binary.Left)), type, signed);
        var right = f.Resize(f.ToInteger(Scalar(binary.Right)), type, IsSigned(binary.Right.Type));
        return binary.Operator switch
        {
            BinaryOperator.Divide or BinaryOperator.Modulo => Divide(binary, left, right, signed),
            // The CPU takes a shift count modulo 64; LLVM must not make more of larger ones.
            BinaryOperator.ShiftLeft => f.Binary("shl", left, ShiftCount(right), "shl"),
            BinaryOperator.ShiftRight => f.Binary("lshr", left, ShiftCount(right), "shr"),
            _ => f.Binary(Operation(binary.Operator), left, right, Operation(binary.Operator)),
        };
    }

    private IrValue ShiftCount(IrValue count) =>
        count.IsConstant ? count : f.Binary("and", count, IrValue.Constant(count.Type, count.Type.Bits() - 1), "count");

    private static string Operation(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "add",
        BinaryOperator.Subtract => "sub",
        BinaryOperator.Multiply => "mul",
        BinaryOperator.And => "and",
        BinaryOperator.Or => "or",
        BinaryOperator.Xor => "xor",
        BinaryOperator.ShiftLeft => "shl",
        BinaryOperator.ShiftRight => "lshr",
        BinaryOperator.Divide => "udiv",
        _ => "urem",
    };

    private static string? Predicate(BinaryOperator op, bool signed) => op switch
    {
        BinaryOperator.Equal => "eq",
        BinaryOperator.NotEqual => "ne",
        BinaryOperator.Less => signed ? "slt" : "ult",
        BinaryOperator.LessOrEqual => signed ? "sle" : "ule",
        BinaryOperator.Greater => signed ? "sgt" : "ugt",
        BinaryOperator.GreaterOrEqual => signed ? "sge" : "uge",
        _ => null,
    };

    private (IrValue, IrValue) SameWidth(IrValue a, IrValue b, bool signed)
    {
        (a, b) = (f.ToInteger(a), f.ToInteger(b));
        var wide = a.Type.Bits() >= b.Type.Bits() ? a.Type : b.Type;
        return (f.Resize(a, wide, signed), f.Resize(b, wide, signed));
    }

    // E-div: by zero gives 1 and a runtime error.
    private IrValue Divide(BoundBinary binary, IrValue left, IrValue right, bool signed)
    {
        if (right.ConstantValue is { } constant && constant != 0)
            return Quotient(binary.Operator, left, right, signed, signed && constant < 0);
        var (zero, divide, done) = (f.CreateBlock("zero"), f.CreateBlock("divide"), f.CreateBlock("divided"));
        f.Branch(f.Compare("eq", right, IrValue.Constant(right.Type, 0)), zero, divide);
        f.Continue(zero);
        ReportError(RuntimeErrorKind.DivideByZero, binary.Span);
        var zeroEnd = f.Block;
        f.Jump(done);
        f.Continue(divide);
        var quotient = Quotient(binary.Operator, left, right, signed, signed);
        var divideEnd = f.Block;
        f.Continue(done);
        return f.Phi("quotient", (IrValue.Constant(left.Type, 1), zeroEnd), (quotient, divideEnd));
    }

    // BPF divides unsigned numbers only (before v4): signed ones are divided without their signs (X-sdiv).
    private IrValue Quotient(BinaryOperator op, IrValue left, IrValue right, bool signed, bool rightMayBeNegative)
    {
        var operation = op == BinaryOperator.Divide ? "udiv" : "urem";
        if (!signed)
            return f.Binary(operation, left, right, operation);
        var sign = Sign(left);
        var (dividend, divisor) = (NegateBy(left, sign, "dividend"), right);
        if (rightMayBeNegative)
        {
            var rightSign = Sign(right);
            divisor = NegateBy(right, rightSign, "divisor");
            if (op == BinaryOperator.Divide)
                sign = f.Binary("xor", sign, rightSign, "sign");
        }

        return NegateBy(f.Binary(operation, dividend, divisor, operation), sign, operation);
    }

    // -1 for negative numbers, otherwise 0.
    private IrValue Sign(IrValue value) => f.Binary("ashr", value, IrValue.Constant(value.Type, value.Type.Bits() - 1), "sign");

    // The negated number where the sign is -1: without a branch.
    private IrValue NegateBy(IrValue value, IrValue sign, string name) => f.Binary("sub", f.Binary("xor", value, sign, "flip"), sign, name);

    private IrValue Convert(BoundConversion conversion)
    {
        var (to, from) = (conversion.Type, conversion.Operand.Type);
        if (!from.IsScalar)
            return LoadScalar(Locate(conversion.Operand) with { Trusted = false }, to);
        var value = Scalar(conversion.Operand);
        if (to is BooleanType)
            return value.Type == IrType.I1 ? value : f.Compare("ne", value, IrValue.Constant(value.Type, 0));
        return f.Resize(f.ToInteger(value), RegisterType(to), IsSigned(from));
    }

    private void StoreConversion(BoundConversion conversion, Slot to, bool pad)
    {
        var operand = conversion.Operand;
        switch (conversion.Type, operand.Type)
        {
            case (TupleType tuple, TupleType source):
                StoreConvertedTuple(conversion, tuple, source, to, pad);
                break;
            case (BufferType wide, BufferType narrow) when wide.Capacity >= narrow.Capacity:
                Store(operand, to, pad);
                break;
            case (ArrayType, StringType text):
                Store(operand, to with { Slack = false }, pad: true);
                if (conversion.Type.Size > text.Size)
                    Zero(Behind(to, text.Size, false), conversion.Type.Size - text.Size);
                break;
            case (_, { IsScalar: true }):
                StoreScalar(Scalar(operand), to.Address, operand.Type, to.Align);
                break;
            default:
                Copy(Locate(operand), conversion.Type, to, pad);
                break;
        }
    }

    private void StoreConvertedTuple(BoundConversion conversion, TupleType tuple, TupleType source, Slot to, bool pad)
    {
        if (pad)
            ZeroGaps(tuple, to);
        if (conversion.Operand is BoundTuple literal)
        {
            // Straight from the elements, without the tuple between.
            Store(new BoundTuple(conversion.Span, tuple, [.. literal.Elements.Select(e => (TargetOf(e.Member), Fit(e.Value, tuple.Members[TargetOf(e.Member)].Type)))]), to, pad);
            return;
        }

        var place = Locate(conversion.Operand);
        for (var i = 0; i < tuple.Members.Length; i++)
        {
            var from = source.IsRecord ? source.Members.First(m => m.Name == tuple.Members[i].Name) : source.Members[i];
            BoundExpression value = new EmittedPlace(conversion.Span, from.Type, Behind(place, from.Offset));
            Store(Fit(value, tuple.Members[i].Type), Behind(to, tuple.Members[i].Offset, slack: i < tuple.Members.Length - 1), pad);
        }

        int TargetOf(int member) => source.IsRecord
            ? tuple.Members.TakeWhile(m => m.Name != source.Members[member].Name).Count()
            : member;
    }

    private static BoundExpression Fit(BoundExpression value, TraceType type) =>
        value.Type == type ? value : new BoundConversion(value.Span, type, value);

    private static bool IsSigned(TraceType type) => type is IntegerType { Signed: true } or EnumType { Signed: true };

    private IrValue Increment(BoundVariableIncrement increment)
    {
        var type = increment.Variable.Type;
        var address = VariableAddress(increment.Variable);
        var old = f.Load(RegisterType(type), address, increment.Variable.Name.TrimStart('$'));
        var value = f.Binary("add", old, IrValue.Constant(old.Type, increment.Delta), "next");
        f.Store(value, address);
        return f.Resize(increment.Prefix ? value : old, RegisterType(increment.Type), IsSigned(type));
    }
}
