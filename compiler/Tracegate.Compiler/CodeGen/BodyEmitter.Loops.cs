using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Loops. Bodies of long ranges and of loops over maps are functions that a helper calls; variables that they share
/// with the code around lie in the frame (S-for-ctx).
/// </summary>
public sealed partial class BodyEmitter
{
    private readonly Stack<(IrBlock Break, IrBlock Next)> loops = new();
    private readonly Dictionary<VariableSymbol, ElementPair> pairs = [];

    /// <summary>Key and value of the loop variable of a loop over a map, where the helper left them.</summary>
    private sealed record ElementPair(Place Key, Func<Place> Value, TupleType Type);

    // A verifier from 5.3 on walks bounded loops.
    private void While(BoundWhile s)
    {
        var (head, body, done) = (f.CreateBlock("while"), f.CreateBlock("turn"), f.CreateBlock("done"));
        f.Continue(head);
        unknownWrites++;
        var before = known;
        Condition(s.Condition, body, done);
        f.Continue(body);
        loops.Push((done, head));
        Statement(s.Body);
        loops.Pop();
        if (!f.Terminated)
            f.Jump(head);
        known = before;
        unknownWrites++;
        f.Continue(done);
    }

    private void ForRange(BoundForRange s)
    {
        if (Loops.IsPlain(s))
        {
            PlainRange(s, (BoundConstant)s.From, (BoundConstant)s.To);
            return;
        }

        var type = RegisterType(s.Variable.Type);
        var signed = IsSigned(s.Variable.Type);
        var from = f.Resize(Scalar(s.From), type, signed);
        var to = f.Resize(Scalar(s.To), type, signed);
        f.Store(from, FrameAddress(s, 8));
        var (run, done) = (f.CreateBlock("run"), f.CreateBlock("done"));
        f.Branch(f.Compare(signed ? "slt" : "ult", from, to), run, done);
        f.Continue(run);
        var turns = f.Resize(f.Binary("sub", to, from, "turns"), IrType.I32, false);
        var (callback, frameOrNull) = Callback([new IrParameter(IrType.I32, "index")], s.Body, (body, function) =>
        {
            var start = function.Load(type, body.FrameAddress(s, 8), "first");
            var index = function.Resize(function.Parameter(0), type, false);
            body.StoreScalar(function.Binary("add", start, index, "index"), body.VariableAddress(s.Variable), s.Variable.Type);
        });
        Call(Helpers.Loop, "turns", turns, callback, frameOrNull, IrValue.I64(0));
        unknownWrites++;
        LeaveIfReturning();
        f.Continue(done);
    }

    private void PlainRange(BoundForRange s, BoundConstant from, BoundConstant to)
    {
        var type = RegisterType(s.Variable.Type);
        var counter = f.Alloca(type, "counter");
        f.Store(IrValue.Constant(type, (long)from.Bits), counter);
        var (head, body, next, done) = (f.CreateBlock("for"), f.CreateBlock("turn"), f.CreateBlock("next"), f.CreateBlock("done"));
        f.Continue(head);
        unknownWrites++;
        var number = f.Load(type, counter, "number");
        f.Branch(f.Compare(IsSigned(s.Variable.Type) ? "slt" : "ult", number, IrValue.Constant(type, (long)to.Bits)), body, done);
        f.Continue(body);
        // The script may change its variable; the loop counts on.
        StoreScalar(number, VariableAddress(s.Variable), s.Variable.Type);
        loops.Push((done, next));
        var before = known;
        Statement(s.Body);
        known = before;
        unknownWrites++;
        loops.Pop();
        f.Continue(next);
        f.Store(f.Binary("add", f.Load(type, counter, "number"), IrValue.Constant(type, 1), "number"), counter);
        f.Jump(head);
        f.Continue(done);
    }

