using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>The three ways to write an expression.</summary>
public sealed partial class BodyEmitter
{
    /// <summary>The value of a scalar expression; addresses are numbers.</summary>
    public IrValue Scalar(BoundExpression expression) => expression switch
    {
        BoundConstant constant => IrValue.Constant(RegisterType(constant.Type), (long)constant.Bits),
        BoundVariable variable => LoadScalar(Locate(variable), variable.Type, variable.Variable.Name.TrimStart('$')),
        BoundUnary unary => Unary(unary),
        BoundBinary binary => Binary(binary),
        BoundLogical or BoundStringEquality or BoundMemoryEquality => ConditionValue(expression),
        BoundConversion conversion => Convert(conversion),
        BoundConditional choice => ChooseScalar(choice),
        BoundMapElement element => ReadMap(element),
        BoundField field => ReadField(field),
        BoundVariableAddress address => f.ToInteger(VariableAddress(address.Variable)),
        BoundMapAddress address => MapAddress(address),
        BoundVariableIncrement increment => Increment(increment),
        BoundMapIncrement increment => Increment(increment),
        BoundBuiltin builtin => EmitBuiltin(builtin),
        BoundCall call => EmitScalar(call),
        BoundFunctionCall call => CallFunction(call),
        BoundBlockExpression block => BlockValue(block),
        BoundSizeOf size => emitter.CoRe.TypeSize(f, size.Struct),
        BoundOffsetOf offset => emitter.CoRe.FieldOffset(f, offset.Struct, offset.Fields),
        BoundKernelEnumerator enumerator => f.Resize(
            emitter.CoRe.EnumValue(f, enumerator.Enum, enumerator.Member), RegisterType(enumerator.Type), enumerator.Enum.Signed),
        BoundLoadConstant constant => LoadConstant(constant.Kind, constant.Argument, constant.Type),
        EmittedValue emitted => emitted.Value,
        BoundDereference or BoundIndex or BoundTupleMember or EmittedPlace => LoadScalar(Locate(expression), expression.Type),
        _ => throw new InvalidOperationException($"no code for {expression.GetType().Name} of type {expression.Type}"),
    };

    /// <summary>Writes the value of an expression of any type to memory.</summary>
    /// <param name="expression">What.</param>
    /// <param name="to">Where.</param>
    /// <param name="pad">Whether every byte must be defined: in keys.</param>
    public void Store(BoundExpression expression, Slot to, bool pad = false)
    {
        if (expression.Type.IsScalar)
        {
            StoreScalar(Scalar(expression), to.Address, expression.Type, to.Align);
            return;
        }

        switch (expression)
        {
            case { Type: StringType } when expression is not BoundConditional and not BoundBlockExpression:
                StoreText(expression, to, pad || expression.Type.Size <= ShortCopy);
                break;
            case BoundArray array:
                f.StoreBytes(to.Address, array.Bytes.AsSpan(), to.Align);
                break;
            case BoundTuple tuple:
                StoreTuple(tuple, to, pad);
                break;
            case BoundConditional choice:
                Choose(choice.Condition, () => Store(choice.Then, to, pad), () => Store(choice.Else, to, pad));
                break;
            case BoundBlockExpression block:
                foreach (var statement in block.Statements)
                    Statement(statement);
                Store(block.Value, to, pad);
                break;
            case BoundConversion conversion:
                StoreConversion(conversion, to, pad);
                break;
            case BoundBuiltin { Builtin.EmitTo: { } write } builtin:
                write(this, builtin, to);
                break;
            case BoundCall { Function.EmitTo: { } write } call:
                write(this, call, to);
                break;
            case BoundBuiltin { Type: StructType arguments } builtin:
                StoreArguments(builtin, arguments, to);
                break;
            default:
                Copy(Locate(expression), expression.Type, to, pad);
                break;
        }
    }

    /// <summary>Where the value of an expression is; what is in no memory yet is written to a temporary.</summary>
    public Place Locate(BoundExpression expression)
    {
        switch (expression)
        {
            case EmittedPlace emitted:
                return emitted.Place;
            case BoundVariable { Variable: var variable }:
                return pairs.TryGetValue(variable, out var pair)
                    ? Materialize(pair, variable)
                    : new Place(VariableAddress(variable), AddressSpace.Local, variable.Type.IsScalar ? variable.Type.Size : 8);
            case BoundBuiltin { Builtin.Locate: { } locate } builtin when state.Uses(builtin.Builtin) > 1:
                return locate(this, builtin);
            case BoundMapElement { Type.IsScalar: false } element:
                return LocateElement(element);
            case BoundField { Type.IsScalar: false } field:
                return LocateField(field);
            case BoundDereference dereference:
                return At(Scalar(dereference.Pointer), dereference.Pointer.Type, IsTrusted(dereference.Pointer));
            case BoundIndex index:
                return LocateIndex(index);
            case BoundTupleMember { Target: BoundVariable { Variable: var variable } } member when pairs.TryGetValue(variable, out var element):
                return member.Member == 0 ? element.Key : element.Value();
            case BoundTupleMember member:
                return Behind(Locate(member.Target), ((TupleType)member.Target.Type).Members[member.Member].Offset);
            case BoundLoadConstant { Type.IsScalar: false } constant:
                return new Place(ConstantAddress(constant.Kind, constant.Argument, constant.Type), AddressSpace.Local, 8);
            case BoundString text:
                return new Place(emitter.Rodata(WithNul(text)), AddressSpace.Local, 8);
            case BoundArray array:
                return new Place(emitter.Rodata(array.Bytes.AsSpan()), AddressSpace.Local, 8);
            case BoundBlockExpression { Type.IsScalar: false } block:
                foreach (var statement in block.Statements)
                    Statement(statement);
                return Locate(block.Value);
            default:
                var slot = Temporary(expression.Type);
                Store(expression, slot);
                return new Place(slot.Address, AddressSpace.Local, 8);
        }
    }

