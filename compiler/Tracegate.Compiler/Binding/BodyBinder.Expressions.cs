using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>Literals, names, maps and compound values.</summary>
internal sealed partial class BodyBinder
{
    /// <summary>Binds an expression that may be void.</summary>
    private BoundExpression Bind(ExpressionSyntax syntax) => syntax switch
    {
        IntegerLiteralSyntax n => Constants.Literal(n.Span, n.Value)!,
        BooleanLiteralSyntax n => Constants.Boolean(n.Span, n.Value),
        StringLiteralSyntax n => BindString(n),
        IdentifierSyntax n => BindName(n.Span, n.Name, hasParentheses: false),
        VariableSyntax n => FindVariable(n.Name) is { } variable ? Read(n.Span, variable) : UndefinedVariableError(n),
        MapSyntax n => ReadMap(n, n, null),
        MapAccessSyntax n => ReadMap(n, n.Map, n.Key),
        PositionalParameterSyntax n => Parameter(n),
        ParameterCountSyntax n => new BoundLoadConstant(n.Span, IntegerType.Int64, LoadConstantKind.ParameterCount, ""),
        UnaryExpressionSyntax n => BindUnary(n),
        IncrementExpressionSyntax n => BindIncrement(n),
        BinaryExpressionSyntax n => BindBinary(n),
        ConditionalExpressionSyntax n => BindConditional(n),
        IfExpressionSyntax n => BindIfExpression(n),
        BlockExpressionSyntax n => BindBlockExpression(n),
        ComptimeExpressionSyntax n => BindComptime(n),
        CastExpressionSyntax n => BindCast(n),
        SizeofExpressionSyntax n => BindSizeof(n),
        OffsetofExpressionSyntax n => BindOffsetof(n),
        TypeinfoExpressionSyntax n => BindTypeinfo(n),
        MemberAccessSyntax n => BindMember(n),
        TupleAccessSyntax n => TupleMember(n.Span, BindValue(n.Target), n.Index),
        IndexExpressionSyntax n => BindIndex(n),
        TupleExpressionSyntax n => BindTuple(n),
        RecordExpressionSyntax n => BindRecord(n),
        CallExpressionSyntax n => BindCall(n),
        TypeArgumentSyntax n => new BoundConstant(n.Span, BindType(n.Type), 0),
        _ => throw new ArgumentException($"expression {syntax.GetType().Name}", nameof(syntax)),
    };

    /// <summary>Binds an expression that must have a value.</summary>
    private BoundExpression BindValue(ExpressionSyntax syntax)
    {
        var value = Bind(syntax);
        return value.Type is VoidType ? Error(SemanticDiagnostics.VoidValue, syntax.Span) : value;
    }

    private BoundExpression BindString(StringLiteralSyntax syntax)
    {
        if (syntax.Bytes.Length > Config.MaxStringLength - 1)
            return Error(SemanticDiagnostics.StringTooLong, syntax.Span, syntax.Bytes.Length, Config.MaxStringLength - 1);
        return Constants.String(syntax.Span, syntax.Bytes);
    }

    private BoundLoadConstant Parameter(PositionalParameterSyntax syntax)
    {
        _state.PositionalParameters = Math.Max(_state.PositionalParameters, syntax.Number);
        return new BoundLoadConstant(syntax.Span, IntegerType.Int64, LoadConstantKind.ParameterNumber, syntax.Number.ToString());
    }

    private static BoundExpression Read(SourceSpan span, VariableState variable) =>
        variable.Symbol.Type is ErrorType ? new BoundError(span) : new BoundVariable(span, variable.Symbol);

    private static Diagnostic UndefinedVariable(VariableSyntax syntax) => SemanticDiagnostics.UndefinedVariable.At(syntax.Span, syntax.Name.Split('$')[0]);

    private BoundError UndefinedVariableError(VariableSyntax syntax)
    {
        Report(UndefinedVariable(syntax)
            .WithSuggestion(syntax.Name, _scopes.SelectMany(scope => scope.Keys)));
        return new BoundError(syntax.Span);
    }

