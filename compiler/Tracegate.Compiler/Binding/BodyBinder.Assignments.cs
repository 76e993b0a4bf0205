using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;
using BinaryOperator = Tracegate.Compiler.Bound.BinaryOperator;

namespace Tracegate.Compiler.Binding;

/// <summary>Assignments to variables and maps (V-assign, V-agg-assign, V-incdec).</summary>
internal sealed partial class BodyBinder
{
    private BoundStatement BindAssignment(AssignmentStatementSyntax statement)
    {
        switch (statement.Target)
        {
            case VariableSyntax variable:
                return BindVariableAssignment(statement, variable);
            case MapSyntax map:
                return BindMapAssignment(statement, map, null);
            case MapAccessSyntax access:
                return BindMapAssignment(statement, access.Map, access.Key);
            default:
                // The parser has reported it.
                return new BoundExpressionStatement(statement.Span, new BoundError(statement.Span));
        }
    }

    private BoundStatement BindVariableAssignment(AssignmentStatementSyntax statement, VariableSyntax target)
    {
        var value = BindValue(statement.Value);
        var variable = FindVariable(target.Name);
        if (statement.Operator is { } op)
        {
            if (variable is null)
                return Invalid(statement, UndefinedVariable(target));
            value = Binary(statement.Span, op, Read(target.Span, variable), value);
        }

        // A variable exists from its first assignment on (V-scratch).
        variable ??= Declare(target.Name, target, target.Span);
        variable.IsAssigned = true;
        return Assign(statement.Span, variable, value);
    }

    private BoundStatement Assign(SourceSpan span, VariableState variable, BoundExpression value)
    {
        if (value.Type is ErrorType)
            return new BoundExpressionStatement(span, value);
        if (value.Type is AggregateType or StructType { Size: 0 })
            return new BoundExpressionStatement(span, Error(SemanticDiagnostics.NotStorable, value.Span, value.Type));
        if (variable.IsFixed && variable.Symbol.Type is not ErrorType)
        {
            if (!FitsFixed(value, variable.Symbol.Type))
                return new BoundExpressionStatement(span, VariableMismatch(span, variable, value));
        }
        else if (!_state.Join(variable, value.Type))
        {
            return new BoundExpressionStatement(span, VariableMismatch(span, variable, value));
        }

        WarnSignChange(value, variable.Symbol.Type);
        return new BoundVariableAssignment(span, variable.Symbol, Convert(value, variable.Symbol.Type));
    }

    private BoundError VariableMismatch(SourceSpan span, VariableState variable, BoundExpression value)
    {
        Report(SemanticDiagnostics.VariableType.At(span, variable.Name, value.Type, variable.Symbol.Type)
            .WithNote(variable.Symbol.Span, "first used here"));
        return new BoundError(span);
    }

    /// <summary>Whether a value can become one of a type that does not grow. Integers may be narrowed, literals must fit.</summary>
    private bool FitsFixed(BoundExpression value, TraceType type)
    {
        switch (value, type)
        {
            case (BoundConstant { Type: IntegerType } constant, IntegerType target):
                return !constant.IsLiteral || Constants.Holds(target, Constants.Value(constant));
            case ({ Type: IntegerType or EnumType }, IntegerType or EnumType):
                if (value.Type.Size > type.Size)
                    Report(SemanticDiagnostics.SignChange.At(value.Span, value.Type, type));
                return true;
            default:
                return Fits(value, type);
        }
    }

    /// <summary>Whether the value converts to a type without change of the type.</summary>
    private static bool Fits(BoundExpression value, TraceType type) =>
        TypeJoin.Join(TypeJoin.Settle(type), value.Type) is { } joined && (joined == type || joined is IntegerType);

