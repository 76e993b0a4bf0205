using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// C-start_sync_pairs. Notes live in the kernel's storage of each task: they end with the task, a thread that takes over
/// another id in execve keeps them, a new thread has none.
/// </summary>
public sealed partial class BodyEmitter
{
    private static readonly IrValue CreateStorage = IrValue.I64(1);

    private void NoteCall(BoundCallEntry entry)
    {
        var notes = Notes(CreateStorage);
        var (noted, lost, done) = (f.CreateBlock("note"), f.CreateBlock("lost"), f.CreateBlock("noted"));
        f.Branch(f.Compare("ne", notes, IrValue.Null), noted, lost, likely: true);
        f.Continue(lost);
        var counter = emitter.Events.AddCounter();
        emitter.Events.Add(new EventInfo(
            EventAction.RuntimeError, "", [], Error: RuntimeErrorKind.CallNotNoted, Location: ObjectEmitter.Location(entry.Span), Counter: counter, Program: ProgramIndex));
        CountLoss(counter);
        f.Jump(done);
        f.Continue(noted);
        var floor = Floor();
        foreach (var pair in entry.Pairs)
        {
            var address = f.Offset(notes, CallNotes.NoteSize * pair.Number, "note");
            var depth = floor;
            if (pair.Nests)
            {
                var old = f.Load(IrType.I64, address, "note");
                depth = f.Select(f.Compare("ugt", old, floor), old, floor, "depth");
            }

            f.Store(f.Binary("add", depth, IrValue.I64(1), "note"), address);
        }

        f.Jump(done);
        f.Continue(done);
    }

    private void CheckCall(BoundCallExit exit)
    {
        var notes = Notes(IrValue.I64(0));
        var (found, noted) = (f.CreateBlock("note"), f.CreateBlock("noted"));
        f.Branch(f.Compare("ne", notes, IrValue.Null), found, IdleExit(), likely: true);
        f.Continue(found);
        var address = f.Offset(notes, CallNotes.NoteSize * exit.Pair, "note");
        var note = f.Load(IrType.I64, address, "note");
        f.Branch(f.Compare("ugt", note, Floor()), noted, IdleExit(), likely: true);
        f.Continue(noted);
        f.Store(f.Binary("add", note, IrValue.I64(-1), "note"), address);
    }

    private IrValue Notes(IrValue flags)
    {
        emitter.Uses.Add(WellKnown.CallNotes);
        var task = Call(Helpers.CurrentTaskBtf, "task");
        return Call(Helpers.TaskStorage, "notes", IrValue.Global(WellKnown.CallNotes), task, IrValue.Null, flags);
    }

    private IrValue Floor() => f.Load(IrType.I64, IrValue.Global(DataSections.FloorSymbol), "floor", isVolatile: true);
}
