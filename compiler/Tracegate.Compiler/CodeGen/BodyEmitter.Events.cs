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
        var id = emitter.Events.Add(row with
        {
            Arguments = [.. order.Select(i => new EventArgument(offsets[i], arguments[i].Type.ToValueType()))],
        });
        var last = order.OrderBy(i => offsets[i]).LastOrDefault(-1);
        if (size > LongestReserved && last >= 0 && arguments[last].Type is StringType)
            SendCut(id, arguments, offsets, last, size);
        else
            SendReserved(id, arguments, offsets, size);
    }

    private void SendReserved(int id, ImmutableArray<BoundExpression> arguments, int[] offsets, int size)
    {
        var hasText = arguments.Any(argument => argument.Type is StringType);
        InRecord(id, hasText ? size + 1 : size, record =>
        {
            for (var i = 0; i < arguments.Length; i++)
                Store(arguments[i], new Slot(f.Offset(record, offsets[i], "argument"), Slot.AlignAt(8, offsets[i]), Slack: arguments[i].Type is StringType));
        });
    }

    /// <summary>Reserves a record, lets it be filled and sends it; counts it as lost when there is no room.</summary>
    private void InRecord(int id, int size, Action<IrValue> fill)
    {
        emitter.Uses.Add(WellKnown.RingBuffer);
        emitter.Uses.Add(DataSections.LossSymbol);
        var record = Call(Helpers.RingReserve, "record", IrValue.Global(WellKnown.RingBuffer), IrValue.I64((size + 7) & ~7), IrValue.I64(0));
        var (lost, filled, done) = (f.CreateBlock("lost"), f.CreateBlock("record"), f.CreateBlock("sent"));
        f.Branch(f.Compare("ne", record, IrValue.Null), filled, lost, likely: true);
        f.Continue(lost);
        CountLoss();
        f.Jump(done);
        f.Continue(filled);
        f.Store(IrValue.I64(id), record);
        var before = known;
        fill(record);
        known = before;
        Call(Helpers.RingSubmit, "", record, IrValue.I64(0));
        f.Continue(done);
    }

    // In scratch memory first, since the kernel reserves constant sizes only.
    private void SendCut(int id, ImmutableArray<BoundExpression> arguments, int[] offsets, int last, int size)
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
        CountLoss();
        f.Continue(done);
    }

    /// <summary>Counts a dropped record (0) or what a row of the event table counts.</summary>
    private void CountLoss(int counter = 0)
    {
        emitter.Uses.Add(DataSections.LossSymbol);
        f.AtomicAdd(f.Offset(IrValue.Global(DataSections.LossSymbol), 8 * counter, "lost"), IrValue.I64(1));
    }

    // Strings stand last, so that a record can end where its last string does.
    private static (int[] Offsets, int Size) Layout(ImmutableArray<BoundExpression> arguments)
    {
        var offsets = new int[arguments.Length];
        var size = EventRecord.HeaderSize;
        foreach (var texts in new[] { false, true })
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                if (arguments[i].Type is StringType != texts)
                    continue;
                // Short strings are copied by words.
                var align = texts ? (arguments[i].Type.Size <= ShortCopy ? 8 : 1) : Math.Max(arguments[i].Type.Alignment, 1);
                size = (size + align - 1) / align * align;
                offsets[i] = size;
                size += arguments[i].Type.Size;
            }
        }

        return (offsets, size);
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
        Report(emitter.Events.Add(new EventInfo(EventAction.RuntimeError, "", [], Error: kind, Location: ObjectEmitter.Location(span))));

    /// <summary>Tells of a helper that failed although nobody asked for warnings (F-signal).</summary>
    public void ReportHelper(Helper helper, IrValue result, SourceSpan span)
    {
        var (failed, done) = (f.CreateBlock("failed"), f.CreateBlock("done"));
        f.Branch(f.Compare("slt", result, IrValue.I64(0)), failed, done, likely: false);
        f.Continue(failed);
        Report(emitter.Events.Add(HelperRow(RuntimeErrorKind.Helper, helper.Name, span)), result);
        f.Continue(done);
    }

    private SourceSpan currentSpan = SourceSpan.None;

    private void WarnWith(RuntimeErrorKind kind, string helper, IrValue result, IrBlock done)
    {
        var span = currentSpan;
        IfWarnings(() => Report(emitter.Events.Add(HelperRow(kind, helper, span)), result), done);
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
    private void ReportFull(SourceSpan span, MapSlot map)
    {
        var counter = emitter.Events.AddCounter();
        emitter.Events.Add(new EventInfo(
            EventAction.RuntimeError, map.Symbol.Name, [], map.Index, Error: RuntimeErrorKind.MapFull, Location: ObjectEmitter.Location(span), Counter: counter));
        CountLoss(counter);
    }

    private void Report(int id) => f.Call(IrType.I64, ReportSubprograms.Plain(emitter), "told", [IrValue.I64(id)]);

    private void Report(int id, IrValue code) =>
        f.Call(IrType.I64, ReportSubprograms.WithCode(emitter), "told", [IrValue.I64(id), f.Resize(code, IrType.I64, true)]);

    /// <summary>F-exit: closes the gate in the kernel, so that no program counts anything more, and tells the runtime.</summary>
    public void Exit(BoundExpression code)
    {
        f.Store(IrValue.I32((long)GateState.Stopped), IrValue.Global(DataSections.GateSymbol), isVolatile: true);
        Send(new EventInfo(EventAction.Exit, "", []), [code]);
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

    private static void Send(ObjectEmitter emitter, IrFunction f, IrValue id, IrValue? code)
    {
        emitter.Uses.Add(WellKnown.RingBuffer);
        emitter.Uses.Add(DataSections.LossSymbol);
        var size = EventRecord.HeaderSize + (code is null ? 0 : 8);
        var record = Subprograms.Call(emitter, f, Helpers.RingReserve, "record", IrValue.Global(WellKnown.RingBuffer), IrValue.I64(size), IrValue.I64(0));
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
