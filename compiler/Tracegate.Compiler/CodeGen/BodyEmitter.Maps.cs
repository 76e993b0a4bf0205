using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Reading and writing of plain maps.</summary>
public sealed partial class BodyEmitter
{
    // BPF_ANY and BPF_NOEXIST of bpf.h.
    private static readonly IrValue Any = IrValue.I64(0);
    private static readonly IrValue NoExist = IrValue.I64(1);

    /// <summary>The key as helpers take it: the address of exactly its bytes, all of them defined.</summary>
    public IrValue KeyAddress(MapSlot map, BoundExpression? key)
    {
        if (key is null)
            return emitter.Zeros(4);
        // What lies in memory as the key needs it is not copied.
        if (key is BoundVariable { Type.IsScalar: false } variable && key.Type.Size <= ShortCopy && !pairs.ContainsKey(variable.Variable))
            return VariableAddress(variable.Variable);
        if (key is BoundTupleMember { Member: 0, Target: BoundVariable { Variable: var loop } } && pairs.TryGetValue(loop, out var pair) && map.Symbol.Key == key.Type)
            return pair.Key.Address;
        var size = Math.Max(map.KeySize, Room(key.Type));
        if (key is BoundBuiltin { Builtin: { Locate: not null } text } && state.Uses(text) > 1)
            return Locate(key).Address;
        if (size <= ShortCopy && Steady.Name(key, state.IsFixed) is { } name && state.KeyUses(name) > 1)
        {
            return Remember(("key", key.Type, name), () =>
            {
                var kept = f.Alloca(size, 8, "key");
                Store(key, new Slot(kept, 8, Slack: true), pad: true);
                return kept;
            });
        }

        var address = Temporary(size, "key");
        // Four calls take it: in a register, since LLVM would rather add it up for each anew.
        if (key.Type is StackType)
            address = f.Opaque(address);
        Store(key, new Slot(address, 8, Slack: true), pad: true);
        return address;
    }

    // What a program wrote to a map, or may have written, makes values that it read before unknown.
    private readonly Dictionary<MapSymbol, int> writes = [];
    private int unknownWrites;

    private void Written(MapSymbol map) => writes[map] = writes.GetValueOrDefault(map) + 1;

    private object? ElementName(BoundMapElement element) => Steady.Name(element.Key, state.IsFixed) is { } name
        ? (element.Map, name, writes.GetValueOrDefault(element.Map), unknownWrites)
        : null;

    private IrValue Lookup(MapSlot map, IrValue key) => Call(Helpers.MapLookup, "element", map.Address, key);

    private IrValue ScalarAddress(MapSlot map) =>
        f.Offset(IrValue.Global(DataSections.ScalarsSymbol), map.Info.GlobalOffset, map.Symbol.Name.TrimStart('@') is { Length: > 0 } name ? name : "map");

    private void SetPresent(MapSlot map, long present) =>
        f.Store(IrValue.I64(present), f.Offset(IrValue.Global(DataSections.ScalarsSymbol), map.Info.GlobalOffset + 8, "present"));

    private void AssignMap(BoundMapAssignment s)
    {
        var map = emitter.Maps[s.Map];
        if (map.Info.Storage == MapStorage.Global)
        {
            StoreScalar(Scalar(s.Value), ScalarAddress(map), s.Map.Value);
            SetPresent(map, 1);
            return;
        }

        // The value first: it may read the element that it replaces.
        var value = ValueAddress(s.Value);
        var key = KeyAddress(map, s.Key);
        var result = Call(Helpers.MapUpdate, "result", map.Address, key, value, Any);
        Written(s.Map);
        var (full, done) = (f.CreateBlock("full"), f.CreateBlock("stored"));
        // In line: jumping over five instructions takes one less than jumping away and back.
        f.Branch(f.Compare("ne", result, IrValue.I64(0)), full, done);
        f.Continue(full);
        ReportFull(s.Span, map);
        f.Continue(done);
    }

    private IrValue ValueAddress(BoundExpression value)
    {
        if (value is BoundVariable { Type.IsScalar: false } variable && !pairs.ContainsKey(variable.Variable))
            return VariableAddress(variable.Variable);
        if (value is BoundMapElement { Type.IsScalar: false } or BoundString or BoundLoadConstant { Type.IsScalar: false })
            return Locate(value).Address;
        var slot = Temporary(value.Type, "value");
        Store(value, slot);
        return slot.Address;
    }

    // X-inc-atomic: an element that exists is changed in place.
    private void UpdateMap(BoundMapUpdate s)
    {
        var map = emitter.Maps[s.Map];
        var type = s.Map.Value;
        if (map.Info.Storage == MapStorage.Global)
        {
            UpdateInPlace(ScalarAddress(map), type, s);
            SetPresent(map, 1);
            return;
        }

        var value = s.Value is BoundConstant ? s.Value : new EmittedValue(s.Value.Span, s.Value.Type, Scalar(s.Value));
        OnElement(map, s.Key, s.Span, element => UpdateInPlace(element, type, s with { Value = value }));
    }

