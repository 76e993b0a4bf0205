using System.Globalization;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Names for expressions that have the same value all through a run of a program, so that a key is built and an element
/// read once: <c>/@start[tid]/ { … @start[tid] … }</c>.
/// </summary>
internal static class Steady
{
    /// <summary>Equal for equal values; null for what may change.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="isFixed">Whether a variable is set only once.</param>
    public static string? Name(BoundExpression? expression, Func<VariableSymbol, bool> isFixed)
    {
        switch (expression)
        {
            case null:
                return "";
            case BoundConstant constant:
                return $"{constant.Type}:{constant.Bits.ToString(CultureInfo.InvariantCulture)}";
            case BoundString text:
                return $"{text.Type}:{Convert.ToHexString(text.Bytes.AsSpan())}";
            case BoundBuiltin { Builtin.IsSteady: true } builtin:
                return $"{builtin.Builtin.Name}:{builtin.Index}";
            case BoundVariable { Variable: var variable } when isFixed(variable):
                return $"{variable.Name}#{variable.Id}";
            case BoundConversion conversion:
                return Name(conversion.Operand, isFixed) is { } operand ? $"{conversion.Type}({operand})" : null;
            case BoundField { Field.Source: not FieldSource.Memory } field:
                return $"args.{field.Field.Name}";
            case BoundTuple tuple:
                var names = tuple.Elements.Select(element => (element.Member, Name: Name(element.Value, isFixed))).ToArray();
                return names.Any(part => part.Name is null) ? null : $"{tuple.Type}[{string.Join(',', names.Select(part => $"{part.Member}={part.Name}"))}]";
            default:
                return null;
        }
    }

    /// <summary>The key that a node looks up, or null.</summary>
    public static BoundExpression? KeyOf(BoundNode node) => node switch
    {
        BoundMapElement n => n.Key,
        BoundMapAssignment n => n.Key,
        BoundMapUpdate n => n.Key,
        BoundAggregation n => n.Key,
        BoundMapIncrement n => n.Key,
        BoundMapAddress n => n.Key,
        BoundCall { Arguments: [BoundMapReference, var key, ..] } => key,
        _ => null,
    };
}
