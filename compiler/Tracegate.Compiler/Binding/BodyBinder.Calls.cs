using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>Calls of functions of the language and of the script (E-call, F-nargs).</summary>
internal sealed partial class BodyBinder
{
    private BoundExpression BindCall(CallExpressionSyntax syntax)
    {
        if (_state.Functions.TryGetValue(syntax.Name, out var own))
            return BindFunctionCall(syntax, own);
        if (syntax.Arguments.IsEmpty && Builtins.Find(syntax.Name) is { } builtin)
        {
            return builtin.TakesParentheses
                ? BindName(syntax.Span, syntax.Name, hasParentheses: true)
                : Error(SemanticDiagnostics.NoParentheses, syntax.NameSpan, syntax.Name);
        }

        if (Functions.Find(syntax.Name) is { } function)
            return Call(syntax.Span, syntax.NameSpan, function, syntax.Arguments);
        foreach (var argument in syntax.Arguments)
            Bind(argument);
        if (MapFunctions.Find(syntax.Name) is not null)
            return Error(SemanticDiagnostics.MapOnly, syntax.Span, syntax.Name);
        Report(SemanticDiagnostics.UnknownFunction.At(syntax.NameSpan, syntax.Name)
            .WithSuggestion(syntax.Name, Functions.All.Select(row => row.Name).Concat(MapFunctions.All.Select(row => row.Name)).Concat(_state.Functions.Keys)));
        return new BoundError(syntax.Span);
    }

