using System.Text;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>What the code of builtins and functions is made of.</summary>
public sealed partial class BodyEmitter
{
    private IrValue EmitBuiltin(BoundBuiltin builtin) => Of(builtin.Builtin.Emit, builtin.Builtin.Name)(this, builtin);

    private IrValue EmitScalar(BoundCall call)
    {
        Emitter.IsUnsafe |= call.Function.Unsafe;
        return Of(call.Function.Emit, call.Function.Name)(this, call);
    }

    private void EmitVoid(BoundCall call) => _ = EmitScalar(call);

    private static T Of<T>(T? emit, string name)
        where T : Delegate => emit ?? throw new InvalidOperationException($"no code for {name}");

    /// <summary>How often the program uses a builtin.</summary>
    public int UsesOf(BuiltinDescriptor builtin) => state.Uses(builtin);

    /// <summary>A value that is made at the first use and holds wherever control goes from there.</summary>
    public IrValue Remember(object what, Func<IrValue> make)
    {
        if (known.TryGetValue(what, out var value))
            return value;
        value = make();
        Know(what, value);
        return value;
    }

    /// <summary>The memory that a function reads: what a pointer or number points to, or where a value lies.</summary>
    public Place Source(BoundExpression expression)
    {
        if (expression.Type.IsScalar)
            return Untrusted(At(Scalar(expression), expression.Type));
        return Untrusted(Locate(expression));
    }

    /// <summary>Reads bytes from anywhere.</summary>
    public void Read(IrValue to, IrValue size, Place from) => ReadMemory(to, size, Untrusted(from));

    /// <summary>Zeros.</summary>
    public void Clear(Slot to, int size) => Zero(to, size);

    /// <summary>A register of the probed code by its name in <c>pt_regs</c>.</summary>
    public IrValue Register(string register, string name) => ContextWord(Registers.Offset(register)!.Value, name);

    private IrValue ContextWord(int offset, string name) =>
        f.Load(IrType.I64, f.Offset(Context(), offset, "register"), name, 8, isVolatile: true);

    /// <summary>B-arg: a word of the context, or the register that holds it.</summary>
    public IrValue Argument(int index) => Probe!.ProbeType.Context == ContextKind.Arguments
        ? ContextWord(8 * index, $"arg{index}")
        : ContextWord(Registers.ArgumentOffset(index), $"arg{index}");

    /// <summary>The typed return value of a function.</summary>
    public IrValue ReadResult(BoundExpression retval, StructField result) =>
        ReadField(new BoundField(retval.Span, result.Type, retval, ResultStruct, result));

    private static readonly StructType ResultStruct = new("", false, 0, 1, null, _ => []);

    /// <summary>The number that tells attach points of one program apart (B-probe).</summary>
    public IrValue Cookie()
    {
        state.NeedsCookie = true;
        emitter.Uses.Add(WellKnown.ProbeNames);
        var cookie = Call(Helpers.AttachCookie, "cookie", Context());
        if (Probe!.ProbeType.PlaceNumber?.Invoke(Probe.AttachPoint) is not { } offset)
            return cookie;
        state.SharesCookie = true;
        var (from, shared, done) = (f.Block, f.CreateBlock("shared"), f.CreateBlock("place"));
        f.Branch(f.Compare("slt", cookie, IrValue.I64(0)), shared, done);
        f.Continue(shared);
        var number = f.Load(IrType.I32, f.Offset(Context(), offset, "number"), "number", isVolatile: true);
        var sum = f.Binary("add", f.Binary("add", cookie, f.Resize(number, IrType.I64, false), "row"), IrValue.I64(SharedCookie.Bias), "row");
        f.Continue(done);
        return f.Phi("cookie", (cookie, from), (sum, shared));
    }

