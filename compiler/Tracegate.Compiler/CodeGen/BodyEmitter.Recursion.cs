using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>P-recursion. The guard is a word of each CPU in the map <see cref="DataSections.GuardMap"/>: 1 while a program runs.</summary>
public sealed partial class BodyEmitter
{
    // Where a program leaves that did not take the guard, and the guard that it took.
    private IrBlock? outside;
    private IrValue? guard;

    // One exchange, since programs can be preempted: another task's may come between a look and a store.
    private void TakeGuard(BoundGuard check)
    {
        emitter.Uses.Add(DataSections.GuardMap);
        emitter.NeedMinor(ContractVersion.Guard);
        var address = Call(Helpers.MapLookup, "guard", IrValue.Global(DataSections.GuardMap), emitter.Zeros(4));
        var (found, busy, free) = (f.CreateBlock("guarded"), f.CreateBlock("busy"), f.CreateBlock("free"));
        f.Branch(f.Compare("ne", address, IrValue.Null), found, IdleExit(), likely: true);
        f.Continue(found);
        f.Branch(f.Compare("eq", f.AtomicFetch("xchg", address, IrValue.I64(1)), IrValue.I64(0)), free, busy, likely: true);
        f.Continue(busy);
        var counter = emitter.Events.AddCounter();
        emitter.Events.Add(new EventInfo(
            EventAction.RuntimeError, "", [], Error: RuntimeErrorKind.Recursion, Location: ObjectEmitter.Location(check.Span), Counter: counter, Program: ProgramIndex));
        CountLoss(counter);
        f.Jump(IdleExit());
        f.Continue(free);
        (guard, outside, exit) = (address, exit, null);
    }

    private void ReleaseGuard()
    {
        if (guard is { } address)
            f.Store(IrValue.I64(0), address, isVolatile: true);
    }

    // All ways out of a program end here or in the block that IdleExit() names.
    private void Leave(IrValue result)
    {
        ReleaseGuard();
        f.Return(result);
    }
}
