using System.Text;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Bound;

/// <summary>Prints bound expressions. Types stand where they cannot be seen from the parts.</summary>
internal static class BoundExpressionPrinter
{
    public static string Print(BoundExpression expression) => expression switch
    {
        BoundError => "error",
        BoundVoid => "void",
        BoundConstant n => Constant(n),
        BoundString n => Quote(n.Bytes.AsSpan()) + ":" + n.Type,
        BoundArray n => $"[{string.Join(",", n.Bytes)}]:{n.Type}",
        BoundVariable n => BoundTreePrinter.Variable(n.Variable),
        BoundMapElement n => $"{BoundTreePrinter.Element(n.Map, n.Key)}:{n.Type}",
        BoundMapReference n => n.Map.Name,
        BoundUnary n => $"({Text(n.Operator)}{Print(n.Operand)}):{n.Type}",
        BoundBinary n => $"({Print(n.Left)} {Text(n.Operator)} {Print(n.Right)}):{n.Type}",
        BoundLogical n => $"({Print(n.Left)} {(n.IsAnd ? "&&" : "||")} {Print(n.Right)})",
        BoundStringEquality n => $"({Print(n.Left)} {(n.Negated ? "!=" : "==")}str {Print(n.Right)})",
        BoundMemoryEquality n => $"({Print(n.Left)} {(n.Negated ? "!=" : "==")}mem {Print(n.Right)})",
        BoundConversion n => $"({n.Type}){Print(n.Operand)}",
        BoundConditional n => $"({Print(n.Condition)} ? {Print(n.Then)} : {Print(n.Else)})",
        BoundTuple n => Tuple(n),
        BoundTupleMember n => $"{Print(n.Target)}.{Member(n)}:{n.Type}",
        BoundField n => $"{Print(n.Target)}.{n.Field.Name}:{n.Type}{Source(n.Field.Source)}",
        BoundDereference n => $"(*{Print(n.Pointer)}):{n.Type}",
        BoundIndex n => $"{Print(n.Target)}[{Print(n.Index)}]:{n.Type}",
        BoundVariableAddress n => "&" + BoundTreePrinter.Variable(n.Variable),
        BoundMapAddress n => "&" + BoundTreePrinter.Element(n.Map, n.Key),
        BoundVariableIncrement n => Increment(BoundTreePrinter.Variable(n.Variable), n.Prefix, n.Delta, n.Type),
        BoundMapIncrement n => Increment(BoundTreePrinter.Element(n.Map, n.Key), n.Prefix, n.Delta, n.Type),
        BoundBuiltin n => $"{n.Builtin.Name}{(n.Builtin.Numbered ? n.Index : "")}:{n.Type}",
        BoundCall n => $"{n.Function.Name}{(n.Partner is { } partner ? $"+{partner.Name}" : "")}({string.Join(", ", n.Arguments.Select(Print))}):{n.Type}",
        BoundFunctionCall n => $"{n.Function.Name}({string.Join(", ", n.Arguments.Select(Print))}):{n.Type}",
        BoundBlockExpression n => Block(n),
        BoundSizeOf n => $"sizeof({n.Struct})",
        BoundOffsetOf n => $"offsetof({n.Struct}, {string.Join(".", n.Fields.Select(f => f.Name))})",
        BoundKernelEnumerator n => $"{n.Member.Name}:{n.Type}",
        BoundLoadConstant n => $"{n.Kind}({n.Argument}):{n.Type}",
        _ => expression.GetType().Name,
    };

    public static string Text(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Modulo => "%",
        BinaryOperator.And => "&",
        BinaryOperator.Or => "|",
        BinaryOperator.Xor => "^",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        _ => ">=",
    };

    private static string Text(UnaryOperator op) => op switch
    {
        UnaryOperator.Negate => "-",
        UnaryOperator.Complement => "~",
        _ => "!",
    };

    private static string Constant(BoundConstant constant) => constant.Type switch
    {
        BooleanType => constant.Bits != 0 ? "true" : "false",
        IntegerType { Signed: false } => $"{constant.Bits}:{constant.Type}",
        PointerType => $"0x{constant.Bits:x}:{constant.Type}",
        _ => $"{(long)constant.Bits}:{constant.Type}",
    };

    private static string Tuple(BoundTuple tuple) => tuple.Tuple.IsRecord
        ? $"({string.Join(", ", tuple.Elements.Select(e => $"{tuple.Tuple.Members[e.Member].Name}={Print(e.Value)}"))})"
        : $"({string.Join(", ", tuple.Elements.Select(e => Print(e.Value)))})";

    private static string Member(BoundTupleMember member) =>
        member.Target.Type is TupleType { IsRecord: true } record ? record.Members[member.Member].Name : member.Member.ToString();

    private static string Source(FieldSource source) => source switch
    {
        FieldSource.Memory => "",
        FieldSource.ContextWord word => $"{{word {word.Index}}}",
        FieldSource.SyscallArgument argument => $"{{syscall {argument.Index}}}",
        FieldSource.SyscallReturn => "{syscall ret}",
        FieldSource.TracepointMember => "{tracepoint}",
        FieldSource.DataLocation => "{data_loc}",
        FieldSource.RelativeLocation => "{rel_loc}",
        FieldSource.ContextOffset at => $"{{offset {at.Offset}}}",
        FieldSource.Register register => $"{{register {register.Index}}}",
        FieldSource.FunctionReturn result => $"{{return {result.Index}}}",
        _ => "",
    };

    private static string Increment(string target, bool prefix, long delta, TraceType type)
    {
        var sign = delta < 0 ? "--" : "++";
        var step = delta is 1 or -1 ? "" : $"({Math.Abs(delta)})";
        return (prefix ? sign + step + target : target + sign + step) + ":" + type;
    }

    private static string Block(BoundBlockExpression block)
    {
        var text = new StringBuilder("{ ");
        foreach (var statement in block.Statements)
        {
            var lines = BoundTreePrinter.Print(statement).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            text.AppendJoin(' ', lines.Select(line => line.Trim())).Append("; ");
        }

        return text.Append(Print(block.Value)).Append(" }").ToString();
    }

    private static string Quote(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        foreach (var b in bytes)
        {
            switch (b)
            {
                case (byte)'\n':
                    text.Append("\\n");
                    break;
                case (byte)'\t':
                    text.Append("\\t");
                    break;
                case (byte)'"' or (byte)'\\':
                    text.Append('\\').Append((char)b);
                    break;
                case >= 0x20 and < 0x7f:
                    text.Append((char)b);
                    break;
                default:
                    text.Append($"\\x{b:x2}");
                    break;
            }
        }

        return text.Append('"').ToString();
    }
}