    // int64 and uint64 join to int64, where large values change their sign (T-join).
    private void WarnSignChange(BoundExpression value, TraceType type)
    {
        if (value is not BoundConstant && value.Type is IntegerType { Bytes: 8, Signed: false, IsFlexible: false } && type is IntegerType { Signed: true })
            Report(SemanticDiagnostics.SignChange.At(value.Span, value.Type, type));
    }

    private BoundStatement BindMapAssignment(AssignmentStatementSyntax statement, MapSyntax target, ExpressionSyntax? keySyntax)
    {
        if (_unevaluated > 0)
            Report(SemanticDiagnostics.MapAssignmentInSizeof.At(statement.Span));
        var map = UseMap(target);
        if (Element(map, target, keySyntax) is not (true, var key))
        {
            // The value is bound for its own errors and types.
            if (!IsMapFunction(statement.Value))
                Bind(statement.Value);
            map.IsAssigned = true;
            return new BoundExpressionStatement(statement.Span, new BoundError(statement.Span));
        }

        if (statement.Operator is { } op)
            return BindMapUpdate(statement, map, key, op);
        var (before, last) = SplitBlock(statement.Value);
        if (last is CallExpressionSyntax call && MapFunctions.Find(call.Name) is { } function)
        {
            return before.IsEmpty
                ? BindAggregation(statement.Span, map, key, call, function)
                : InScope(() => new BoundBlock(statement.Span, [.. BindAll(before), BindAggregation(statement.Span, map, key, call, function)]));
        }

        var value = BindValue(statement.Value);
        if (value.Type is ErrorType)
        {
            map.IsAssigned = true;
            return new BoundExpressionStatement(statement.Span, value);
        }

        return AssignElement(statement, map, key, value);
    }

    private BoundStatement AssignElement(AssignmentStatementSyntax statement, MapState map, BoundExpression? key, BoundExpression value)
    {
        if (value is BoundMapElement { Map.Aggregate: { } } copied)
        {
            // @b = @a takes the value only where @b holds integers anyway (V-agg-assign).
            if (map.Symbol.Value is AggregateType || (map.Symbol.Value is ErrorType && _state.IsFinal))
                return Invalid(statement, SemanticDiagnostics.AggregateCopy.At(statement.Value.Span, copied.Map.Value));
            if (map.Symbol.Value is ErrorType)
            {
                map.IsAssigned = true;
                return new BoundExpressionStatement(statement.Span, new BoundError(statement.Span));
            }
        }

        if (value.Type is StructType { Size: 0 } or VoidType)
            return Invalid(statement, SemanticDiagnostics.NotStorable.At(statement.Value.Span, value.Type));
        if (!_state.JoinValue(map, value.Type))
            return MapMismatch(statement.Span, map, value.Type);
        WarnSignChange(value, map.Symbol.Value);
        return new BoundMapAssignment(statement.Span, map.Symbol, key, Convert(value, map.Symbol.Value));
    }

    private BoundExpressionStatement MapMismatch(SourceSpan span, MapState map, TraceType type)
    {
        var descriptor = type is AggregateType || map.Symbol.Value is AggregateType
            ? SemanticDiagnostics.AggregateMix
            : SemanticDiagnostics.MapValueType;
        (object a, object b) = descriptor == SemanticDiagnostics.AggregateMix ? (map.Symbol.Value, type) : (type, map.Symbol.Value);
        if (type is AggregateType { Info: var mine } && map.Symbol.Value is AggregateType { Info: var theirs } && mine.Kind == theirs.Kind)
            Report(SemanticDiagnostics.AggregateConstants.At(span, MapFunctions.Of(mine.Kind).Name, map.Name).WithNote(map.Symbol.Span, "first used here"));
        else
            Report(descriptor.At(span, map.Name, a, b).WithNote(map.Symbol.Span, "first used here"));
        return new BoundExpressionStatement(span, new BoundError(span));
    }

