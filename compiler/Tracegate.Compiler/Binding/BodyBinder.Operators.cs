using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;
using BinaryOperator = Tracegate.Compiler.Bound.BinaryOperator;
using SyntaxOperator = Tracegate.Compiler.Syntax.BinaryOperator;
using UnaryOperator = Tracegate.Compiler.Bound.UnaryOperator;

namespace Tracegate.Compiler.Binding;

/// <summary>Operators (E-arith … E-cmp-other, E-unary, E-logic).</summary>
internal sealed partial class BodyBinder
{
    private BoundExpression BindBinary(BinaryExpressionSyntax syntax)
    {
        if (syntax.Operator is SyntaxOperator.LogicalAnd or SyntaxOperator.LogicalOr)
            return BindLogical(syntax);
        return Binary(syntax.Span, syntax.Operator, BindValue(syntax.Left), BindValue(syntax.Right));
    }

    private BoundExpression BindLogical(BinaryExpressionSyntax syntax)
    {
        var isAnd = syntax.Operator == SyntaxOperator.LogicalAnd;
        var (left, right) = (BindCondition(syntax.Left), BindCondition(syntax.Right));
        if (left.Type is ErrorType || right.Type is ErrorType)
            return new BoundError(syntax.Span);

        // A constant left side decides, or leaves it to the right one.
        if (left is BoundConstant constant)
            return (constant.Bits != 0) == isAnd ? right : Constants.Boolean(syntax.Span, !isAnd);
        return new BoundLogical(syntax.Span, isAnd, left, right);
    }

    private BoundExpression Binary(SourceSpan span, SyntaxOperator op, BoundExpression left, BoundExpression right)
    {
        if (left.Type is ErrorType || right.Type is ErrorType)
            return new BoundError(span);
        if (left.Type is StringType)
            right = AsText(right);
        else if (right.Type is StringType)
            left = AsText(left);
        if (left.Type is EnumType)
            left = Convert(left, IntegerType.UInt64);
        if (right.Type is EnumType)
            right = Convert(right, IntegerType.UInt64);
        return (left.Type, right.Type) switch
        {
            (BooleanType, BooleanType) => Booleans(span, op, left, right),
            (IntegerType or BooleanType, IntegerType or BooleanType) => Integers(span, op, left, right),
            (PointerType, _) or (_, PointerType) => Pointers(span, op, left, right),
            (StringType, StringType) => Strings(span, op, left, right),
            (StringType, IntegerType) => DropCharacters(span, op, left, right),
            (ArrayType or TupleType, ArrayType or TupleType) => Compounds(span, op, left, right),
            _ => BadOperands(span, op, left, right),
        };
    }

    private BoundError BadOperands(SourceSpan span, SyntaxOperator op, BoundExpression left, BoundExpression right) =>
        Error(SemanticDiagnostics.BadOperands, span, op.Text(), left.Type, right.Type);

    private BoundExpression Booleans(SourceSpan span, SyntaxOperator op, BoundExpression left, BoundExpression right)
    {
        if (op is SyntaxOperator.Equal or SyntaxOperator.NotEqual)
        {
            if (Constants.AreEqual(left, right) is { } equal)
                return Constants.Boolean(span, equal == (op == SyntaxOperator.Equal));
            return new BoundBinary(span, BooleanType.Instance, Operator(op), left, right);
        }

        var result = Integers(span, op, left, right);
        return result.Type is IntegerType ? Convert(result, BooleanType.Instance) : result;
    }