    // The name that belongs to a cookie; the runtime fills the map.
    private Place ProbeName(BoundExpression cookie)
    {
        var number = Temporary(8, "cookie");
        f.Store(f.Resize(Scalar(cookie), IrType.I32, false), number);
        var name = Call(Helpers.MapLookup, "name", IrValue.Global(WellKnown.ProbeNames), number);
        var (missing, done) = (f.CreateBlock("missing"), f.CreateBlock("named"));
        var from = f.Block;
        f.Branch(f.Compare("ne", name, IrValue.Null), done, missing);
        f.Continue(missing);
        f.Continue(done);
        return new Place(f.Phi("name", (name, from), (emitter.Zeros(DataSections.ProbeNameSize), missing)), AddressSpace.Local, 8);
    }

    /// <summary>F-usym: address, process and program.</summary>
    public void StoreUserAddress(Slot to, IrValue address)
    {
        f.Store(address, to.Address, Math.Min(to.Align, 8));
        f.Store(Calls.TaskCode.InitId(this, 32), f.Offset(to.Address, 8, "pid"), Math.Min(to.Align, 4));
        f.Store(IrValue.I32(state.Index), f.Offset(to.Address, 12, "program"), Math.Min(to.Align, 4));
    }

    /// <summary>
    /// B-pid: the ids in the tracer's pid namespace. In the initial one that is what the cheap helper gives; for another
    /// the runtime changes the code (<see cref="PatchPoint"/>).
    /// </summary>
    public IrValue NamespaceId(bool thread)
    {
        var both = Remember("pid_tgid", NamespaceIds);
        return f.Resize(thread ? both : f.Binary("lshr", both, IrValue.I64(32), "pid"), IrType.I32, false, thread ? "tid" : "pid");
    }

    private IrValue NamespaceIds()
    {
        emitter.NeedMinor(PatchPoint.NamespaceMinor);
        var text = $"call {Helpers.PidTgid.Id}" + string.Concat(Enumerable.Repeat("\ngoto +0", PatchPoint.NamespaceRoom));
        return f.Assembly(text, "={r0},~{r1},~{r2},~{r3},~{r4},~{r5}", ["pid_tgid"], emitter.Pure)[0];
    }

    /// <summary>F-kstack, F-ustack: the id under which the frames are kept, and their number.</summary>
    public void StoreStack(StackType type, Slot to)
    {
        const long userStack = 1 << 8;
        const long buildIds = 1 << 11;
        const int buildIdFrame = 32;
        var isBuildId = type.Mode == StackMode.BuildId;
        var frameSize = isBuildId ? buildIdFrame : 8;
        var size = type.Limit * frameSize;
        var room = (isBuildId ? emitter.BuildIdFrames : emitter.StackFrames) * frameSize;
        var memory = f.Offset(Scratch(), state.AllocateScratch(room), "frames");
        if (room > size)
            Zero(new Slot(f.Offset(memory, size, "rest"), 8), room - size);
        var flags = (type.User ? userStack : 0) | (isBuildId ? buildIds : 0);
        var bytes = Call(Helpers.GetStack, "bytes", Context(), memory, IrValue.I32(size), IrValue.I64(flags));
        // Multiply and mix, word by word: the verifier knows how many bytes the helper can have written. No frames, or an
        // error, are the stack 0.
        const string hash = """
            if r0 s> 0 goto +1
            r0 = 0
            r2 = r0
            r3 = r0
            if r3 s<= 0 goto +6
            r4 = *(u64 *)(r1 + 0)
            r2 ^= r4
            r2 *= -1640531535
            r1 += 8
            r3 -= 8
            goto -7
            """;
        var outputs = f.Assembly(
            hash, "={r0},={r1},={r2},0,1,~{r3},~{r4},~{memory}", ["size", "", "stack"], "", bytes, f.ToInteger(memory));
        var (stack, depth) = (outputs[2], f.Binary("lshr", outputs[0], IrValue.I64(isBuildId ? 5 : 3), "depth"));
        f.Store(stack, to.Address, Math.Min(to.Align, 8));
        // The process stands behind the number of frames; kernel stacks have none.
        if (type.User)
        {
            f.Store(f.Resize(depth, IrType.I32, false), f.Offset(to.Address, 8, "depth"), Math.Min(to.Align, 4));
            f.Store(Calls.TaskCode.InitId(this, 32), f.Offset(to.Address, 12, "pid"), Math.Min(to.Align, 4));
        }
        else
        {
            f.Store(depth, f.Offset(to.Address, 8, "depth"), Math.Min(to.Align, 8));
        }

        var key = to.Address;
        if (to.InRing)
        {
            key = Temporary(8, "id");
            f.Store(stack, key);
        }

        var map = IrValue.Global(isBuildId ? WellKnown.BuildIdStacks : WellKnown.Stacks);
        if (lateStacks is { } late)
            late.Add(new(map, key, memory));
        else
            KeepStack(map, key, memory);
    }