    private void UpdateInPlace(IrValue address, TraceType type, BoundMapUpdate s)
    {
        var register = RegisterType(type);
        var operation = Operation(s.Operator);
        var value = f.Resize(f.ToInteger(Scalar(s.Value)), register, IsSigned(s.Value.Type));
        if (register is IrType.I32 or IrType.I64 && operation is "add" or "sub" or "and" or "or" or "xor" && register is IrType.I32 or IrType.I64)
        {
            if (operation == "sub")
                (operation, value) = ("add", value.ConstantValue is { } c ? IrValue.Constant(register, -c) : f.Binary("sub", IrValue.Constant(register, 0), value, "neg"));
            f.Atomic(operation, address, value);
            return;
        }

        var old = new EmittedValue(s.Span, type, f.Load(MemoryType(type), address, "old"));
        var next = Binary(new BoundBinary(s.Span, type, s.Operator, old, new EmittedValue(s.Span, type, value)));
        StoreScalar(next, address, type);
    }

    /// <summary>
    /// Works on an element, which is made of zeros if there is none: one look-up when there is. Two CPUs may both try to
    /// make it; the second finds the first one's.
    /// </summary>
    private void OnElement(MapSlot map, BoundExpression? key, Source.SourceSpan span, Action<IrValue> work)
    {
        var (address, stacks) = KeyOfElement(map, key);
        OnElement(map, address, stacks, span, work);
    }

    private void OnElement(MapSlot map, IrValue key, List<LateStack> stacks, Source.SourceSpan span, Action<IrValue> work)
    {
        Written(map.Symbol);
        var first = Lookup(map, key);
        var (insert, full, use, done) = (f.CreateBlock("insert"), f.CreateBlock("full"), f.CreateBlock("element"), f.CreateBlock("updated"));
        var from = f.Block;
        f.Branch(f.Compare("ne", first, IrValue.Null), use, insert, likely: true);
        f.Continue(insert);
        KeepStacks(stacks);
        const int most = 1024;
        var (zeros, lost) = map.ValueSize <= most
            ? FirstValueBesideLoss(span, map, new long[(map.ValueSize + 7) / 8])
            : (emitter.Zeros(map.ValueSize), LossWord(FullCounter(span, map)));
        Call(Helpers.MapUpdate, "made", map.Address, key, zeros, NoExist);
        var second = Lookup(map, key);
        var insertEnd = f.Block;
        f.Branch(f.Compare("ne", second, IrValue.Null), use, full);
        f.Continue(full);
        CountLoss(lost);
        f.Jump(done);
        f.Continue(use);
        var element = f.Phi("element", (first, from), (second, insertEnd));
        var before = known;
        work(element);
        known = before;
        f.Continue(done);
    }

    private IrValue ReadMap(BoundMapElement element)
    {
        var map = emitter.Maps[element.Map];
        if (map.Info.Aggregate is { } aggregate)
            return ReadAggregate(map, aggregate, element.Key);
        if (map.Info.Storage == MapStorage.Global)
            return LoadScalar(new Place(ScalarAddress(map), AddressSpace.Local, 8), element.Type);
        return ElementName(element) is { } name ? Remember(name, () => ReadHash(map, element)) : ReadHash(map, element);
    }

    private IrValue ReadHash(MapSlot map, BoundMapElement element)
    {
        var address = Lookup(map, KeyAddress(map, element.Key));
        var (found, missing, done) = (f.CreateBlock("found"), f.CreateBlock("missing"), f.CreateBlock("read"));
        f.Branch(f.Compare("ne", address, IrValue.Null), found, missing);
        f.Continue(found);
        var value = LoadScalar(new Place(address, AddressSpace.Local, 8), element.Type);
        var foundEnd = f.Block;
        f.Jump(done);
        f.Continue(missing);
        WarnMissing(element.Span);
        var missingEnd = f.Block;
        f.Continue(done);
        return f.Phi("value", (value, foundEnd), (value.Type == IrType.I1 ? IrValue.False : IrValue.Constant(value.Type, 0), missingEnd));
    }

    // Of an absent element the zero block takes the place.
    private Place LocateElement(BoundMapElement element)
    {
        var map = emitter.Maps[element.Map];
        var address = Lookup(map, KeyAddress(map, element.Key));
        var (missing, done) = (f.CreateBlock("missing"), f.CreateBlock("found"));
        var from = f.Block;
        f.Branch(f.Compare("ne", address, IrValue.Null), done, missing);
        f.Continue(missing);
        WarnMissing(element.Span);
        var missingEnd = f.Block;
        f.Continue(done);
        return new Place(f.Phi("element", (address, from), (emitter.Zeros(map.ValueSize), missingEnd)), AddressSpace.Local, 8);
    }