    private BoundExpression Integers(SourceSpan span, SyntaxOperator syntaxOperator, BoundExpression left, BoundExpression right)
    {
        var op = Operator(syntaxOperator);
        var isShift = op is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight;
        var isDivision = op is BinaryOperator.Divide or BinaryOperator.Modulo;
        if (isShift && right is BoundConstant shift && (Constants.Value(shift) < 0 || Constants.Value(shift) > 63))
            return Error(SemanticDiagnostics.ShiftRange, span, Constants.Value(shift));
        if (isDivision && right is BoundConstant { Bits: 0 })
            return Error(SemanticDiagnostics.DivisionByZero, span);
        if (Fold(span, op, left, right) is { } folded)
            return folded;
        var signed = isShift && left.Type is not IntegerType { IsFlexible: true } ? IsSigned(left.Type) : IsSigned(left.Type, right.Type);
        var type = new IntegerType(8, signed);
        if (!isShift)
        {
            WarnSignChange(left, type);
            WarnSignChange(right, type);
        }

        if (IsComparison(op))
            return new BoundBinary(span, BooleanType.Instance, op, Convert(left, type), Convert(right, type));
        if (op == BinaryOperator.Subtract)
            type = IntegerType.Int64;
        return new BoundBinary(span, type, op, Convert(left, type), Convert(right, type));
    }

    private BoundExpression? Fold(SourceSpan span, BinaryOperator op, BoundExpression left, BoundExpression right)
    {
        if (left is not BoundConstant a || right is not BoundConstant b)
            return null;
        if (IsComparison(op))
            return Constants.Boolean(span, Constants.Compare(op, Constants.Value(a).CompareTo(Constants.Value(b))));
        var value = Constants.Calculate(op, Constants.Value(a), Constants.Value(b))!.Value;
        if (a.IsLiteral && b.IsLiteral && a.Type is IntegerType && b.Type is IntegerType)
            return (BoundExpression?)Constants.Literal(span, value) ?? Error(SemanticDiagnostics.FoldOverflow, span);
        var signed = op == BinaryOperator.Subtract || IsSigned(a.Type, b.Type);
        return new BoundConstant(span, new IntegerType(8, signed), (ulong)(value & ulong.MaxValue));
    }

    // Literals adapt to the other side; two of them are signed (T-flex).
    private static bool IsSigned(TraceType left, TraceType right) => (left, right) switch
    {
        (IntegerType { IsFlexible: true }, IntegerType { IsFlexible: true }) => true,
        (IntegerType { IsFlexible: true }, _) => IsSigned(right),
        (_, IntegerType { IsFlexible: true }) => IsSigned(left),
        _ => IsSigned(left) || IsSigned(right),
    };

    private static bool IsSigned(TraceType type) => type is IntegerType { Signed: true };

    private BoundExpression Pointers(SourceSpan span, SyntaxOperator syntaxOperator, BoundExpression left, BoundExpression right)
    {
        var op = Operator(syntaxOperator);
        if (IsComparison(op) && left.Type is PointerType or IntegerType && right.Type is PointerType or IntegerType)
        {
            if (left.Type is PointerType a && right.Type is PointerType b)
            {
                if (a.Pointee != b.Pointee && a.Pointee is not VoidType && b.Pointee is not VoidType)
                    Report(SemanticDiagnostics.PointerMix.At(span, a, b));
                else if (a.Space != b.Space && IsForeign(a.Space) && IsForeign(b.Space))
                    Report(SemanticDiagnostics.SpaceMix.At(span));
            }

            return new BoundBinary(span, BooleanType.Instance, op, Convert(left, IntegerType.UInt64), Convert(right, IntegerType.UInt64));
        }

        return (op, left.Type, right.Type) switch
        {
            (BinaryOperator.Add or BinaryOperator.Subtract, PointerType pointer, IntegerType) => Offset(span, op, left, pointer, right),
            (BinaryOperator.Add, IntegerType, PointerType pointer) => Offset(span, op, right, pointer, left),
            _ => BadOperands(span, syntaxOperator, left, right),
        };
    }

    private static bool IsForeign(AddressSpace space) => space is AddressSpace.Kernel or AddressSpace.User;