    // Stores frames under their number, unless they are there already, as most stacks are: looking takes no lock.
    private void KeepStack(IrValue map, IrValue key, IrValue frames)
    {
        var old = Call(Helpers.MapLookup, "old", map, key);
        var (add, seen) = (f.CreateBlock("add"), f.CreateBlock("seen"));
        f.Branch(f.Compare("eq", old, IrValue.Null), add, seen, likely: false);
        f.Continue(add);
        Call(Helpers.MapUpdate, "", map, key, frames, NoExist);
        f.Continue(seen);
    }

    /// <summary>Frames that are stored when an element is made.</summary>
    private readonly record struct LateStack(IrValue Map, IrValue Key, IrValue Frames);

    private List<LateStack>? lateStacks;

    // Whoever made an element has stored the stacks of its key, so that an event that finds the element need not look for
    // them. Only stacks that are always taken: what stands under a condition is stored there.
    private (IrValue Address, List<LateStack> Stacks) KeyOfElement(MapSlot map, BoundExpression? key)
    {
        List<LateStack> stacks = [];
        lateStacks = key is not null && IsPlain(key) ? stacks : null;
        var address = KeyAddress(map, key);
        lateStacks = null;
        return (address, stacks);

        static bool IsPlain(BoundExpression part) => part switch
        {
            BoundBuiltin or BoundCall { Type: StackType } => true,
            BoundTuple tuple => tuple.Elements.All(element => IsPlain(element.Value)),
            _ => !Lowering.BoundChildren.WithDescendants(part).Any(node => node is BoundExpression { Type: StackType }),
        };
    }

    private void KeepStacks(List<LateStack> stacks)
    {
        foreach (var stack in stacks)
            Call(Helpers.MapUpdate, "", stack.Map, stack.Key, stack.Frames, NoExist);
    }

