using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Records to the runtime.</summary>
public sealed partial class BodyEmitter
{
    // Up to here a record is made on the stack and copied: that takes one helper call instead of two.
    private const int LongestCopied = 64;
    private const int StackForRecords = 256;

    // Up to here, which is one string of the default capacity, a record is filled in place; longer ones that end in a
    // string are sent at their real length.
    private const int LongestReserved = 1280;

    /// <summary>Sends a record with arguments.</summary>
    /// <param name="row">The event; arguments are added.</param>
    /// <param name="arguments">Values of the record.</param>
    public void Send(EventInfo row, ImmutableArray<BoundExpression> arguments)
    {
        // Nothing may leave the program, or be left out, between reserving a record and sending it.
        arguments = [.. arguments.Select(argument => HasBlocks(argument) ? Settle(argument) : argument)];
        var (offsets, size) = Layout(arguments);
        var order = Enumerable.Range(0, arguments.Length).ToArray();
        var (id, counter) = AddOutput(row with
        {
            Arguments = [.. order.Select(i => new EventArgument(offsets[i], arguments[i].Type.ToValueType()))],
        });
        var last = order.OrderBy(i => offsets[i]).LastOrDefault(-1);
        if (size > LongestReserved && last >= 0 && arguments[last].Type is StringType)
            SendCut(id, counter, arguments, offsets, last, size);
        else if (size <= LongestCopied && f.StackBytes <= StackForRecords)
            SendCopied(id, counter, arguments, offsets, size);
        else
            SendReserved(id, counter, arguments, offsets, size);
    }

    /// <summary>
    /// Sends a control record, which has no arguments: it takes room that output cannot take away (X-lost-control).
    /// </summary>
    public void SendControl(EventInfo row)
    {
        var id = AddEvent(row with { Counter = emitter.Events.ControlCounter });
        f.Call(IrType.I64, ReportSubprograms.Control(emitter), "told", [IrValue.I64(id)]);
    }

    private int AddEvent(EventInfo row) => emitter.Events.Add(row with { Program = ProgramIndex });

    private (int Id, int Counter) AddOutput(EventInfo row)
    {
        var counter = emitter.Events.AddCounter();
        return (AddEvent(row with { Counter = counter }), counter);
    }

    private void SendReserved(int id, int counter, ImmutableArray<BoundExpression> arguments, int[] offsets, int size)
    {
        var hasText = arguments.Any(argument => argument.Type is StringType);
        InRecord(id, counter, hasText ? size + 1 : size, record =>
        {
            for (var i = 0; i < arguments.Length; i++)
                Store(arguments[i], new Slot(f.Offset(record, offsets[i], "argument"), Slot.AlignAt(8, offsets[i]), Slack: arguments[i].Type is StringType, InRing: true));
        });
    }

    /// <summary>Reserves a record, lets it be filled and sends it; counts it as lost when there is no room.</summary>
    private void InRecord(int id, int counter, int size, Action<IrValue> fill)
    {
        emitter.Uses.Add(WellKnown.RingBuffer);
        emitter.Uses.Add(DataSections.LossSymbol);
        var record = Call(Helpers.RingReserve, "record", IrValue.Global(WellKnown.RingBuffer), IrValue.I64((size + 7) & ~7), IrValue.I64(0));
        var (lost, filled, done) = (f.CreateBlock("lost"), f.CreateBlock("record"), f.CreateBlock("sent"));
        f.Branch(f.Compare("ne", record, IrValue.Null), filled, lost, likely: true);
        f.Continue(lost);
        CountLoss(counter);
        f.Jump(done);
        f.Continue(filled);
        f.Store(IrValue.I64(id), record);
        var before = known;
        fill(record);
        known = before;
        Call(Helpers.RingSubmit, "", record, IrValue.I64(0));
        f.Continue(done);
    }

    // All bytes up to the size are defined, since the helper may read no others.
    private void SendCopied(int id, int counter, ImmutableArray<BoundExpression> arguments, int[] offsets, int size)
    {
        emitter.Uses.Add(WellKnown.RingBuffer);
        emitter.Uses.Add(DataSections.LossSymbol);
        var record = temporaries.Take(size + 1, "record");
        f.Store(IrValue.I64(id), record);
        int[] ends = [.. offsets, size];
        for (var i = 0; i < arguments.Length; i++)
        {
            var (offset, type) = (offsets[i], arguments[i].Type);
            var slot = new Slot(f.Offset(record, offset, "argument"), Slot.AlignAt(8, offset), Slack: type is StringType);
            var gap = ends.Where(end => end > offset).Min() - offset - type.Size;
            if (type is IntegerType or EnumType or BooleanType && type.Size + gap == 8 && gap > 0 && slot.Align == 8)
            {
                f.Store(f.Resize(Scalar(arguments[i]), IrType.I64, false), slot.Address);
                continue;
            }

            Store(arguments[i], slot, pad: true);
            if (gap > 0)
                f.Zero(f.Offset(slot.Address, type.Size, "gap"), gap, Slot.AlignAt(slot.Align, type.Size));
        }

        var result = Call(Helpers.RingOutput, "result", IrValue.Global(WellKnown.RingBuffer), record, IrValue.I64(size), IrValue.I64(0));
        var (lost, done) = (f.CreateBlock("lost"), f.CreateBlock("sent"));
        f.Branch(f.Compare("ne", result, IrValue.I64(0)), lost, done);
        f.Continue(lost);
        CountLoss(counter);
        f.Continue(done);
    }