    // The offset counts elements; the tree has bytes. The size of a kernel struct is that of the target.
    private BoundExpression Offset(SourceSpan span, BinaryOperator op, BoundExpression pointer, PointerType type, BoundExpression count)
    {
        BoundExpression offset = Convert(count, IntegerType.Int64);
        if (type.Pointee is StructType { Btf: not null } kernel)
            offset = new BoundBinary(count.Span, IntegerType.Int64, BinaryOperator.Multiply, offset, Convert(new BoundSizeOf(count.Span, kernel), IntegerType.Int64));
        else if (type.Pointee.Size > 1)
            offset = Fold(count.Span, BinaryOperator.Multiply, offset, new BoundConstant(count.Span, IntegerType.Int64, (ulong)type.Pointee.Size))
                ?? new BoundBinary(count.Span, IntegerType.Int64, BinaryOperator.Multiply, offset, new BoundConstant(count.Span, IntegerType.Int64, (ulong)type.Pointee.Size));
        return new BoundBinary(span, type, op, pointer, offset);
    }

    private BoundExpression Strings(SourceSpan span, SyntaxOperator op, BoundExpression left, BoundExpression right)
    {
        if (left is BoundString a && right is BoundString b)
        {
            if (op == SyntaxOperator.Add)
                return Constants.String(span, a.Bytes.AddRange(b.Bytes));
            if (IsComparison(Operator(op)))
                return Constants.Boolean(span, Constants.Compare(Operator(op), a.Bytes.AsSpan().SequenceCompareTo(b.Bytes.AsSpan())));
        }

        return op is SyntaxOperator.Equal or SyntaxOperator.NotEqual
            ? new BoundStringEquality(span, op == SyntaxOperator.NotEqual, left, right)
            : BadOperands(span, op, left, right);
    }

    private BoundExpression DropCharacters(SourceSpan span, SyntaxOperator op, BoundExpression left, BoundExpression right) =>
        op == SyntaxOperator.Add && left is BoundString text && right is BoundConstant count && Constants.Value(count) >= 0
            ? Constants.String(span, text.Bytes[(int)Math.Min(count.Bits, (ulong)text.Bytes.Length)..])
            : BadOperands(span, op, left, right);

    private BoundExpression Compounds(SourceSpan span, SyntaxOperator op, BoundExpression left, BoundExpression right)
    {
        if (op is not (SyntaxOperator.Equal or SyntaxOperator.NotEqual))
            return BadOperands(span, op, left, right);
        var negated = op == SyntaxOperator.NotEqual;
        if (Constants.AreEqual(left, right) is { } equal)
            return Constants.Boolean(span, equal != negated);
        if (left.Type is ArrayType || right.Type is ArrayType)
        {
            return left.Type == right.Type && left.Type is ArrayType { Element: IntegerType }
                ? new BoundMemoryEquality(span, negated, left, right)
                : Error(SemanticDiagnostics.ArrayLengths, span, left.Type, right.Type);
        }

        return TypeJoin.Join(left.Type, right.Type) is { } type
            ? new BoundMemoryEquality(span, negated, Convert(left, type), Convert(right, type))
            : BadOperands(span, op, left, right);
    }

    private BoundExpression BindUnary(UnaryExpressionSyntax syntax)
    {
        switch (syntax.Operator)
        {
            case Syntax.UnaryOperator.Dereference:
                return BindDereference(syntax);
            case Syntax.UnaryOperator.AddressOf:
                return BindAddressOf(syntax);
            case Syntax.UnaryOperator.LogicalNot:
                var condition = BindCondition(syntax.Operand);
                return condition switch
                {
                    BoundConstant constant => Constants.Boolean(syntax.Span, constant.Bits == 0),
                    { Type: ErrorType } => condition,
                    _ => new BoundUnary(syntax.Span, BooleanType.Instance, UnaryOperator.Not, condition),
                };
        }

        var isNegation = syntax.Operator == Syntax.UnaryOperator.Negate;
        var operand = BindValue(syntax.Operand);
        if (operand.Type is EnumType or BooleanType)
            operand = Convert(operand, IntegerType.UInt64);
        if (operand.Type is ErrorType)
            return operand;
        if (operand.Type is not IntegerType integer)
            return Error(SemanticDiagnostics.BadOperand, syntax.Span, syntax.Operator.Text(), operand.Type);
        if (operand is BoundConstant number)
        {
            var value = isNegation ? -Constants.Value(number) : ~Constants.Value(number);
            if (number.IsLiteral && isNegation)
                return value >= long.MinValue ? Constants.Literal(syntax.Span, value)! : Error(SemanticDiagnostics.FoldOverflow, syntax.Span);
            return new BoundConstant(syntax.Span, new IntegerType(8, integer.Signed && !integer.IsFlexible), (ulong)(value & ulong.MaxValue))
            {
                IsLiteral = number.IsLiteral,
            };
        }

        var type = new IntegerType(8, integer.Signed);
        return new BoundUnary(syntax.Span, type, isNegation ? UnaryOperator.Negate : UnaryOperator.Complement, Convert(operand, type));
    }