    /// <summary>A builtin variable or an enumerator.</summary>
    private BoundExpression BindName(SourceSpan span, string name, bool hasParentheses)
    {
        if (Builtins.Find(name, out var number) is { } builtin)
            return BindBuiltin(span, builtin, number, name);
        if (!hasParentheses && Types.FindEnumerator(name) is var (type, member, isKernel))
            return isKernel ? new BoundKernelEnumerator(span, type, member) : new BoundConstant(span, type, member.Value);
        if (!hasParentheses && Functions.Find(name) is { } function && function.Overloads.Any(o => o.TakesCount(0)))
            return Call(span, span, function, []);
        Report(SemanticDiagnostics.UnknownName.At(span, name)
            .WithSuggestion(name, Builtins.All.Where(row => !row.Numbered).Select(row => row.Name))
            .WithHint(Functions.Find(name) is not null || MapFunctions.Find(name) is not null ? $"'{name}' is a function: write {name}(…)" : null));
        return new BoundError(span);
    }

    private BoundExpression BindBuiltin(SourceSpan span, BuiltinDescriptor builtin, int number, string name)
    {
        if (!CheckCapability(span, name, builtin.Requires, builtin.MissingHint))
            return new BoundError(span);
        if (builtin.NeedsContext && _callbacks > 0)
            return Error(SemanticDiagnostics.ContextInLoop, span, name);
        if (builtin.Check?.Invoke(this, number) is { } problem)
        {
            Report(problem(span));
            return new BoundError(span);
        }

        if (builtin.Bind is { } bind)
            return bind(this, span);
        var type = builtin.Type(this);
        return type is ErrorType ? new BoundError(span) : new BoundBuiltin(span, type, builtin, number);
    }

    /// <summary>Whether the probe offers what a row requires; otherwise an error is reported.</summary>
    private bool CheckCapability(SourceSpan span, string name, ProbeCapabilities requires, Func<ProbeTypeDescriptor, string?>? hint = null)
    {
        if (requires == ProbeCapabilities.None)
            return true;
        if (ProbeType is null)
        {
            Report(SemanticDiagnostics.NotInFunction.At(span, name));
            return false;
        }

        if (ProbeType.Capabilities.HasFlag(requires))
            return true;
        var offering = ProbeTypes.All.Where(row => row.Capabilities.HasFlag(requires)).Select(row => row.Name);
        Report(SemanticDiagnostics.NotInProbe.At(span, name, ProbeType.Name)
            .WithHint(hint?.Invoke(ProbeType))
            .WithHint("available in: " + string.Join(", ", offering)));
        return false;
    }

    private MapState UseMap(MapSyntax syntax)
    {
        var map = _state.Map(syntax.Name, syntax.Span);
        map.IsUsed = true;
        return map;
    }

    /// <summary>
    /// The key of an element as the map's key type; null for scalar maps. The flag is false after an error, and while
    /// the key's type is not known.
    /// </summary>
    private (bool IsValid, BoundExpression? Key) Element(MapState map, MapSyntax syntax, ExpressionSyntax? keySyntax)
    {
        var key = keySyntax is null ? null : BindKey(keySyntax);
        if (map.IsKeyed is null)
            (map.IsKeyed, map.KindSpan) = (keySyntax is not null, syntax.Span);
        if (map.IsKeyed != keySyntax is not null)
        {
            var descriptor = keySyntax is null ? SemanticDiagnostics.MapScalar : SemanticDiagnostics.MapKeyed;
            Report(descriptor.At(syntax.Span, map.Name).WithNote(map.KindSpan, keySyntax is null ? "used with a key here" : "used without a key here"));
            return (false, null);
        }

        return key is null ? (true, null) : ToKey(map, key) is { } converted ? (true, converted) : (false, null);
    }

    private BoundExpression BindKey(ExpressionSyntax syntax)
    {
        var key = BindValue(syntax);
        return BadKeyPart(key.Type) is { } bad ? Error(SemanticDiagnostics.BadKey, syntax.Span, bad) : key;
    }

    /// <summary>The key joined into the map's key type, or null after an error.</summary>
    private BoundExpression? ToKey(MapState map, BoundExpression key)
    {
        if (key.Type is ErrorType)
            return null;
        if (map.Symbol.Key is StringType || map.Symbol.Key is TupleType)
            key = AsKeyText(map.Symbol.Key, key);
        if (_state.JoinKey(map, key.Type))
            return Convert(key, map.Symbol.Key!);
        Report(SemanticDiagnostics.MapKeyType.At(key.Span, map.Name, key.Type, map.Symbol.Key!).WithNote(map.KindSpan, "first used here"));
        return null;
    }