    private BoundExpression Call(SourceSpan span, SourceSpan nameSpan, FunctionDescriptor function, ImmutableArray<ExpressionSyntax> arguments)
    {
        if (arguments.Length > 1 && arguments.All(argument => argument is MapAccessSyntax) && TakesElement(function))
            return Error(SemanticDiagnostics.DeleteManyKeys, span, function.Name);
        arguments = SplitElement(function, arguments);
        if (function.Overloads.All(overload => !overload.TakesCount(arguments.Length)))
        {
            foreach (var argument in arguments)
                Bind(argument);
            var most = function.Overloads.Max(overload => overload.Rest is null ? overload.Parameters.Length : int.MaxValue);
            return Error(
                SemanticDiagnostics.ArgumentCount,
                span,
                function.Name,
                CountText(function.Overloads.Min(overload => overload.Required), most),
                arguments.Length);
        }

        if (!CheckCapability(nameSpan, function.Name, function.Requires))
            return new BoundError(span);
        if (function.Unsafe && !_state.Options.Unsafe)
            return Error(SemanticDiagnostics.UnsafeFunction, nameSpan, function.Name);
        CheckUnstable(function.UnstableOption, nameSpan);
        CheckEndsProbe(function, span);
        var overload = Choose(function, arguments);
        var bound = ImmutableArray.CreateBuilder<BoundExpression>(arguments.Length);
        MapState? map = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is MapSyntax reference && overload.ParameterAt(i).Kind is ParameterKind.Map or ParameterKind.KeyedMap)
                map = UseMap((MapSyntax)arguments[i]);
            bound.Add(BindArgument(function.Name, overload.ParameterAt(i), arguments[i], map));
        }

        var values = bound.MoveToImmutable();
        if (values.Any(value => value is BoundError || value.Type is ErrorType))
            return new BoundError(span);
        if (overload.Parameters is [{ Kind: ParameterKind.Format }, ..] && !CheckFormat(span, function, values, out values))
            return new BoundError(span);
        var site = new CallSite(span, function, overload, values, this);
        return overload.Bind is { } bind ? bind(site) : site.ToCall();
    }

    /// <summary><c>f(@m[k])</c> as <c>f(@m, k)</c> where the function takes a map and a key (D-delete).</summary>
    private static ImmutableArray<ExpressionSyntax> SplitElement(FunctionDescriptor function, ImmutableArray<ExpressionSyntax> arguments) =>
        arguments is [MapAccessSyntax element] && TakesElement(function) ? [element.Map, element.Key] : arguments;

    private static bool TakesElement(FunctionDescriptor function) =>
        function.Overloads.Any(overload => overload.Parameters is [{ Kind: ParameterKind.KeyedMap }, { Kind: ParameterKind.MapKey }]);

    private static FunctionOverload Choose(FunctionDescriptor function, ImmutableArray<ExpressionSyntax> arguments)
    {
        var candidates = function.Overloads.Where(overload => overload.TakesCount(arguments.Length)).ToList();
        return candidates.Find(overload => arguments.Select((argument, i) => LooksLike(overload.ParameterAt(i), argument)).All(fits => fits)) ?? candidates[0];
    }

    /// <summary>Whether an argument has the form that a parameter needs; tells overloads apart.</summary>
    private static bool LooksLike(Parameter parameter, ExpressionSyntax argument) => parameter.Kind switch
    {
        ParameterKind.Map or ParameterKind.KeyedMap => argument is MapSyntax,
        ParameterKind.ConstantString or ParameterKind.Format => argument is StringLiteralSyntax,
        ParameterKind.Word => argument is IdentifierSyntax name && parameter.Words.Contains(name.Name),
        ParameterKind.Variable => argument is VariableSyntax,
        ParameterKind.Integer or ParameterKind.ConstantInteger => argument is not (StringLiteralSyntax or MapSyntax),
        _ => true,
    };

    private BoundExpression BindArgument(string function, Parameter parameter, ExpressionSyntax syntax, MapState? map)
    {
        switch (parameter.Kind)
        {
            case ParameterKind.Map or ParameterKind.KeyedMap:
                return BindMapArgument(function, parameter, syntax);
            case ParameterKind.MapKey:
                var key = BindKey(syntax);
                if (map is null || key.Type is ErrorType)
                    return new BoundError(syntax.Span);
                if (map.IsKeyed is null)
                    (map.IsKeyed, map.KindSpan) = (true, syntax.Span);
                return ToKey(map, key) ?? new BoundError(syntax.Span);
            case ParameterKind.Variable:
                return BindVariableArgument(function, parameter, syntax, map);
            case ParameterKind.Word:
                return syntax is IdentifierSyntax name && parameter.Words.Contains(name.Name)
                    ? String(syntax.Span, name.Name)
                    : WordError(function, parameter, syntax);
            case ParameterKind.ConstantString or ParameterKind.Format:
                // Formats may be longer than strings of the program (L-str).
                return syntax is StringLiteralSyntax literal
                    ? Constants.String(literal.Span, literal.Bytes)
                    : Bind(syntax) is BoundString folded
                        ? folded
                        : LiteralError(function, parameter, syntax);
            default:
                return BindValueArgument(function, parameter, syntax);
        }
    }

    private BoundExpression BindValueArgument(string function, Parameter parameter, ExpressionSyntax syntax)
    {
        if (parameter.TakesParameterText && ParameterText(syntax) is { } text)
            return text;
        var value = Bind(syntax);
        if (value.Type is ErrorType)
            return value;
        if (value.Type is VoidType)
            return Error(SemanticDiagnostics.VoidArgument, syntax.Span, function);
        switch (parameter.Kind)
        {
            case ParameterKind.Integer:
                return value.Type switch
                {
                    IntegerType integer => Convert(value, new IntegerType(8, integer.Signed)),
                    BooleanType or EnumType => Convert(value, IntegerType.UInt64),
                    _ => TypeError("an integer"),
                };
            case ParameterKind.Condition:
                return ToCondition(value);
            case ParameterKind.Address:
                return value.Type is PointerType or IntegerType or EnumType or ArrayType ? ToAddress(value) : TypeError("a pointer or an integer");
            case ParameterKind.Pointer:
                return value.Type is PointerType ? value : TypeError("a pointer");
            case ParameterKind.String:
                value = AsText(value);
                return value.Type is StringType or ArrayType { Element.Size: 1 } or PointerType { Pointee: IntegerType { Bytes: 1 } or StringType }
                    ? value
                    : TypeError("a string");
            case ParameterKind.ConstantInteger:
                if (value is BoundKernelEnumerator enumerator)
                    value = new BoundConstant(value.Span, IntegerType.Int64, enumerator.Member.Value);
                if (value is not BoundConstant { Type: IntegerType or BooleanType or EnumType } constant)
                    return LiteralError(function, parameter, syntax);
                var number = Constants.Value(constant);
                return number >= parameter.Min && number <= parameter.Max
                    ? Convert(constant, number > long.MaxValue ? IntegerType.UInt64 : IntegerType.Int64)
                    : RangeError(function, parameter, syntax.Span);
            case ParameterKind.Constant:
                return value is BoundConstant or BoundString ? value : LiteralError(function, parameter, syntax);
            default:
                return value;
        }

        BoundError TypeError(string needed) => Error(SemanticDiagnostics.ArgumentType, syntax.Span, parameter.Name, function, needed, value.Type);
    }

    private BoundError RangeError(string function, Parameter parameter, SourceSpan span) => parameter.Max == long.MaxValue
        ? Error(SemanticDiagnostics.ArgumentLeast, span, parameter.Name, function, parameter.Min)
        : Error(SemanticDiagnostics.ArgumentRange, span, parameter.Name, function, parameter.Min, parameter.Max);

    private BoundExpression BindMapArgument(string function, Parameter parameter, ExpressionSyntax syntax)
    {
        if (syntax is not MapSyntax reference)
        {
            Bind(syntax);
            return Error(SemanticDiagnostics.ArgumentMap, syntax.Span, parameter.Name, function);
        }

        var map = UseMap(reference);
        if (parameter.Kind == ParameterKind.KeyedMap && map.IsKeyed == false)
            return Error(SemanticDiagnostics.KeyedMapNeeded, syntax.Span, function, map.Name);
        if (_state.IsFinal && !map.IsAssigned)
            return UndefinedMap(reference);
        return new BoundMapReference(syntax.Span, map.Symbol);
    }

    private BoundExpression BindVariableArgument(string function, Parameter parameter, ExpressionSyntax syntax, MapState? map)
    {
        if (syntax is not VariableSyntax reference)
            return Error(SemanticDiagnostics.ArgumentVariable, syntax.Span, parameter.Name, function);
        if (FindVariable(reference.Name) is not { } variable)
            return UndefinedVariableError(reference);
        variable.IsAssigned = true;
        if (map?.Symbol.Value is AggregateType { ReadType: null } unreadable)
            return Error(SemanticDiagnostics.AggregateRead, syntax.Span, unreadable);
        TraceType value = (map?.Symbol.Value as AggregateType)?.ReadType ?? map?.Symbol.Value ?? ErrorType.Instance;
        if (!_state.Join(variable, value))
        {
            Report(SemanticDiagnostics.VariableType.At(syntax.Span, variable.Name, value, variable.Symbol.Type).WithNote(variable.Symbol.Span, "first used here"));
            return new BoundError(syntax.Span);
        }

        return Read(syntax.Span, variable);
    }

    /// <summary><c>$1</c> or <c>$1 + n</c> as the parameter's text (V-posparam-str).</summary>
    private BoundExpression? ParameterText(ExpressionSyntax syntax)
    {
        var (parameter, drop) = syntax switch
        {
            PositionalParameterSyntax n => (n, null),
            BinaryExpressionSyntax { Operator: Syntax.BinaryOperator.Add, Left: PositionalParameterSyntax n } sum => (n, sum.Right),
            _ => ((PositionalParameterSyntax?)null, (ExpressionSyntax?)null),
        };
        if (parameter is null)
            return null;
        var number = Parameter(parameter).Argument;
        if (drop is not null)
        {
            if (BindValue(drop) is not BoundConstant { Type: IntegerType } count || Constants.Value(count) < 0)
                return Error(SemanticDiagnostics.ParameterOffset, drop.Span);
            number += "+" + count.Bits;
        }

        return new BoundLoadConstant(syntax.Span, new StringType(Config.MaxStringLength), LoadConstantKind.ParameterText, number);
    }

    private BoundError WordError(string function, Parameter parameter, ExpressionSyntax syntax)
    {
        var diagnostic = SemanticDiagnostics.ArgumentWord.At(syntax.Span, parameter.Name, function, string.Join(", ", parameter.Words));
        Report(syntax is IdentifierSyntax name ? diagnostic.WithSuggestion(name.Name, parameter.Words) : diagnostic);
        return new BoundError(syntax.Span);
    }

    private BoundError LiteralError(string function, Parameter parameter, ExpressionSyntax syntax)
    {
        Report(SemanticDiagnostics.NotConstant.At(syntax.Span, parameter.Name, function)
            .WithHint(syntax is PositionalParameterSyntax ? "positional parameters are not known when the script is compiled" : null));
        return new BoundError(syntax.Span);
    }

    /// <summary>Whether a config option allows what is unstable; otherwise an error is reported.</summary>
    private bool CheckUnstable(string? option, SourceSpan span)
    {
        switch (option is null ? "enable" : Config[option])
        {
            case "error":
                Report(SemanticDiagnostics.Unstable.At(span, option).WithHint($"set {option}=enable in the config block"));
                return false;
            case "warn":
                Report(SemanticDiagnostics.UnstableUsed.At(span, option));
                return true;
            default:
                return true;
        }
    }

    private static string CountText(int least, int most) => (least, most) switch
    {
        (_, int.MaxValue) => $"at least {Plural(least)}",
        _ when least == most => least == 0 ? "no arguments" : Plural(least),
        _ => $"{least} to {Plural(most)}",
    };

    private static string Plural(int count) => count == 1 ? "1 argument" : $"{count} arguments";

    private BoundExpression BindFunctionCall(CallExpressionSyntax syntax, FunctionSymbol function)
    {
        var values = syntax.Arguments.Select(BindValue).ToImmutableArray();
        if (values.Length != function.Parameters.Length)
            return Error(SemanticDiagnostics.ArgumentCount, syntax.Span, function.Name, CountText(function.Parameters.Length, function.Parameters.Length), values.Length);
        if (function.Import is not null && ImportedFunctions.Problem(function) is { } problem)
            return Error(SemanticDiagnostics.ImportedFunction, syntax.NameSpan, function.Name, problem);
        var arguments = ImmutableArray.CreateBuilder<BoundExpression>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var type = function.Parameters[i].Type;
            if (values[i].Type is ErrorType || type is ErrorType)
                return new BoundError(syntax.Span);
            if (function.Import is null ? !FitsFixed(values[i], type) : !FitsImported(values[i], type))
                return Error(SemanticDiagnostics.FunctionArgument, values[i].Span, i + 1, function.Name, type, values[i].Type);
            arguments.Add(Convert(values[i], type));
        }

        return new BoundFunctionCall(syntax.Span, function, arguments.MoveToImmutable());
    }

    // C converts integers, and a pointer goes for any other (F-void).
    private bool FitsImported(BoundExpression value, TraceType parameter) => parameter is PointerType
        ? value.Type is PointerType
        : value.Type is BooleanType || FitsFixed(value, parameter is BooleanType && value.Type is IntegerType or EnumType ? value.Type : parameter);
}
