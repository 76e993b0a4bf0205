using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Binding;

/// <summary>Types, casts, sizeof and offsetof (E-cast…, E-sizeof, E-offsetof, E-typeof).</summary>
internal sealed partial class BodyBinder
{
    private TraceType BindType(TypeSyntax syntax)
    {
        switch (syntax)
        {
            case NamedTypeSyntax n:
                return NamedTypes.Find(n.Name, Config) ?? Types.FindTypedef(n.Name) ?? UnknownType(n.Span, n.Name);
            case TaggedTypeSyntax n:
                TraceType? tagged = n.Kind switch
                {
                    CKind.Struct => Types.FindStruct(n.Name),
                    CKind.Union => Types.FindUnion(n.Name),
                    _ => Types.FindEnum(n.Name),
                };
                return tagged ?? UnknownType(n.Span, $"{n.Kind.ToString().ToLowerInvariant()} {n.Name}");
            case PointerTypeSyntax n:
                // A pointer to what nobody defines can still be stored and compared.
                return BindType(n.Element) is var element && element is ErrorType ? element : new PointerType(element, AddressSpace.Unknown);
            case ArrayTypeSyntax n:
                return Array(BindType(n.Element), n.Length is { } length ? (int)Math.Min(length, int.MaxValue) : 0);
            case TypeofTypeSyntax { Type: { } type }:
                return BindType(type);
            case TypeofTypeSyntax { Expression: MapSyntax map }:
                return MapType(map);
            case TypeofTypeSyntax { Expression: { } expression }:
                return TypeJoin.Settle(Unevaluated(() => Bind(expression)).Type);
            default:
                return ErrorType.Instance;
        }
    }

    private TraceType UnknownType(SourceSpan span, string name)
    {
        Report(SemanticDiagnostics.UnknownType.At(span, name)
            .WithSuggestion(name, NamedTypes.Names)
            .WithHint(Builtins.Find(name) is not null || FindVariable(name) is not null ? "write the name without parentheses if it is not meant as a cast" : null));
        return ErrorType.Instance;
    }

    private static TraceType Array(TraceType element, int length) => element switch
    {
        ErrorType => element,
        StringType => new StringType(length),
        BufferType => new BufferType(length),
        SymbolicType { Kind: SymbolicKind.Inet } => element,
        _ => new ArrayType(element, length),
    };

    // Of a keyed map it is the key's type (E-typeof).
    private TraceType MapType(MapSyntax syntax)
    {
        var map = UseMap(syntax);
        if (_state.IsFinal && !map.IsAssigned)
            UndefinedMap(syntax);
        return map.IsKeyed is true ? map.Symbol.Key ?? ErrorType.Instance : map.Symbol.Value;
    }

    private T Unevaluated<T>(Func<T> bind)
    {
        _unevaluated++;
        var result = bind();
        _unevaluated--;
        return result;
    }

    private BoundExpression BindCast(CastExpressionSyntax syntax)
    {
        var type = BindType(syntax.Type);
        var value = BindValue(syntax.Expression);
        if (type is ErrorType || value.Type is ErrorType)
            return new BoundError(syntax.Span);
        if (type == value.Type && value is BoundConstant { IsLiteral: true } literal)
            return literal with { Type = TypeJoin.Settle(type), IsLiteral = false };
        if (type == value.Type && type is not StringType)
        {
            // An integer from here on, where the element itself is none (F-fmt-agg).
            if (value is BoundMapElement { Map.Aggregate: not null })
                return new BoundConversion(syntax.Span, type, value);
            if (value.Span.Expansion is null)
                Report(SemanticDiagnostics.UselessCast.At(syntax.Span, type));
            return value;
        }

        return Cast(syntax.Span, value, type) ?? Error(SemanticDiagnostics.BadCast, syntax.Span, value.Type, type);
    }