    private BoundExpression AsKeyText(TraceType type, BoundExpression key)
    {
        if (type is StringType)
            return AsText(key);
        if (type is not TupleType { Members: var members } || key is not BoundTuple tuple || tuple.Elements.Length != members.Length)
            return key;
        var elements = tuple.Elements.Select(e => (e.Member, members[e.Member].Type is StringType ? AsText(e.Value) : e.Value)).ToImmutableArray();
        var types = tuple.Tuple.Members.Select((m, i) => m with { Type = elements.First(e => e.Member == i).Item2.Type });
        return new BoundTuple(tuple.Span, new TupleType([.. types]), elements);
    }

    private static TraceType? BadKeyPart(TraceType type) => type switch
    {
        AggregateType or VoidType => type,
        PointerType { Space: AddressSpace.Local, Pointee: StructType or VoidType } => type,
        StructType { Size: 0 } => type,
        TupleType tuple => tuple.Members.Select(member => BadKeyPart(member.Type)).FirstOrDefault(bad => bad is not null),
        _ => null,
    };

    private BoundExpression ReadMap(ExpressionSyntax syntax, MapSyntax mapSyntax, ExpressionSyntax? keySyntax)
    {
        var map = UseMap(mapSyntax);
        if (Element(map, mapSyntax, keySyntax) is not (true, var key))
            return new BoundError(syntax.Span);
        if (_state.IsFinal && !map.IsAssigned)
            return UndefinedMap(mapSyntax);
        return map.Symbol.Value switch
        {
            ErrorType => new BoundError(syntax.Span),
            AggregateType { ReadType: { } type } => new BoundMapElement(syntax.Span, type, map.Symbol, key),
            AggregateType aggregate => Error(SemanticDiagnostics.AggregateRead, syntax.Span, aggregate),
            var type => new BoundMapElement(syntax.Span, type, map.Symbol, key),
        };
    }

    private BoundError UndefinedMap(MapSyntax syntax)
    {
        Report(SemanticDiagnostics.UndefinedMap.At(syntax.Span, syntax.Name)
            .WithSuggestion(syntax.Name, _state.Maps.Where(map => map.IsAssigned).Select(map => map.Name)));
        return new BoundError(syntax.Span);
    }

    private BoundExpression BindBlockExpression(BlockExpressionSyntax block) => InScope<BoundExpression>(() =>
    {
        var statements = BindAll(block.Statements);
        var value = block.Value is null ? new BoundVoid(block.Span) : Bind(block.Value);
        return value switch
        {
            { Type: ErrorType } => value,
            _ when statements.IsEmpty => value,
            _ => new BoundBlockExpression(block.Span, statements, value),
        };
    });

    private BoundExpression BindComptime(ComptimeExpressionSyntax syntax)
    {
        var value = Bind(syntax.Expression);
        return value is BoundConstant or BoundString or BoundError or BoundVoid || value.Type is ErrorType || (value is BoundTuple && Constants.AreEqual(value, value) is true)
            ? value
            : Error(SemanticDiagnostics.NotComptime, syntax.Span);
    }

    private BoundExpression BindTuple(TupleExpressionSyntax syntax)
    {
        var elements = syntax.Elements.Select(BindValue).ToImmutableArray();
        if (elements.Any(e => e.Type is ErrorType))
            return new BoundError(syntax.Span);
        var type = new TupleType(elements.Select(e => e.Type));
        return new BoundTuple(syntax.Span, type, [.. elements.Select((e, i) => (i, e))]);
    }

    private BoundExpression BindRecord(RecordExpressionSyntax syntax)
    {
        var values = syntax.Fields.Select(field => BindValue(field.Value)).ToImmutableArray();
        if (values.Any(e => e.Type is ErrorType))
            return new BoundError(syntax.Span);
        var type = new TupleType([.. syntax.Fields.Zip(values, (field, value) => new TupleMember(field.Name, value.Type))]);
        return new BoundTuple(syntax.Span, type, [.. values.Select((e, i) => (i, e))]);
    }
}
