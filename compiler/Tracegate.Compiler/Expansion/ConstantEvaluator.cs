using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>Computes integer constants of C: conditions of <c>#if</c>, array sizes, enumerators.</summary>
internal static class ConstantEvaluator
{
    /// <summary>The value, or null if the expression is no constant.</summary>
    public static long? Evaluate(ExpressionSyntax node, Func<string, long?> lookUp)
    {
        switch (node)
        {
            case IntegerLiteralSyntax n:
                return unchecked((long)n.Value);
            case BooleanLiteralSyntax n:
                return n.Value ? 1 : 0;
            case IdentifierSyntax n:
                return lookUp(n.Name);
            case UnaryExpressionSyntax n:
                return Evaluate(n.Operand, lookUp) is { } operand ? Unary(n.Operator, operand) : null;
            case ConditionalExpressionSyntax n:
                if (Evaluate(n.Condition, lookUp) is not { } condition)
                    return null;
                return condition != 0 ? n.WhenTrue is null ? condition : Evaluate(n.WhenTrue, lookUp) : Evaluate(n.WhenFalse, lookUp);
            case BinaryExpressionSyntax n:
                return Evaluate(n.Left, lookUp) is { } left && Evaluate(n.Right, lookUp) is { } right ? Binary(n.Operator, left, right) : null;
            default:
                return null;
        }
    }

    private static long? Unary(UnaryOperator op, long value) => op switch
    {
        UnaryOperator.Negate => unchecked(-value),
        UnaryOperator.BitwiseNot => ~value,
        UnaryOperator.LogicalNot => value == 0 ? 1 : 0,
        _ => null,
    };

    private static long? Binary(BinaryOperator op, long left, long right) => unchecked(op switch
    {
        BinaryOperator.LogicalOr => Bool(left != 0 || right != 0),
        BinaryOperator.LogicalAnd => Bool(left != 0 && right != 0),
        BinaryOperator.BitwiseOr => left | right,
        BinaryOperator.BitwiseXor => left ^ right,
        BinaryOperator.BitwiseAnd => left & right,
        BinaryOperator.Equal => Bool(left == right),
        BinaryOperator.NotEqual => Bool(left != right),
        BinaryOperator.Less => Bool(left < right),
        BinaryOperator.LessOrEqual => Bool(left <= right),
        BinaryOperator.Greater => Bool(left > right),
        BinaryOperator.GreaterOrEqual => Bool(left >= right),
        BinaryOperator.ShiftLeft => right is >= 0 and < 64 ? left << (int)right : null,
        BinaryOperator.ShiftRight => right is >= 0 and < 64 ? left >> (int)right : null,
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => right == 0 || right == -1 ? right == 0 ? null : -left : left / right,
        BinaryOperator.Modulo => right == 0 ? null : right == -1 ? 0 : left % right,
        _ => null,
    });

    private static long Bool(bool value) => value ? 1 : 0;
}