    // In scratch memory first, since the kernel reserves constant sizes only.
    private void SendCut(int id, int counter, ImmutableArray<BoundExpression> arguments, int[] offsets, int last, int size)
    {
        emitter.Uses.Add(WellKnown.RingBuffer);
        emitter.Uses.Add(DataSections.LossSymbol);
        var record = f.Offset(Scratch(), state.AllocateScratch(size + 8), "record");
        f.Store(IrValue.I64(id), record);
        IrValue? length = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            var slot = new Slot(f.Offset(record, offsets[i], "argument"), Slot.AlignAt(8, offsets[i]), Slack: arguments[i].Type is StringType);
            if (i == last)
                length = StoreText(arguments[i], slot, pad: false);
            else
                Store(arguments[i], slot);
        }

        var bytes = IrValue.I64(size);
        if (length is { } cut)
        {
            // A failed read left an empty string; one more byte than the capacity is the NUL behind a full one.
            var capacity = arguments[last].Type.Size;
            cut = f.Opaque(cut);
            var fits = f.Compare("ule", cut, IrValue.I64(capacity));
            var failed = f.Compare("slt", cut, IrValue.I64(0));
            cut = f.Select(fits, cut, f.Select(failed, IrValue.I64(1), IrValue.I64(capacity), "length"), "length");
            bytes = f.Binary("add", cut, IrValue.I64(offsets[last]), "bytes");
        }

