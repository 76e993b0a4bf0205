using System.Collections.Immutable;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Functions that our code calls: written once for an object, when something needs them.</summary>
internal static class Subprograms
{
    /// <summary>Symbol with <c>@</c> of a function, writing it the first time.</summary>
    public static string Get(ObjectEmitter emitter, string name, ImmutableArray<IrParameter> parameters, Action<IrFunction> write) =>
        emitter.Subprogram(name, symbol =>
        {
            var debug = emitter.Debug;
            var function = new IrFunction(symbol, IrType.I64, parameters.AsSpan())
            {
                Attributes = emitter.Module.Attributes("noinline nounwind"),
                Debug = debug.Subprogram(
                    symbol, SourceSpan.None, external: false, debug.Integer(8, true),
                    [.. parameters.Select(p => (p.Name, p.Type == IrType.Ptr ? debug.Pointer(null) : debug.Integer(p.Type.Bytes(), p.Type == IrType.I64)))]),
            };
            function.Location = debug.Location(SourceSpan.None, function.Debug);
            emitter.Module.AddFunction(function);
            write(function);
        });

    /// <summary>Calls a helper from a subprogram.</summary>
    public static IrValue Call(ObjectEmitter emitter, IrFunction f, Helper helper, string name, params ReadOnlySpan<IrValue> arguments)
    {
        emitter.Need(helper);
        return f.Call(helper.Result, $"inttoptr (i64 {helper.Id} to ptr)", name, arguments);
    }

    /// <summary>A loop that counts from 0 until a limit; the body gets the number and where to go to leave the loop.</summary>
    public static void Count(IrFunction f, IrValue limit, Action<IrValue, IrBlock> body)
    {
        var counter = f.Alloca(limit.Type, "i");
        f.Store(IrValue.Constant(limit.Type, 0), counter);
        var (head, turn, done) = (f.CreateBlock("head"), f.CreateBlock("turn"), f.CreateBlock("done"));
        f.Continue(head);
        var number = f.Load(limit.Type, counter, "i");
        f.Branch(f.Compare("ult", number, limit), turn, done);
        f.Continue(turn);
        body(number, done);
        f.Store(f.Binary("add", number, IrValue.Constant(limit.Type, 1), "next"), counter);
        f.Jump(head);
        f.Continue(done);
    }
}