    private BoundExpression BindConditional(ConditionalExpressionSyntax syntax)
    {
        var value = BindValue(syntax.Condition);
        var condition = ToCondition(value);
        return Branches(syntax.Span, condition, syntax.WhenTrue is null ? value : Bind(syntax.WhenTrue), Bind(syntax.WhenFalse));
    }

    private BoundExpression BindIfExpression(IfExpressionSyntax syntax)
    {
        if (syntax.Condition is ComptimeExpressionSyntax comptime)
        {
            return Comptime(comptime) switch
            {
                true => Bind(syntax.Then),
                false when syntax.Else is { } otherwise => Bind(otherwise),
                _ => new BoundVoid(syntax.Span),
            };
        }

        var condition = BindCondition(syntax.Condition);
        return Branches(syntax.Span, condition, Bind(syntax.Then), syntax.Else is null ? new BoundVoid(syntax.Span) : Bind(syntax.Else));
    }

    private BoundExpression Branches(SourceSpan span, BoundExpression condition, BoundExpression then, BoundExpression otherwise)
    {
        // A branch whose type is not known yet takes that of the other.
        if (condition.Type is ErrorType || (then.Type is ErrorType && otherwise.Type is ErrorType))
            return new BoundError(span);
        if (_state.IsFinal && (then.Type is ErrorType || otherwise.Type is ErrorType))
            return new BoundError(span);
        if (then is BoundLoadConstant || otherwise is BoundLoadConstant)
        {
            then = otherwise.Type is StringType ? AsText(then) : then;
            otherwise = then.Type is StringType ? AsText(otherwise) : otherwise;
        }

        var type = then.Type == otherwise.Type && then.Type is not IntegerType ? then.Type : TypeJoin.Join(then.Type, otherwise.Type);
        if (type is null || type is AggregateType)
            return Error(SemanticDiagnostics.BranchTypes, span, then.Type, otherwise.Type);
        if (condition is BoundConstant constant)
            return Convert(constant.Bits != 0 ? then : otherwise, type);
        WarnSignChange(then, type);
        WarnSignChange(otherwise, type);
        return new BoundConditional(span, type, condition, Convert(then, type), Convert(otherwise, type));
    }

    private static bool IsComparison(BinaryOperator op) => op >= BinaryOperator.Equal;

    private static BinaryOperator Operator(SyntaxOperator op) => op switch
    {
        SyntaxOperator.BitwiseOr => BinaryOperator.Or,
        SyntaxOperator.BitwiseXor => BinaryOperator.Xor,
        SyntaxOperator.BitwiseAnd => BinaryOperator.And,
        SyntaxOperator.Equal => BinaryOperator.Equal,
        SyntaxOperator.NotEqual => BinaryOperator.NotEqual,
        SyntaxOperator.Less => BinaryOperator.Less,
        SyntaxOperator.LessOrEqual => BinaryOperator.LessOrEqual,
        SyntaxOperator.Greater => BinaryOperator.Greater,
        SyntaxOperator.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        SyntaxOperator.ShiftLeft => BinaryOperator.ShiftLeft,
        SyntaxOperator.ShiftRight => BinaryOperator.ShiftRight,
        SyntaxOperator.Add => BinaryOperator.Add,
        SyntaxOperator.Subtract => BinaryOperator.Subtract,
        SyntaxOperator.Multiply => BinaryOperator.Multiply,
        SyntaxOperator.Divide => BinaryOperator.Divide,
        SyntaxOperator.Modulo => BinaryOperator.Modulo,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };
}
