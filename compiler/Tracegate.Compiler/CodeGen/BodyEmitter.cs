using System.Collections.Immutable;
using System.Text;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Writes the code of one BPF function: a program, a function of the script, or the body of a loop that a helper calls.
/// Scalars are values in registers, everything else is memory: <see cref="Scalar"/>, <see cref="Store(BoundExpression, Slot, bool)"/>
/// and <see cref="Locate"/> are the three ways to write an expression. The parts stand in files named after what they write.
/// </summary>
public sealed partial class BodyEmitter
{
    private readonly ObjectEmitter emitter;
    private readonly ProgramState state;
    private readonly IrFunction f;
    private readonly BodyEmitter? parent;
    private readonly TraceType? functionResult;
    private readonly string debugScope;
    private IrBlock? exit;
    private IrValue? frame;
    private bool usesFrame;
    private IrValue? scratch;

    // Values that hold wherever control can go from here: forgotten behind a branch that made them.
    private ImmutableDictionary<object, IrValue> known = ImmutableDictionary<object, IrValue>.Empty;

    private BodyEmitter(ObjectEmitter emitter, ProgramState state, IrFunction function, string debugScope, BodyEmitter? parent = null, TraceType? functionResult = null)
    {
        (this.emitter, this.state, f, this.parent, this.functionResult) = (emitter, state, function, parent, functionResult);
        this.debugScope = debugScope;
        function.Debug = debugScope;
        function.Attributes = emitter.FunctionAttributes;
        emitter.Module.AddFunction(function);
    }

    /// <summary>The function that is written.</summary>
    public IrFunction Function => f;

    /// <summary>The object that it belongs to.</summary>
    public ObjectEmitter Emitter => emitter;

    /// <summary>The probe, or null in a function of the script.</summary>
    public BoundProbe? Probe => state.Probe;

    /// <summary>Number of the program in the metadata.</summary>
    public int ProgramIndex => state.Index;

    private bool IsCallback => parent is not null;

    /// <summary>Writes the program of a probe.</summary>
    internal static ProgramInfo EmitProbe(ObjectEmitter emitter, BoundProbe probe, int index)
    {
        var name = ProgramName(probe, index);
        var section = probe.ProbeType.Section(probe.AttachPoint);
        var function = new IrFunction(name, IrType.I64, new IrParameter(IrType.Ptr, "ctx")) { Section = section };
        var debug = emitter.Debug;
        var scope = debug.Subprogram(name, probe.Span, external: true, debug.Integer(8, true), [("ctx", debug.Pointer(null))]);
        var state = new ProgramState(emitter, name, probe, index, probe.Body);
        var body = new BodyEmitter(emitter, state, function, scope);
        body.ProgramBody(probe.Body);
        return new ProgramInfo(
            name,
            section,
            probe.Index,
            probe.ProbeType.Name,
            probe.AttachPoint.Target,
            probe.AttachPoint.Text,
            Gated: probe.Body.Statements.Any(statement => statement is BoundGateCheck),
            state.NeedsCookie,
            [.. state.Fields.Values.OrderBy(field => field.Name, StringComparer.Ordinal)],
            ObjectEmitter.Location(probe.Span),
            probe.Omission)
        {
            ChecksEntry = probe.Body.Statements.Any(statement => statement is BoundCallExit),
            SharesCookie = state.SharesCookie,
            Config = probe.Config.WithComparers(StringComparer.Ordinal),
        };
    }

    /// <summary>Writes a function of the script (L-fn).</summary>
    internal static void EmitFunction(ObjectEmitter emitter, BoundFunction bound)
    {
        var debug = emitter.Debug;
        var symbol = FunctionName(bound.Symbol);
        var parameters = bound.Symbol.Parameters.Select((p, i) => new IrParameter(RegisterType(p.Type), $"p{i}.{p.Name.TrimStart('$')}")).ToArray();
        var function = new IrFunction(symbol, IrType.I64, parameters);
        var types = bound.Symbol.Parameters.Select(p => (p.Name.TrimStart('$'), p.Type.IsScalar ? debug.Value(p.Type.ToValueType()) : debug.Pointer(null)));
        var scope = debug.Subprogram(symbol, bound.Span, external: false, debug.Integer(8, true), [.. types]);
        var state = new ProgramState(emitter, symbol, null, -1, bound.Body);
        var body = new BodyEmitter(emitter, state, function, scope, functionResult: bound.Symbol.Result);
        for (var i = 0; i < parameters.Length; i++)
            body.BindParameter(bound.Symbol.Parameters[i], function.Parameter(i));
        body.ProgramBody(bound.Body);
    }

    /// <summary>Symbol of a function of the script.</summary>
    private static string FunctionName(FunctionSymbol function) => "fn_" + function.Name;

