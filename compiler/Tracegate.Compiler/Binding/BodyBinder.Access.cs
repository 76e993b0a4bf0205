using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>Fields, elements, pointers (E-postfix, E-index, T-ptr, T-anon, T-arr).</summary>
internal sealed partial class BodyBinder
{
    private BoundExpression BindMember(MemberAccessSyntax syntax)
    {
        var target = BindValue(syntax.Target);
        if (target.Type is not TupleType tuple)
            return Field(syntax.Span, target, syntax.Name, syntax.NameSpan);
        if (!tuple.IsRecord)
            return Error(SemanticDiagnostics.UnknownField, syntax.NameSpan, tuple, syntax.Name);
        var index = IndexOf(tuple, syntax.Name);
        if (index >= 0)
            return TupleMember(syntax.Span, target, index);
        Report(SemanticDiagnostics.UnknownField.At(syntax.NameSpan, tuple, syntax.Name)
            .WithSuggestion(syntax.Name, tuple.Members.Select(member => member.Name)));
        return new BoundError(syntax.Span);
    }

    private BoundExpression TupleMember(SourceSpan span, BoundExpression target, int index)
    {
        if (target.Type is ErrorType)
            return new BoundError(span);
        if (target.Type is not TupleType tuple)
            return Error(SemanticDiagnostics.NotIndexable, span, target.Type);
        if (index < 0 || index >= tuple.Members.Length)
            return Error(SemanticDiagnostics.IndexRange, span, index, tuple);

        // Of a tuple of constants the member itself is left.
        if (target is BoundTuple literal && literal.Elements.All(e => e.Value is BoundLoadConstant || Constants.AreEqual(e.Value, e.Value) is true))
            return literal.Elements.First(e => e.Member == index).Value;
        return new BoundTupleMember(span, tuple.Members[index].Type, target, index);
    }

    /// <inheritdoc/>
    public BoundExpression Field(SourceSpan span, BoundExpression target, string name) => Field(span, target, name, span);

    private BoundExpression Field(SourceSpan span, BoundExpression target, string name, SourceSpan nameSpan)
    {
        if (target.Type is ErrorType)
            return new BoundError(span);

        // The dot follows pointers through any number of levels (E-postfix).
        while (target.Type is PointerType { Pointee: PointerType } outer)
            target = Dereference(target.Span, target, outer);
        if (target is BoundDereference { Type: StructType, Pointer: var direct })
            target = direct;
        var type = target.Type switch
        {
            StructType s => s,
            PointerType { Pointee: StructType s } => s,
            _ => null,
        };
        if (type is null)
            return Error(SemanticDiagnostics.NotAStruct, span, target.Type);
        if (type.FindField(name) is not { } field)
            return UnknownField(span, nameSpan, type, name);
        if (field.Source is not FieldSource.Memory && _callbacks > 0)
            return Error(SemanticDiagnostics.ContextInLoop, span, "args");
        return new BoundField(span, InSpace(field.Type, MemorySpace(target)), target, type, field);
    }

    private BoundError UnknownField(SourceSpan span, SourceSpan nameSpan, StructType type, string name)
    {
        var diagnostic = SemanticDiagnostics.UnknownField.At(nameSpan, type, name);
        if (type.Fields.IsEmpty)
            diagnostic = diagnostic.WithHint("the type is only declared; its definition is not known");
        Report(diagnostic.WithSuggestion(name, type.Fields.Select(field => field.Name)));
        return new BoundError(span);
    }

    /// <summary>The memory that an expression of struct, array or pointer type stands for.</summary>
    private static AddressSpace MemorySpace(BoundExpression target) => target switch
    {
        { Type: PointerType pointer } => pointer.Space,
        BoundField { Field.Source: FieldSource.Memory } field => MemorySpace(field.Target),
        BoundField => AddressSpace.Local,
        BoundDereference dereference => MemorySpace(dereference.Pointer),
        BoundIndex index => MemorySpace(index.Target),
        _ => AddressSpace.Local,
    };

    /// <summary>
    /// A type as it is read from memory: pointers of unknown space point where they were found, and so do a kernel
    /// struct's pointers when a program has filled it (T-ptr).
    /// </summary>
    private static TraceType InSpace(TraceType type, AddressSpace space) => (type, space) switch
    {
        (PointerType { Space: AddressSpace.Unknown } pointer, AddressSpace.Kernel or AddressSpace.User) => pointer with { Space = space },
        (PointerType { Space: AddressSpace.Kernel } pointer, AddressSpace.User) => pointer with { Space = AddressSpace.User },
        _ => type,
    };

