using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Statements.</summary>
public sealed partial class BodyEmitter
{
    private void Statement(BoundStatement statement)
    {
        var (mark, scratchMark) = (temporaries.Mark(), state.MarkScratch());
        if (statement is not BoundBlock)
            At(statement.Span);
        switch (statement)
        {
            case BoundBlock block:
                foreach (var inner in block.Statements)
                    Statement(inner);
                break;
            case BoundExpressionStatement s:
                Effect(s.Expression);
                break;
            case BoundDeclaration s:
                Declare(s.Variable);
                break;
            case BoundVariableAssignment s:
                Assign(s.Variable, s.Value);
                break;
            case BoundMapAssignment s:
                AssignMap(s);
                break;
            case BoundMapUpdate s:
                UpdateMap(s);
                break;
            case BoundAggregation s:
                Aggregate(s);
                break;
            case BoundIf s:
                If(s);
                break;
            case BoundWhile s:
                While(s);
                break;
            case BoundUnroll s:
                for (var i = 0; i < s.Count; i++)
                    Statement(s.Body);
                break;
            case BoundForRange s:
                ForRange(s);
                break;
            case BoundForMap s:
                ForMap(s);
                break;
            case BoundBreak:
                Break();
                break;
            case BoundContinue:
                Continue();
                break;
            case BoundReturn s:
                Return(s.Value);
                break;
            case BoundGateCheck s:
                CheckGate(s);
                break;
            case BoundPidCheck s:
                CheckPid(s);
                break;
            case BoundGuard s:
                TakeGuard(s);
                break;
            case BoundCallEntry s:
                NoteCall(s);
                break;
            case BoundCallExit s:
                CheckCall(s);
                break;
            default:
                throw new InvalidOperationException($"no code for {statement.GetType().Name}");
        }

        temporaries.Release(mark);
        state.ReleaseScratch(scratchMark);
    }

    // An expression whose value is not used.
    private void Effect(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundVoid:
                break;
            case BoundBlockExpression block:
                foreach (var statement in block.Statements)
                    Statement(statement);
                Effect(block.Value);
                break;
            case BoundCall { Type: VoidType } call:
                EmitVoid(call);
                break;
            case BoundFunctionCall call:
                CallFunction(call);
                break;
            case BoundConditional { Type: VoidType } choice:
                Choose(choice.Condition, () => Effect(choice.Then), () => Effect(choice.Else));
                break;
            case { Type.IsScalar: true }:
                Scalar(expression);
                break;
            default:
                Locate(expression);
                break;
        }
    }

    private void If(BoundIf s)
    {
        if (s.Else is { } otherwise)
            Choose(s.Condition, () => Statement(s.Then), () => Statement(otherwise));
        else
            Choose(s.Condition, () => Statement(s.Then), null);
    }

    // Writes two ways that join; what one of them learns is forgotten.
    private void Choose(BoundExpression condition, Action then, Action? otherwise)
    {
        var (yes, done) = (f.CreateBlock("then"), f.CreateBlock("fi"));
        var no = otherwise is null ? done : f.CreateBlock("else");
        Condition(condition, yes, no);
        f.Continue(yes);
        Branch(then, done);
        if (otherwise is not null)
        {
            f.Continue(no);
            Branch(otherwise, done);
        }

        f.Continue(done);
    }

    private void Branch(Action write, IrBlock next)
    {
        var before = known;
        write();
        known = before;
        if (!f.Terminated)
            f.Jump(next);
    }

    private void Return(BoundExpression? value)
    {
        if (functionResult is not null && !IsCallback)
        {
            f.Return(value is null ? IrValue.I64(0) : Widen(value));
            return;
        }

        if (value is null && !IsCallback)
        {
            ReturnIdle();
            return;
        }

        var result = value is null ? IrValue.I64(state.IdleValue) : Widen(value);
        if (!IsCallback)
        {
            Leave(result);
            return;
        }

        // Out of a callback only by way of the frame: every loop around looks there.
        f.Store(IrValue.I64(1), FrameAddress(FrameSlots.Returning, 8));
        f.Store(result, FrameAddress(FrameSlots.ReturnValue, 8));
        f.Return(IrValue.I64(1));
    }

    private IrValue Widen(BoundExpression value) =>
        f.Resize(Scalar(value), IrType.I64, value.Type is IntegerType { Signed: true } or EnumType { Signed: true });

    // Nothing else of the program runs before this: three instructions. The way out is shared with the program's end.
    private void CheckGate(BoundGateCheck check)
    {
        var gate = f.Load(IrType.I32, IrValue.Global(DataSections.GateSymbol), "gate", isVolatile: true);
        var open = f.CreateBlock("open");
        var closed = check.Counts ? f.CreateBlock("closed") : IdleExit();
        f.Branch(f.Compare("eq", gate, IrValue.I32((long)GateState.Running)), open, closed, likely: true);
        if (check.Counts)
        {
            f.Continue(closed);
            CountSuppressed(gate);
            f.Jump(IdleExit());
        }

        f.Continue(open);
    }

    // Only where the gate is closed: the way through an open one stays as it is.
    private void CountSuppressed(IrValue gate)
    {
        emitter.Uses.Add(DataSections.SuppressedSymbol);
        var counter = f.Resize(f.Binary("and", gate, IrValue.I32(WellKnown.SuppressedStates - 1), "state"), IrType.I64, signed: false);
        var row = f.Offset(
            IrValue.Global(DataSections.SuppressedSymbol), 8L * WellKnown.SuppressedStates * state.Index, "counters");
        f.AtomicAdd(f.Offset(row, f.Binary("shl", counter, IrValue.I64(3), "offset"), "suppressed"), IrValue.I64(1));
    }

    // Room for the code that the runtime puts there with -p, in words that the verifier removes: see PatchPoint. Free
    // without -p, where a comparison would cost five instructions in every program.
    private void CheckPid(BoundPidCheck check)
    {
        var words = PatchPoint.PidFilterLength + (int)check.IdleValue;
        var text = string.Join("\\0A", Enumerable.Repeat("goto +0", words));
        f.Call(IrType.Void, $"asm sideeffect \"{text}\", \"~{{r0}},~{{r2}},~{{r3}},~{{r4}},~{{r5}},~{{r9}}\"", "", []);
    }
}
