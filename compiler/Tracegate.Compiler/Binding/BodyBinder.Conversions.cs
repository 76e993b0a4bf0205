using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>Implicit conversions: made where types are joined, and written into the tree.</summary>
internal sealed partial class BodyBinder
{
    /// <inheritdoc/>
    public BoundExpression Convert(BoundExpression value, TraceType type)
    {
        if (value.Type is ErrorType || type is ErrorType)
            return value;
        var target = TypeJoin.Settle(type);
        switch (value, target)
        {
            case (BoundConstant constant, IntegerType integer) when constant.Type is IntegerType or BooleanType or EnumType or PointerType:
                return new BoundConstant(value.Span, integer, Constants.Truncate(constant.Bits, integer));
            case (BoundConstant constant, BooleanType):
                return new BoundConstant(value.Span, BooleanType.Instance, constant.Bits != 0 ? 1UL : 0);
            case (BoundConstant constant, PointerType) when constant.Type is IntegerType:
                return new BoundConstant(value.Span, target, constant.Bits);
            case (BoundString text, StringType capacity) when capacity.Capacity > text.Bytes.Length:
                return new BoundString(value.Span, capacity, text.Bytes);
            case (BoundTuple tuple, TupleType to):
                return ConvertTuple(tuple, to);
            case (BoundVoid, _):
                return value;
            default:
                return value.Type == target ? value : new BoundConversion(value.Span, target, value);
        }
    }

    // Members are converted one by one, so that literals take the member's type without cost.
    private BoundTuple ConvertTuple(BoundTuple tuple, TupleType type)
    {
        var elements = ImmutableArray.CreateBuilder<(int, BoundExpression)>(tuple.Elements.Length);
        foreach (var (member, value) in tuple.Elements)
        {
            var name = tuple.Tuple.Members[member].Name;
            var index = name.Length > 0 ? IndexOf(type, name) : member;
            elements.Add((index, Convert(value, type.Members[index].Type)));
        }

        return new BoundTuple(tuple.Span, type, elements.MoveToImmutable());
    }

    private static int IndexOf(TupleType type, string name)
    {
        for (var i = 0; i < type.Members.Length; i++)
        {
            if (type.Members[i].Name == name)
                return i;
        }

        return -1;
    }

    private BoundExpression BindCondition(ExpressionSyntax syntax) => ToCondition(BindValue(syntax));

    private BoundExpression ToCondition(BoundExpression value) => value switch
    {
        { Type: ErrorType } => value,
        BoundConstant constant => Constants.Boolean(value.Span, constant.Bits != 0),
        BoundString text => Constants.Boolean(value.Span, !text.Bytes.IsEmpty),
        { Type: BooleanType } => value,
        { Type: IntegerType or EnumType or PointerType } => new BoundConversion(value.Span, BooleanType.Instance, value),
        _ => Error(SemanticDiagnostics.BadCondition, value.Span, value.Type),
    };

    /// <summary>The value as text where a positional parameter meets strings (V-posparam).</summary>
    private BoundExpression AsText(BoundExpression value) =>
        value is BoundLoadConstant { Kind: LoadConstantKind.ParameterNumber } parameter
            ? new BoundLoadConstant(value.Span, new StringType(Config.MaxStringLength), LoadConstantKind.ParameterText, parameter.Argument)
            : value;

    /// <summary>
    /// The space of an address that is an integer: that of the probe's arguments, since this is where integers that are
    /// addresses come from (T-ptr).
    /// </summary>
    private AddressSpace SpaceOf(BoundExpression integer) => integer switch
    {
        BoundField { Field.Source: FieldSource.SyscallArgument } => AddressSpace.User,
        BoundConversion conversion => SpaceOf(conversion.Operand),
        BoundLoadConstant { Kind: LoadConstantKind.KernelAddress } => AddressSpace.Kernel,
        BoundLoadConstant { Kind: LoadConstantKind.UserAddress } => AddressSpace.User,
        BoundBinary binary when SpaceOf(binary.Left) is not AddressSpace.Unknown and var space => space,
        BoundField { Target.Type: PointerType { Space: var space } } when space != AddressSpace.Local => space,
        _ => ProbeType?.ArgumentSpace ?? AddressSpace.Unknown,
    };

    /// <inheritdoc/>
    public BoundExpression ToAddress(BoundExpression value) =>
        value.Type is IntegerType or EnumType or BooleanType
            ? Convert(value, new PointerType(IntegerType.Int8, SpaceOf(value)))
            : value;
}