    // The checks come first and cost nothing but themselves; memory is set up behind them and, if the predicate can do
    // without, behind the predicate.
    private void ProgramBody(BoundBlock body)
    {
        var statements = body.Statements;
        var next = 0;
        while (next < statements.Length && statements[next] is BoundGateCheck or BoundPidCheck or BoundGuard or BoundCallEntry or BoundCallExit)
            Statement(statements[next++]);
        At(body.Span);
        var outer = f.Gap("setup");
        if (next == statements.Length - 1 && statements[next] is BoundIf { Else: null } predicate && !IsCallback)
        {
            At(predicate.Condition.Span);
            var (then, done) = (f.CreateBlock("matched"), f.CreateBlock("done"));
            Condition(predicate.Condition, then, done);
            f.Continue(then);
            if (scratch is not null || frame is not null)
            {
                Statement(predicate.Then);
                f.Fill(outer, SetUp);
            }
            else
            {
                f.Fill(outer, null);
                var inner = f.Gap("setup");
                Statement(predicate.Then);
                f.Fill(inner, SetUp);
            }

            f.Continue(done);
        }
        else
        {
            foreach (var statement in statements.AsSpan()[next..])
                Statement(statement);
            f.Fill(outer, SetUp);
        }

        if (exit is not null)
            f.Continue(exit);
        if (!f.Terminated)
            ReleaseGuard();
        if (outside is not null)
            f.Continue(outside);
        if (!f.Terminated)
            f.Return(IrValue.I64(state.IdleValue));
    }

    // Runs when the body is known: defines what it used.
    private void SetUp()
    {
        if (scratch is { } memory)
        {
            emitter.Need(Helpers.MapLookup);
            var key = state.ScratchIndex == 0 ? emitter.Zeros(4) : emitter.Rodata(BitConverter.GetBytes(state.ScratchIndex), "entry");
            f.Assign(memory, $"call ptr {Callee(Helpers.MapLookup)}(ptr @{ScratchMap.Symbol}, {key})");
            var found = f.CreateBlock("scratch");
            f.Branch(f.Compare("ne", memory, IrValue.Null), found, IdleExit(), likely: true);
            f.Continue(found);
        }

        if (frame is null)
            return;
        if (state.InFrame(FrameSlots.Context))
            f.Store(f.Parameter(0), FrameAddress(FrameSlots.Context, 8));
        if (state.InFrame(FrameSlots.Scratch))
            f.Store(scratch!.Value, FrameAddress(FrameSlots.Scratch, 8));
        if (state.InFrame(FrameSlots.Returning))
            f.Store(IrValue.I64(0), FrameAddress(FrameSlots.Returning, 8));
    }

    /// <summary>Leaves the program with the probe type's idle value. All ways out but <c>return</c> share the code for it.</summary>
    public void ReturnIdle() => f.Jump(IdleExit());

    private IrBlock IdleExit() => exit ??= f.CreateBlock(guard is null ? "exit" : "release");

    /// <summary>Sets the place in the script that new instructions belong to.</summary>
    private void At(SourceSpan span)
    {
        currentSpan = span;
        f.Location = emitter.Debug.Location(span, debugScope);
    }

    /// <summary>Calls a helper.</summary>
    public IrValue Call(Helper helper, string name, params ReadOnlySpan<IrValue> arguments)
    {
        emitter.Need(helper);
        return f.Call(helper.Result, Callee(helper), name, arguments, helper.Repeatable ? emitter.Pure : "");
    }

    private static string Callee(Helper helper) => $"inttoptr (i64 {helper.Id} to ptr)";

    /// <summary>The program's context.</summary>
    public IrValue Context()
    {
        if (!IsCallback)
            return f.Parameter(0);
        if (known.TryGetValue(FrameSlots.Context, out var context))
            return context;
        Root.EnsureFrame();
        context = f.Load(IrType.Ptr, FrameAddress(FrameSlots.Context, 8), "ctx");
        Know(FrameSlots.Context, context);
        return context;
    }

    private BodyEmitter Root => parent?.Root ?? this;

    private void Know(object what, IrValue value) => known = known.SetItem(what, value);

    private void EnsureFrame() => frame ??= f.Alloca(() => Math.Max(state.FrameSize, 8), 8, "frame");

    private IrValue Frame()
    {
        usesFrame = true;
        Root.EnsureFrame();
        return IsCallback ? f.Parameter(f.Parameters.Length - 1) : frame!.Value;
    }

    private IrValue FrameAddress(object what, int size) => f.Offset(Frame(), state.FrameOffset(what, size), "slot");

    // The start of this program's scratch memory. Callbacks get it in the frame.
    private IrValue Scratch()
    {
        if (!IsCallback)
            return scratch ??= f.Promise(IrType.Ptr, "scratch");
        if (known.TryGetValue(FrameSlots.Scratch, out var address))
            return address;
        _ = Root.Scratch();
        address = f.Load(IrType.Ptr, FrameAddress(FrameSlots.Scratch, 8), "scratch");
        Know(FrameSlots.Scratch, address);
        return address;
    }

    // kprobe_vfs_read_3: what it is and its number, since names are cut and targets may repeat.
    private static string ProgramName(BoundProbe probe, int index)
    {
        const int longest = 48;
        var name = new StringBuilder(probe.ProbeType.Name);
        foreach (var part in probe.AttachPoint.Target)
        {
            name.Append('_');
            foreach (var c in part)
                name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        if (name.Length > longest)
            name.Length = longest;
        return name.Append('_').Append(index + 1).ToString();
    }
}