    /// <summary>F-join: the count, then a string for each pointer up to the first null.</summary>
    public void SendJoin(EventInfo row, BoundExpression array)
    {
        emitter.Uses.Add(WellKnown.RingBuffer);
        emitter.Uses.Add(DataSections.LossSymbol);
        const int texts = EventRecord.HeaderSize + 4;
        var arguments = new List<EventArgument> { new(EventRecord.HeaderSize, new Contract.ValueType.Integer(4, false)) };
        for (var i = 0; i < EventRecord.JoinEntries; i++)
            arguments.Add(new EventArgument(texts + (i * EventRecord.JoinEntrySize), new Contract.ValueType.Text(EventRecord.JoinEntrySize)));
        var (id, counter) = AddOutput(row with { Arguments = [.. arguments] });
        var record = f.Offset(Scratch(), state.AllocateScratch(texts + (EventRecord.JoinEntries * EventRecord.JoinEntrySize) + 4), "record");
        f.Store(IrValue.I64(id), record);
        var list = array.Type.IsScalar ? At(Scalar(array), array.Type) : Locate(array);
        var space = ((array.Type as PointerType)?.Pointee as PointerType)?.Space ?? list.Space;
        var count = f.Alloca(IrType.I64, "count");
        f.Store(IrValue.I64(0), count);
        var (head, next, text, done) = (f.CreateBlock("join"), f.CreateBlock("entry"), f.CreateBlock("text"), f.CreateBlock("joined"));
        f.Continue(head);
        var before = known;
        var number = f.Load(IrType.I64, count, "count");
        f.Branch(f.Compare("ult", number, IrValue.I64(EventRecord.JoinEntries)), next, done);
        f.Continue(next);
        var offset = f.Binary("shl", number, IrValue.I64(3), "offset");
        var entry = list with { Address = list.IsDirect ? f.Offset(list.Address, offset) : f.Binary("add", list.Address, offset, "at") };
        var pointer = LoadScalar(entry, IntegerType.UInt64, "pointer");
        f.Branch(f.Compare("ne", pointer, IrValue.I64(0)), text, done);
        f.Continue(text);
        var at = f.Offset(record, f.Binary("add", f.Binary("mul", number, IrValue.I64(EventRecord.JoinEntrySize), "offset"), IrValue.I64(texts), "offset"), "text");
        ReadText(new Place(pointer, space == AddressSpace.Local ? AddressSpace.Kernel : space), IrValue.I32(EventRecord.JoinEntrySize), new Slot(at, 4), 0);
        f.Store(f.Binary("add", number, IrValue.I64(1), "count"), count);
        f.Jump(head);
        known = before;
        f.Continue(done);
        var entries = f.Load(IrType.I64, count, "count");
        f.Store(f.Resize(entries, IrType.I32, false), f.Offset(record, EventRecord.HeaderSize, "count"));
        var most = IrValue.I64(EventRecord.JoinEntries);
        entries = f.Opaque(entries);
        entries = f.Select(f.Compare("ule", entries, most), entries, most, "entries");
        var bytes = f.Binary("add", f.Binary("mul", entries, IrValue.I64(EventRecord.JoinEntrySize), "bytes"), IrValue.I64(texts), "bytes");
        var result = Call(Helpers.RingOutput, "result", IrValue.Global(WellKnown.RingBuffer), record, bytes, IrValue.I64(0));
        var (lost, sent) = (f.CreateBlock("lost"), f.CreateBlock("sent"));
        f.Branch(f.Compare("ne", result, IrValue.I64(0)), lost, sent, likely: false);
        f.Continue(lost);
        CountLoss(counter);
        f.Continue(sent);
    }

    /// <summary>The name of a number from a constant table, or <paramref name="unknown"/> when it has none.</summary>
    public void StoreName(BoundCall call, IReadOnlyList<string> names, string table, string unknown, Slot to, bool magnitude = false)
    {
        var entry = call.Type.Size;
        var bytes = new byte[(names.Count + 1) * entry];
        for (var i = 0; i < names.Count; i++)
            Encoding.ASCII.GetBytes(names[i], bytes.AsSpan(i * entry, entry - 1));
        Encoding.ASCII.GetBytes(unknown, bytes.AsSpan(names.Count * entry, entry - 1));
        for (var i = 0; i < names.Count; i++)
            if (names[i].Length == 0)
                bytes.AsSpan(names.Count * entry, entry).CopyTo(bytes.AsSpan(i * entry, entry));
        var number = f.Opaque(f.Resize(Scalar(call.Arguments[0]), IrType.I64, IsSigned(call.Arguments[0].Type)));
        if (magnitude)
            number = f.Select(f.Compare("slt", number, IrValue.I64(0)), f.Binary("sub", IrValue.I64(0), number, "negated"), number, "magnitude");
        var last = IrValue.I64(names.Count);
        number = f.Select(f.Compare("ult", number, last), number, last, "number");
        var at = f.Offset(emitter.Rodata(bytes, table), f.Binary("mul", number, IrValue.I64(entry), "offset"), "name");
        CopyText(new Place(at, AddressSpace.Local, 8), entry, to, to.Pad);
    }
}