        var result = Call(Helpers.RingOutput, "result", IrValue.Global(WellKnown.RingBuffer), record, bytes, IrValue.I64(0));
        var (lost, done) = (f.CreateBlock("lost"), f.CreateBlock("sent"));
        f.Branch(f.Compare("ne", result, IrValue.I64(0)), lost, done, likely: false);
        f.Continue(lost);
        CountLoss(counter);
        f.Continue(done);
    }

    /// <summary>Counts in the word of a row of the event table.</summary>
    private void CountLoss(int counter)
    {
        emitter.Uses.Add(DataSections.LossSymbol);
        CountLoss(LossWord(counter));
    }

    // Hidden, lest LLVM join this with a like addition to an element: choosing the address takes longer.
    private void CountLoss(IrValue lost) => f.AtomicAdd(lost, f.Opaque(IrValue.I64(1)));

    private IrValue LossWord(int counter) => LossWord(emitter, f, counter);

    /// <summary>Where a row's losses are counted.</summary>
    internal static IrValue LossWord(ObjectEmitter emitter, IrFunction f, int counter)
    {
        var (symbol, offset) = emitter.Events.LossWord(counter);
        return f.Offset(IrValue.Global(symbol), offset, "lost");
    }

    // A first value and the counter behind it, by way of the same address: hidden, since LLVM would write it twice.
    private (IrValue First, IrValue Lost) FirstValueBesideLoss(SourceSpan span, MapSlot map, IReadOnlyList<long> value)
    {
        var (symbol, counter) = emitter.Events.AddFirstValue(value);
        AddFullRow(span, map, counter);
        var first = f.Opaque(IrValue.Global(symbol));
        return (first, f.Offset(first, 8 * value.Count, "lost"));
    }

    // Words first, so that there are no gaps; strings last, so that a record can end where its last string does.
    private static (int[] Offsets, int Size) Layout(ImmutableArray<BoundExpression> arguments)
    {
        var offsets = new int[arguments.Length];
        var size = EventRecord.HeaderSize;
        foreach (var i in Enumerable.Range(0, arguments.Length).OrderBy(i => arguments[i].Type is StringType).ThenByDescending(i => AlignOf(arguments[i].Type)))
        {
            var align = AlignOf(arguments[i].Type);
            size = (size + align - 1) / align * align;
            offsets[i] = size;
            size += arguments[i].Type.Size;
        }

        return (offsets, size);

        // Short strings are copied by words.
        static int AlignOf(TraceType type) => type is StringType ? (type.Size <= ShortCopy ? 8 : 1) : Math.Max(type.Alignment, 1);
    }

    // Evaluates an expression now.
    private BoundExpression Settle(BoundExpression expression)
    {
        if (expression.Type.IsScalar)
            return new EmittedValue(expression.Span, expression.Type, Scalar(expression));
        var slot = Temporary(expression.Type);
        Store(expression, slot);
        return new EmittedPlace(expression.Span, expression.Type, new Place(slot.Address, AddressSpace.Local, 8));
    }

    /// <summary>E-div and E-index: tells of an error at a place in the script.</summary>
    private void ReportError(RuntimeErrorKind kind, SourceSpan span) =>
        Report(AddEvent(new EventInfo(EventAction.RuntimeError, "", [], Error: kind, Location: ObjectEmitter.Location(span))));

    /// <summary>Tells of a helper that failed although nobody asked for warnings (F-signal).</summary>
    public void ReportHelper(Helper helper, IrValue result, SourceSpan span)
    {
        var (failed, done) = (f.CreateBlock("failed"), f.CreateBlock("done"));
        f.Branch(f.Compare("slt", result, IrValue.I64(0)), failed, done, likely: false);
        f.Continue(failed);
        Report(AddEvent(HelperRow(RuntimeErrorKind.Helper, helper.Name, span)), result);
        f.Continue(done);
    }

    private SourceSpan currentSpan = SourceSpan.None;

    private void WarnWith(RuntimeErrorKind kind, string helper, IrValue result, IrBlock done)
    {
        var span = currentSpan;
        IfWarnings(() => Report(AddEvent(HelperRow(kind, helper, span)), result), done);
    }

    private static EventInfo HelperRow(RuntimeErrorKind kind, string helper, SourceSpan span) => new(
        EventAction.RuntimeError,
        helper.StartsWith("bpf_", StringComparison.Ordinal) ? helper[4..] : helper,
        [new EventArgument(EventRecord.HeaderSize, new Contract.ValueType.Integer(8, true))],
        Error: kind,
        Location: ObjectEmitter.Location(span));

    // O-k. Leaves the cursor at a jump to the block given.
    private void IfWarnings(Action write, IrBlock done)
    {
        var warn = f.CreateBlock("warn");
        f.Branch(f.Compare("ne", LoadConstant(LoadConstantKind.Warnings, "", IntegerType.UInt32), IrValue.I32(0)), warn, done);
        f.Continue(warn);
        write();
        f.Jump(done);
    }

    // V-full: the runtime looks at the counter, so that a lost element costs four instructions and no call.
    private void ReportFull(SourceSpan span, MapSlot map) => CountLoss(FullCounter(span, map));

    private int FullCounter(SourceSpan span, MapSlot map)
    {
        var counter = emitter.Events.AddCounter();
        AddFullRow(span, map, counter);
        return counter;
    }

    private void AddFullRow(SourceSpan span, MapSlot map, int counter)
    {
        emitter.Uses.Add(DataSections.LossSymbol);
        AddEvent(new EventInfo(
            EventAction.RuntimeError, map.Symbol.Name, [], map.Index, Error: RuntimeErrorKind.MapFull, Location: ObjectEmitter.Location(span), Counter: counter));
    }

    private void Report(int id) => f.Call(IrType.I64, ReportSubprograms.Plain(emitter), "told", [IrValue.I64(id)]);

    private void Report(int id, IrValue code) =>
        f.Call(IrType.I64, ReportSubprograms.WithCode(emitter), "told", [IrValue.I64(id), f.Resize(code, IrType.I64, true)]);

    // The first exit() of events wins: one that finds the gate open needs a single exchange; should the runtime change the
    // word at the same time, a store follows. Programs without a gate run one after another, and the last one wins.
    private void CloseGate(IrValue word)
    {
        var gate = IrValue.Global(DataSections.GateSymbol);
        if (Probe is { ProbeType.Gated: false })
        {
            f.Store(word, gate, isVolatile: true);
            return;
        }

        var old = f.CompareExchange(gate, IrValue.I32((long)GateState.Running), word, "before");
        var (shut, store, done) = (f.CreateBlock("shut"), f.CreateBlock("store"), f.CreateBlock("closed"));
        f.Branch(f.Compare("eq", old, IrValue.I32((long)GateState.Running)), done, shut);
        f.Continue(shut);
        var flag = f.Binary("and", old, IrValue.I32(GateWord.ExitFlag), "flag");
        f.Branch(f.Compare("eq", flag, IrValue.I32(0)), store, done);
        f.Continue(store);
        f.Store(word, gate, isVolatile: true);
        f.Continue(done);
    }

    /// <summary>
    /// F-exit: closes the gate in the kernel, with the exit code in its word, so that no program counts anything more,
    /// and wakes the runtime.
    /// </summary>
    public void Exit(BoundExpression code)
    {
        var value = f.Binary("and", f.Resize(f.ToInteger(Scalar(code)), IrType.I32, false), IrValue.I32(GateWord.ExitCodeMask), "code");
        value = f.Binary("shl", value, IrValue.I32(GateWord.ExitCodeShift), "code");
        CloseGate(f.Binary("or", value, IrValue.I32(GateWord.ExitWord), "word"));
        SendControl(new EventInfo(EventAction.Exit, "", []));
        if (IsCallback || functionResult is not null)
            return;
        ReturnIdle();
    }
}