    private static byte[] WithNul(BoundString text)
    {
        var bytes = new byte[Math.Max(text.Type.Size, text.Bytes.Length + 1)];
        text.Bytes.CopyTo(bytes);
        return bytes;
    }

    // Ascending members may each let the next overwrite the NUL behind them.
    private void StoreTuple(BoundTuple tuple, Slot to, bool pad)
    {
        var members = tuple.Tuple.Members;
        if (pad)
            ZeroGaps(tuple.Tuple, to);
        var ascending = true;
        for (var i = 1; i < tuple.Elements.Length; i++)
            ascending &= tuple.Elements[i].Member > tuple.Elements[i - 1].Member;
        foreach (var (member, value) in tuple.Elements)
        {
            var isLast = member == members.Length - 1;
            var slack = ascending && (!isLast || (to.Slack && members[member].Offset + members[member].Type.Size == tuple.Tuple.Size));
            Store(value, Behind(to, members[member].Offset, slack), pad);
        }
    }

    private void ZeroGaps(TupleType tuple, Slot to)
    {
        var end = 0;
        foreach (var member in tuple.Members)
        {
            ZeroGap(end, member.Offset);
            end = member.Offset + member.Type.Size;
        }

        ZeroGap(end, tuple.Size);

        void ZeroGap(int from, int until)
        {
            if (until > from)
                f.Zero(f.Offset(to.Address, from, "gap"), until - from, Slot.AlignAt(to.Align, from));
        }
    }

    private IrValue BlockValue(BoundBlockExpression block)
    {
        foreach (var statement in block.Statements)
            Statement(statement);
        return Scalar(block.Value);
    }

    private IrValue ChooseScalar(BoundConditional choice)
    {
        var (yes, no, done) = (f.CreateBlock("then"), f.CreateBlock("else"), f.CreateBlock("fi"));
        Condition(choice.Condition, yes, no);
        f.Continue(yes);
        var (then, thenEnd) = Way(choice.Then);
        f.Continue(no);
        var (otherwise, elseEnd) = Way(choice.Else);
        f.Continue(done);
        return f.Phi("value", (then, thenEnd), (otherwise, elseEnd));

        (IrValue, IrBlock) Way(BoundExpression expression)
        {
            var before = known;
            var value = Scalar(expression);
            if (value.Type == IrType.Ptr)
                value = f.ToInteger(value);
            known = before;
            var end = f.Block;
            f.Jump(done);
            return (value, end);
        }
    }

    private Place LocateIndex(BoundIndex index)
    {
        var place = index.Target.Type is PointerType
            ? At(Scalar(index.Target), index.Target.Type, isTrusted: false)
            : Locate(index.Target);
        var size = Math.Max(index.Type.Size, 1);
        if (index.Index is BoundConstant constant)
            return Behind(place, (long)constant.Bits * size);
        var number = f.Resize(Scalar(index.Index), IrType.I64, false);
        if (index.Target.Type is not PointerType)
            number = CheckBounds(number, index);
        var bytes = size == 1 ? number : f.Binary("mul", number, IrValue.I64(size), "offset");
        return place with
        {
            Address = place.IsDirect ? f.Offset(place.Address, bytes) : f.Binary("add", place.Address, bytes, "at"),
            Align = Slot.AlignAt(place.Align, size & 7),
            Trusted = false,
            Space = place.Trusted ? AddressSpace.Kernel : place.Space,
        };
    }

    // E-index: out of bounds is an error at run time, and the element 0 is read.
    private IrValue CheckBounds(IrValue number, BoundIndex index)
    {
        var count = index.Target.Type switch
        {
            ArrayType array => array.Count,
            StringType text => text.Capacity,
            _ => 0,
        };
        if (count == 0)
            return number;
        number = f.Opaque(number);
        var (outside, inside) = (f.CreateBlock("outside"), f.CreateBlock("inside"));
        var from = f.Block;
        f.Branch(f.Compare("uge", number, IrValue.I64(count)), outside, inside);
        f.Continue(outside);
        ReportError(RuntimeErrorKind.ArrayBounds, index.Span);
        var end = f.Block;
        f.Continue(inside);
        return f.Phi("index", (number, from), (IrValue.I64(0), end));
    }

    private IrValue CallFunction(BoundFunctionCall call)
    {
        if (call.Function.Import is not null)
            return CallImported(call);
        var arguments = call.Arguments.Select(a => a.Type.IsScalar ? Scalar(a) : Locate(a).Address).ToArray();
        var result = f.Call(IrType.I64, "@" + IrText.Symbol(FunctionName(call.Function)), "result", arguments);
        unknownWrites++;
        return call.Type switch
        {
            BooleanType => f.Compare("ne", result, IrValue.I64(0)),
            { IsScalar: true } => f.Resize(result, RegisterType(call.Type), false),
            _ => result,
        };
    }

    private static bool HasBlocks(BoundExpression expression) =>
        Lowering.BoundChildren.WithDescendants(expression).Any(node =>
            node is BoundBlockExpression or BoundVariableIncrement or BoundMapIncrement or BoundFunctionCall or BoundCall { Function.HasEffect: true });
}

/// <summary>A value that has been written already, in the place of an expression.</summary>
internal sealed record EmittedValue(Source.SourceSpan Span, TraceType Type, IrValue Value) : BoundExpression(Span, Type);

/// <summary>Memory that holds a value already, in the place of an expression.</summary>
internal sealed record EmittedPlace(Source.SourceSpan Span, TraceType Type, Place Place) : BoundExpression(Span, Type);