    private BoundStatement BindMapUpdate(AssignmentStatementSyntax statement, MapState map, BoundExpression? key, Syntax.BinaryOperator op)
    {
        var change = BindValue(statement.Value);
        if (change.Type is ErrorType)
        {
            map.IsAssigned = true;
            return new BoundExpressionStatement(statement.Span, change);
        }

        if (map.Symbol.Value is AggregateType)
            return MapMismatch(statement.Span, map, change.Type);

        // The element counts as an integer of the change's sign until more is known.
        var old = map.Symbol.Value is ErrorType
            ? new BoundMapElement(statement.Target.Span, TypeJoin.Settle(change.Type) is IntegerType t ? t : change.Type, map.Symbol, key)
            : new BoundMapElement(statement.Target.Span, map.Symbol.Value, map.Symbol, key);
        var result = Binary(statement.Span, op, old, change);
        if (result is BoundError)
        {
            map.IsAssigned = true;
            return new BoundExpressionStatement(statement.Span, result);
        }

        if (!_state.JoinValue(map, result.Type))
            return MapMismatch(statement.Span, map, result.Type);
        if (result is not BoundBinary { Operator: var bound } operation || operation.Type is not (IntegerType or PointerType))
            return Invalid(statement, SemanticDiagnostics.BadOperands.At(statement.Span, op.Text() + "=", map.Symbol.Value, change.Type));
        var value = operation.Type is PointerType ? operation.Right : Convert(change, map.Symbol.Value);
        return new BoundMapUpdate(statement.Span, map.Symbol, key, bound, value);
    }

    private BoundStatement BindAggregation(SourceSpan span, MapState map, BoundExpression? key, CallExpressionSyntax call, MapFunctionDescriptor function)
    {
        map.IsAssigned = true;
        var least = (function.TakesValue ? 1 : 0) + function.Constants.Count(c => !c.Optional);
        var most = (function.TakesValue ? 1 : 0) + function.Constants.Length;
        if (call.Arguments.Length < least || call.Arguments.Length > most)
            return Failed(SemanticDiagnostics.ArgumentCount.At(call.Span, function.Name, CountText(least, most), call.Arguments.Length));
        CheckUnstable(function.UnstableOption, call.NameSpan);
        var value = function.TakesValue ? BindValue(call.Arguments[0]) : null;
        if (value is { Type: not (ErrorType or IntegerType or BooleanType or EnumType) })
            return Failed(SemanticDiagnostics.ArgumentType.At(call.Arguments[0].Span, "value", function.Name, "an integer", value.Type));
        var constants = ImmutableArray.CreateBuilder<long>();
        for (var i = 0; i + (function.TakesValue ? 1 : 0) < call.Arguments.Length; i++)
        {
            var argument = BindArgument(function.Name, function.Constants[i], call.Arguments[i + (function.TakesValue ? 1 : 0)], null);
            switch (argument)
            {
                case BoundConstant constant:
                    constants.Add((long)constant.Bits);
                    break;
                case BoundString word:
                    constants.Add(function.Constants[i].Words.IndexOf(word.Text));
                    break;
                default:
                    return new BoundExpressionStatement(span, new BoundError(span));
            }
        }

        if (value is { Type: ErrorType })
            return new BoundExpressionStatement(span, new BoundError(span));

        // Literals take the sign of the values they meet, and are signed alone.
        var signed = value?.Type is null or IntegerType { Signed: true };
        var site = new MapFunctionSite(signed, constants.ToImmutable(), text => Report(SemanticDiagnostics.MapArguments.At(call.Span, function.Name, text)));
        if (function.Aggregate(site) is not { } aggregate)
            return new BoundExpressionStatement(span, new BoundError(span));
        if (!_state.JoinValue(map, new AggregateType(aggregate)))
            return MapMismatch(span, map, new AggregateType(aggregate));
        var sign = map.Symbol.Aggregate?.Signed ?? signed;
        var sample = value is null ? null : Convert(value, new IntegerType(8, sign));
        return new BoundAggregation(span, map.Symbol, key, sample);

        BoundStatement Failed(Diagnostics.Diagnostic diagnostic)
        {
            Report(diagnostic);
            return new BoundExpressionStatement(span, new BoundError(span));
        }
    }