/// <summary>Functions that send records off the hot path.</summary>
internal static class ReportSubprograms
{
    /// <summary><c>report(id)</c>: a record without arguments.</summary>
    public static string Plain(ObjectEmitter emitter) =>
        Subprograms.Get(emitter, "report", [new(IrType.I64, "id")], f => Send(emitter, f, f.Parameter(0), null));

    /// <summary><c>report_code(id, code)</c>: a record with a helper's result.</summary>
    public static string WithCode(ObjectEmitter emitter) =>
        Subprograms.Get(emitter, "report_code", [new(IrType.I64, "id"), new(IrType.I64, "code")], f => Send(emitter, f, f.Parameter(0), f.Parameter(1)));

    /// <summary>
    /// <c>send_control(id)</c>: a record that must not be lost. When the ring buffer is full it goes to the second one, with
    /// its place between the records of the first. The place is taken behind the reservation: whoever sees a record of
    /// the first ring behind it can see that there is one in the second.
    /// </summary>
    public static string Control(ObjectEmitter emitter) =>
        Subprograms.Get(emitter, "send_control", [new(IrType.I64, "id")], f =>
        {
            emitter.Uses.Add(WellKnown.RingBuffer);
            emitter.Uses.Add(WellKnown.ControlRing);
            emitter.Uses.Add(DataSections.LossSymbol);
            var (sent, full, second, lost) = (f.CreateBlock("record"), f.CreateBlock("full"), f.CreateBlock("second"), f.CreateBlock("lost"));
            var record = Reserve(emitter, f, WellKnown.RingBuffer, EventRecord.HeaderSize);
            f.Branch(f.Compare("ne", record, IrValue.Null), sent, full, likely: true);
            f.Continue(sent);
            f.Store(f.Parameter(0), record);
            Subprograms.Call(emitter, f, Helpers.RingSubmit, "", record, IrValue.I64(0));
            f.Return(IrValue.I64(0));
            f.Continue(full);
            record = Reserve(emitter, f, WellKnown.ControlRing, EventRecord.ControlSize);
            f.Branch(f.Compare("ne", record, IrValue.Null), second, lost, likely: true);
            f.Continue(second);
            f.Store(f.Parameter(0), record);
            var position = Subprograms.Call(emitter, f, Helpers.RingQuery, "position", IrValue.Global(WellKnown.RingBuffer), IrValue.I64(ProducerPosition));
            f.Store(position, f.Offset(record, EventRecord.HeaderSize, "place"));
            Subprograms.Call(emitter, f, Helpers.RingSubmit, "", record, IrValue.I64(0));
            f.Return(IrValue.I64(0));
            f.Continue(lost);
            f.AtomicAdd(BodyEmitter.LossWord(emitter, f, emitter.Events.ControlCounter), IrValue.I64(1));
            f.Return(IrValue.I64(0));
        });

    // BPF_RB_PROD_POS of bpf.h.
    private const long ProducerPosition = 3;

    private static IrValue Reserve(ObjectEmitter emitter, IrFunction f, string ring, int size) =>
        Subprograms.Call(emitter, f, Helpers.RingReserve, "record", IrValue.Global(ring), IrValue.I64(size), IrValue.I64(0));

    private static void Send(ObjectEmitter emitter, IrFunction f, IrValue id, IrValue? code)
    {
        emitter.Uses.Add(WellKnown.RingBuffer);
        emitter.Uses.Add(DataSections.LossSymbol);
        var size = EventRecord.HeaderSize + (code is null ? 0 : 8);
        var record = Reserve(emitter, f, WellKnown.RingBuffer, size);
        var (lost, filled) = (f.CreateBlock("lost"), f.CreateBlock("record"));
        f.Branch(f.Compare("ne", record, IrValue.Null), filled, lost, likely: true);
        f.Continue(lost);
        f.AtomicAdd(IrValue.Global(DataSections.LossSymbol), IrValue.I64(1));
        f.Return(IrValue.I64(0));
        f.Continue(filled);
        f.Store(id, record);
        if (code is { } value)
            f.Store(value, f.Offset(record, EventRecord.HeaderSize, "code"));
        Subprograms.Call(emitter, f, Helpers.RingSubmit, "", record, IrValue.I64(0));
        f.Return(IrValue.I64(0));
    }
}