    private void WarnMissing(Source.SourceSpan span)
    {
        if (!emitter.Options.Warnings)
            return;
        var done = f.CreateBlock("absent");
        var row = new EventInfo(EventAction.RuntimeError, "", [], Error: RuntimeErrorKind.MissingElement, Location: ObjectEmitter.Location(span));
        IfWarnings(() => Report(AddEvent(row)), done);
        f.Continue(done);
    }

    private IrValue MapAddress(BoundMapAddress address)
    {
        var map = emitter.Maps[address.Map];
        return map.Info.Storage == MapStorage.Global
            ? f.ToInteger(ScalarAddress(map))
            : f.ToInteger(Lookup(map, KeyAddress(map, address.Key)));
    }

    private IrValue Increment(BoundMapIncrement increment)
    {
        var map = emitter.Maps[increment.Map];
        var type = increment.Map.Value;
        var register = RegisterType(type);
        if (map.Info.Storage == MapStorage.Global)
        {
            var value = AddAndRead(ScalarAddress(map));
            SetPresent(map, 1);
            return f.Resize(value, RegisterType(increment.Type), IsSigned(type));
        }

        var result = f.Alloca(register, "value");
        f.Store(IrValue.Constant(register, 0), result);
        OnElement(map, increment.Key, increment.Span, element => f.Store(AddAndRead(element), result));
        return f.Resize(f.Load(register, result, "value"), RegisterType(increment.Type), IsSigned(type));

        IrValue AddAndRead(IrValue address)
        {
            // X-inc-atomic; BPF has no atomic operations on bytes and half words.
            var delta = IrValue.Constant(register, increment.Delta);
            var atomic = register is IrType.I32 or IrType.I64;
            var old = atomic ? f.AtomicFetch("add", address, delta) : f.Load(register, address, "old");
            if (atomic && !increment.Prefix)
                return old;
            var next = f.Binary("add", old, delta, "next");
            if (!atomic)
                f.Store(next, address);
            return increment.Prefix ? next : old;
        }
    }

    /// <summary>F-delete: whether there was such an element.</summary>
    public IrValue Delete(MapSymbol symbol, BoundExpression? key)
    {
        var map = emitter.Maps[symbol];
        Written(symbol);
        switch (map.Info.Storage)
        {
            case MapStorage.Global:
                var present = f.Load(IrType.I64, f.Offset(ScalarAddress(map), 8, "present"), "present");
                StoreScalar(IrValue.Constant(RegisterType(symbol.Value), 0), ScalarAddress(map), symbol.Value);
                SetPresent(map, 0);
                return f.Compare("ne", present, IrValue.I64(0));
            case MapStorage.PercpuArray:
                var cleared = f.Call(IrType.I64, AggregateSubprograms.Clear(emitter, map), "cleared", []);
                return f.Compare("ne", cleared, IrValue.I64(0));
            default:
                return f.Compare("eq", Call(Helpers.MapDelete, "result", map.Address, KeyAddress(map, key)), IrValue.I64(0));
        }
    }

    /// <summary>F-has_key.</summary>
    public IrValue HasKey(MapSymbol symbol, BoundExpression key)
    {
        var map = emitter.Maps[symbol];
        return f.Compare("ne", Lookup(map, KeyAddress(map, key)), IrValue.Null);
    }

    /// <summary>F-find: sets the variable to the element if there is one.</summary>
    public IrValue Find(MapSymbol symbol, BoundExpression key, VariableSymbol variable)
    {
        var map = emitter.Maps[symbol];
        var keyAddress = KeyAddress(map, key);
        var address = Lookup(map, keyAddress);
        var (found, done) = (f.CreateBlock("found"), f.CreateBlock("find"));
        var from = f.Block;
        f.Branch(f.Compare("ne", address, IrValue.Null), found, done);
        f.Continue(found);
        if (map.Info.Aggregate is { } aggregate)
            StoreScalar(SumUp(map, aggregate, keyAddress), VariableAddress(variable), variable.Type);
        else
            Transfer(new Place(address, AddressSpace.Local, 8), symbol.Value, VariableSlot(variable), pad: false);
        var end = f.Block;
        f.Continue(done);
        return f.Phi("found", (IrValue.False, from), (IrValue.True, end));
    }

    /// <summary>F-len: the helper that visits elements tells how many it visited.</summary>
    public IrValue CountElements(MapSymbol symbol) => Call(
        Helpers.ForEachElement, "length", emitter.Maps[symbol].Address, IrValue.Global(AggregateSubprograms.Visit(emitter)[1..]), IrValue.Null, IrValue.I64(0));
}