    private static (ImmutableArray<StatementSyntax> Before, ExpressionSyntax? Last) SplitBlock(ExpressionSyntax value)
    {
        var before = ImmutableArray<StatementSyntax>.Empty;
        while (value is BlockExpressionSyntax block)
        {
            before = before.AddRange(block.Statements);
            if (block.Value is null)
                return (before, null);
            value = block.Value;
        }

        return (before, value);
    }

    private static bool IsMapFunction(ExpressionSyntax value) =>
        SplitBlock(value).Last is CallExpressionSyntax call && MapFunctions.Find(call.Name) is not null;

    private BoundStatement BindMapIncrementStatement(IncrementExpressionSyntax increment)
    {
        if (BindIncrement(increment) is not BoundMapIncrement bound)
            return new BoundExpressionStatement(increment.Span, new BoundError(increment.Span));
        var type = bound.Map.Value is PointerType ? IntegerType.Int64 : bound.Map.Value;
        var step = new BoundConstant(increment.Span, type, (ulong)Math.Abs(bound.Delta));
        return new BoundMapUpdate(increment.Span, bound.Map, bound.Key, bound.Delta < 0 ? BinaryOperator.Subtract : BinaryOperator.Add, step);
    }

    private BoundExpression BindIncrement(IncrementExpressionSyntax increment)
    {
        var sign = increment.IsDecrement ? -1 : 1;
        var text = increment.IsDecrement ? "--" : "++";
        if (increment.Target is VariableSyntax target)
        {
            if (FindVariable(target.Name) is not { } variable)
                return UndefinedVariableError(target);
            if (variable.Symbol.Type is ErrorType)
                return new BoundError(increment.Span);
            if (Step(variable.Symbol.Type) is not var (type, size))
                return Error(SemanticDiagnostics.IncrementType, increment.Span, text, variable.Symbol.Type);
            if (!variable.IsFixed)
                _state.Join(variable, type);
            return new BoundVariableIncrement(increment.Span, variable.Symbol.Type, variable.Symbol, !increment.IsPostfix, sign * size);
        }

        var (mapSyntax, keySyntax) = increment.Target switch
        {
            MapSyntax n => (n, null),
            MapAccessSyntax n => (n.Map, n.Key),
            _ => ((MapSyntax?)null, (ExpressionSyntax?)null),
        };
        if (mapSyntax is null)
            return new BoundError(increment.Span);
        var map = UseMap(mapSyntax);
        map.IsAssigned = true;
        if (Element(map, mapSyntax, keySyntax) is not (true, var key))
            return new BoundError(increment.Span);
        if (map.Symbol.Value is AggregateType)
            return Error(SemanticDiagnostics.AggregateMix, increment.Span, map.Name, map.Symbol.Value, IntegerType.Int64);

        // An element springs into being as 0 (V-incdec).
        var element = map.Symbol.Value is ErrorType ? IntegerType.Int64 : map.Symbol.Value;
        if (Step(element) is not var (result, step))
            return Error(SemanticDiagnostics.IncrementType, increment.Span, text, element);
        _state.JoinValue(map, result);
        return new BoundMapIncrement(increment.Span, map.Symbol.Value, map.Symbol, key, !increment.IsPostfix, sign * step);
    }

    /// <summary>Type and step of ++ on a type, or null.</summary>
    private static (TraceType Type, long Step)? Step(TraceType type) => type switch
    {
        IntegerType { IsFlexible: true } => (IntegerType.Int64, 1),
        IntegerType integer => (new IntegerType(8, integer.Signed), 1),
        PointerType pointer => (pointer, Math.Max(pointer.Pointee.Size, 1)),
        _ => null,
    };
}