    private void ForMap(BoundForMap s)
    {
        var map = emitter.Maps[s.Map];
        var tuple = (TupleType)s.Variable.Type;
        var (callback, frameOrNull) = Callback(
            [new IrParameter(IrType.Ptr, "map"), new IrParameter(IrType.Ptr, "key"), new IrParameter(IrType.Ptr, "value")],
            s.Body,
            (body, function) =>
            {
                var key = new Place(function.Parameter(1), AddressSpace.Local, 8);
                Place Value() => map.Info.Aggregate is null
                    ? new Place(function.Parameter(2), AddressSpace.Local, 8)
                    : body.Sum(map, key.Address);
                var pair = new ElementPair(key, Value, tuple);
                if (state.IsShared(s.Variable))
                    body.StorePair(pair, body.VariableSlot(s.Variable));
                else
                    body.pairs.Add(s.Variable, pair);
            });
        Call(Helpers.ForEachElement, "visited", map.Address, callback, frameOrNull, IrValue.I64(0));
        unknownWrites++;
        LeaveIfReturning();
    }

    private Place Sum(MapSlot map, IrValue key)
    {
        if (known.TryGetValue((map, key), out var address))
            return new Place(address, AddressSpace.Local, 8);
        address = f.Alloca(IrType.I64, "sum");
        f.Store(SumUp(map, map.Info.Aggregate!, key), address);
        Know((map, key), address);
        return new Place(address, AddressSpace.Local, 8);
    }

    // $kv as a whole: the tuple is put together.
    private Place Materialize(ElementPair pair, VariableSymbol variable)
    {
        var slot = Temporary(variable.Type, "pair");
        StorePair(pair, slot);
        return new Place(slot.Address, AddressSpace.Local, 8);
    }

    private void StorePair(ElementPair pair, Slot slot)
    {
        ZeroGaps(pair.Type, slot);
        Transfer(pair.Key, pair.Type.Members[0].Type, Behind(slot, pair.Type.Members[0].Offset, slack: false), pad: true);
        Transfer(pair.Value(), pair.Type.Members[1].Type, Behind(slot, pair.Type.Members[1].Offset, slack: false), pad: true);
    }

    // The function, and the frame that it needs or null.
    private (IrValue Function, IrValue Frame) Callback(ReadOnlySpan<IrParameter> parameters, BoundBlock block, Action<BodyEmitter, IrFunction> start)
    {
        var name = $"{state.Name}_loop{++state.Callbacks}";
        var function = new IrFunction(name, IrType.I64, [.. parameters, new IrParameter(IrType.Ptr, "frame")]);
        var debug = emitter.Debug;
        var types = function.Parameters.Select(p => (p.Name, p.Type == IrType.Ptr ? debug.Pointer(null) : debug.Integer(p.Type.Bytes(), false)));
        var scope = debug.Subprogram(name, block.Span, external: false, debug.Integer(8, true), [.. types]);
        var body = new BodyEmitter(emitter, state, function, scope, this, functionResult);
        body.At(block.Span);
        start(body, function);
        body.Statement(block);
        if (!function.Terminated)
            function.Return(IrValue.I64(0));
        return (IrValue.Global(name), body.usesFrame ? Frame() : IrValue.Null);
    }

    private void LeaveIfReturning()
    {
        if (!state.InFrame(FrameSlots.Returning))
            return;
        var (leave, stay) = (f.CreateBlock("leave"), f.CreateBlock("stay"));
        f.Branch(f.Compare("ne", f.Load(IrType.I64, FrameAddress(FrameSlots.Returning, 8), "returning"), IrValue.I64(0)), leave, stay);
        f.Continue(leave);
        Leave(IsCallback ? IrValue.I64(1) : f.Load(IrType.I64, FrameAddress(FrameSlots.ReturnValue, 8), "value"));
        f.Continue(stay);
    }

    private void Break()
    {
        if (loops.TryPeek(out var loop))
            f.Jump(loop.Break);
        else
            f.Return(IrValue.I64(1));
    }

    private void Continue()
    {
        if (loops.TryPeek(out var loop))
            f.Jump(loop.Next);
        else
            f.Return(IrValue.I64(0));
    }
}