    private BoundExpression? Cast(SourceSpan span, BoundExpression value, TraceType type)
    {
        switch (value.Type, type)
        {
            case (IntegerType or BooleanType or EnumType or PointerType, IntegerType or BooleanType):
                return Convert(value, type);
            case (IntegerType or BooleanType or EnumType, EnumType e):
                return ToEnum(span, value, e);
            case (PointerType { Space: var space }, PointerType pointer):
                return new BoundConversion(span, pointer with { Space = pointer.Space == AddressSpace.Unknown ? space : pointer.Space }, value);
            case (IntegerType or EnumType, PointerType pointer):
                return Convert(value, pointer with { Space = SpaceOf(value) });
            case (ArrayType array, PointerType pointer):
                return array.Element is IntegerType && array.Size == 8 ? Convert(new BoundConversion(span, IntegerType.UInt64, value), pointer) : null;
            case (StringType text, StringType target):
                return target.Capacity >= text.Capacity ? Convert(value, target) : null;
            case (ArrayType { Element.Size: 1 } bytes, StringType target):
                return target.Capacity >= bytes.Count ? new BoundConversion(span, target, value) : null;
            case (IntegerType or BooleanType, ArrayType { Element: IntegerType } array):
                return ToArray(span, value, array);
            case (StringType text, ArrayType { Element: IntegerType { Bytes: 1 } } array):
                return array.Count is 0 || array.Count == text.Capacity ? new BoundConversion(span, array with { Count = text.Capacity }, value) : null;
            case (ArrayType from, IntegerType integer):
                return from.Size == integer.Size ? new BoundConversion(span, integer, value) : null;
            case (ArrayType from, ArrayType { Element: IntegerType } to):
                var count = to.Count == 0 ? from.Size / to.Element.Size : to.Count;
                return count * to.Element.Size == from.Size ? new BoundConversion(span, to with { Count = count }, value) : null;
            case (StringType or ArrayType, BufferType buffer):
                return new BoundConversion(span, buffer, value);
            case (TupleType, TupleType):
                return TypeJoin.Join(value.Type, type) is { } joined && joined == type ? Convert(value, type) : null;
            default:
                return null;
        }
    }

    private BoundExpression ToEnum(SourceSpan span, BoundExpression value, EnumType type)
    {
        if (value is not BoundConstant constant)
            return new BoundConversion(span, type, value);
        return type.Members.List.Any(member => member.Value == constant.Bits)
            ? new BoundConstant(span, type, constant.Bits)
            : Error(SemanticDiagnostics.EnumMember, span, Constants.Value(constant), type);
    }

    // Bytes in native order; a short literal widens to at most 8 bytes (E-cast-array).
    private BoundConversion? ToArray(SourceSpan span, BoundExpression value, ArrayType array)
    {
        var size = array.Element.Size;
        if (array.Count == 0)
            array = array with { Count = value.Type.Size / size };
        if (array.Count == 0)
            return null;
        if (value.Type.Size != array.Size)
        {
            if (value is not BoundConstant { IsLiteral: true } || array.Size is not (1 or 2 or 4 or 8) || array.Size < value.Type.Size)
                return null;
            value = Convert(value, new IntegerType(array.Size, false));
        }

        return new BoundConversion(span, array, value);
    }

    private BoundExpression BindSizeof(SizeofExpressionSyntax syntax)
    {
        var type = syntax.Type is { } named ? BindType(named) : Unevaluated(() => Bind(syntax.Expression!)).Type;
        return type switch
        {
            ErrorType => new BoundError(syntax.Span),
            StructType { Btf: not null } kernel => new BoundSizeOf(syntax.Span, kernel),
            ArrayType { Element: StructType { Btf: not null } kernel } array => Integers(
                syntax.Span,
                Syntax.BinaryOperator.Multiply,
                new BoundSizeOf(syntax.Span, kernel),
                Constants.Literal(syntax.Span, array.Count)!),
            _ => Constants.Literal(syntax.Span, type.Size)!,
        };
    }

    // A record of constants, so that comptime can test it (E-typeinfo). Ids of BTF differ from kernel to kernel: 0.
    private BoundExpression BindTypeinfo(TypeinfoExpressionSyntax syntax)
    {
        if (!CheckUnstable("unstable_typeinfo", syntax.Span))
            return new BoundError(syntax.Span);
        var type = syntax switch
        {
            { Type: { } named } => BindType(named),
            { Expression: MapSyntax map } => MapType(map),
            _ => Unevaluated(() => Bind(syntax.Expression!)).Type,
        };
        if (type is ErrorType)
            return new BoundError(syntax.Span);
        ImmutableArray<(string Name, BoundExpression Value)> members =
        [
            ("btf_id", Constants.Literal(syntax.Span, 0)!),
            ("base_type", String(syntax.Span, NamedTypes.BaseName(type))),
            ("full_type", String(syntax.Span, type.Name)),
        ];
        var record = new TupleType([.. members.Select(member => new TupleMember(member.Name, member.Value.Type))]);
        return new BoundTuple(syntax.Span, record, [.. members.Select((member, i) => (i, member.Value))]);
    }

    private BoundExpression BindOffsetof(OffsetofExpressionSyntax syntax)
    {
        var type = syntax.Type is { } named ? BindType(named) : Unevaluated(() => Bind(syntax.Expression!)).Type;
        while (type is PointerType pointer && syntax.Type is null)
            type = pointer.Pointee;
        if (type is ErrorType)
            return new BoundError(syntax.Span);
        if (type is not StructType s)
            return Error(SemanticDiagnostics.NotAStruct, syntax.Span, type);
        return FieldOffset(syntax.Span, s, [.. syntax.Path.Select(name => (name.Name, name.Span))]) ?? new BoundError(syntax.Span);
    }
}