    private BoundExpression BindIndex(IndexExpressionSyntax syntax)
    {
        var (target, index) = (BindValue(syntax.Target), BindValue(syntax.Index));
        if (target.Type is ErrorType || index.Type is ErrorType)
            return new BoundError(syntax.Span);
        if (target.Type is TupleType)
        {
            return index is BoundConstant member
                ? TupleMember(syntax.Span, target, (int)Math.Min(member.Bits, int.MaxValue))
                : Error(SemanticDiagnostics.IndexConstant, syntax.Index.Span);
        }

        if (index.Type is not (IntegerType or EnumType or BooleanType) || (index is BoundConstant number && Constants.Value(number) < 0 && target.Type is not PointerType))
            return Error(SemanticDiagnostics.IndexType, syntax.Index.Span, index.Type);
        var constant = index is BoundConstant { Bits: var bits } ? bits : (ulong?)null;
        switch (target.Type)
        {
            case StringType text:
                if (constant >= (ulong)text.Capacity)
                    return Error(SemanticDiagnostics.IndexRange, syntax.Index.Span, constant, text);
                if (target is BoundString literal && constant is { } place)
                    return Constants.Literal(syntax.Span, place < (ulong)literal.Bytes.Length ? literal.Bytes[(int)place] : 0)!;
                return new BoundIndex(syntax.Span, IntegerType.Int8, target, Convert(index, IntegerType.UInt64));
            case ArrayType array:
                // Flexible members have no length of their own (T-arr).
                if (array.Count > 0 && constant >= (ulong)array.Count)
                    return Error(SemanticDiagnostics.IndexRange, syntax.Index.Span, constant, array);
                return new BoundIndex(syntax.Span, InSpace(array.Element, MemorySpace(target)), target, Convert(index, IntegerType.UInt64));
            case PointerType { Pointee: not VoidType } pointer:
                return new BoundIndex(syntax.Span, InSpace(pointer.Pointee, pointer.Space), target, Convert(index, IntegerType.Int64));
            default:
                return Error(SemanticDiagnostics.NotIndexable, syntax.Span, target.Type);
        }
    }

    private BoundExpression BindDereference(UnaryExpressionSyntax syntax)
    {
        var pointer = BindValue(syntax.Operand);
        return pointer.Type switch
        {
            ErrorType => pointer,

            // *args is tolerated (B-args).
            StructType when pointer is BoundBuiltin => pointer,
            PointerType { Pointee: VoidType } or not PointerType => Error(SemanticDiagnostics.NotAPointer, syntax.Span, pointer.Type),
            PointerType type => OwnBits(Dereference(syntax.Span, pointer, type)),
        };
    }

    // The size of a user symbol is known on the target only: what a word reads beyond it is shifted out there (F-uaddr).
    private static BoundExpression OwnBits(BoundDereference word)
    {
        if (word is not { Type: IntegerType, Pointer: BoundLoadConstant { Kind: LoadConstantKind.UserAddress } address })
            return word;
        var excess = new BoundLoadConstant(word.Span, IntegerType.UInt64, LoadConstantKind.UserExcessBits, address.Argument);
        var shifted = new BoundBinary(word.Span, IntegerType.UInt64, Bound.BinaryOperator.ShiftLeft, word, excess);
        return new BoundBinary(word.Span, IntegerType.UInt64, Bound.BinaryOperator.ShiftRight, shifted, excess);
    }

    private static BoundDereference Dereference(SourceSpan span, BoundExpression pointer, PointerType type) =>
        new(span, InSpace(type.Pointee, type.Space), pointer);

    private BoundExpression BindAddressOf(UnaryExpressionSyntax syntax)
    {
        switch (syntax.Operand)
        {
            case VariableSyntax n:
                if (FindVariable(n.Name) is not { } variable)
                    return UndefinedVariableError(n);
                return variable.Symbol.Type is ErrorType
                    ? new BoundError(syntax.Span)
                    : new BoundVariableAddress(syntax.Span, new PointerType(variable.Symbol.Type, AddressSpace.Local), variable.Symbol);
            case MapSyntax or MapAccessSyntax:
                var (mapSyntax, key) = syntax.Operand is MapAccessSyntax access ? (access.Map, access.Key) : ((MapSyntax)syntax.Operand, null);
                var map = UseMap(mapSyntax);
                if (Element(map, mapSyntax, key) is not (true, var place) || map.Symbol.Value is ErrorType)
                    return _state.IsFinal && !map.IsAssigned ? UndefinedMap(mapSyntax) : new BoundError(syntax.Span);
                return new BoundMapAddress(syntax.Span, new PointerType(map.Symbol.Value, AddressSpace.Local), map.Symbol, place);
            default:
                // The parser has reported it.
                return new BoundError(syntax.Span);
        }
    }

    private BoundExpression? FieldOffset(SourceSpan span, StructType type, ImmutableArray<(string Name, SourceSpan Span)> path)
    {
        var fields = ImmutableArray.CreateBuilder<StructField>();
        TraceType inner = type;
        var offset = 0;
        foreach (var (name, place) in path)
        {
            if (inner is not StructType s)
            {
                Report(SemanticDiagnostics.NotAStruct.At(place, inner));
                return null;
            }

            if (s.FindField(name) is not { } field)
            {
                UnknownField(span, place, s, name);
                return null;
            }

            fields.Add(field);
            offset += field.BitOffset / 8;
            inner = field.Type;
        }

        return type.Btf is null
            ? Constants.Literal(span, offset)
            : new BoundOffsetOf(span, type, fields.DrainToImmutable());
    }
}
