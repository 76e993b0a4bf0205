using System.Collections.Immutable;
using Tracegate.Compiler.Ir;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Finding a string in another (F-strstr): the index, or -1; an empty string is found at 0.</summary>
internal static class StringSearch
{
    private static ImmutableArray<IrParameter> Parameters =>
        [new(IrType.Ptr, "text"), new(IrType.I64, "size"), new(IrType.Ptr, "part"), new(IrType.I64, "part_size")];

    /// <summary>By loops that the verifier walks.</summary>
    public static string Short(ObjectEmitter emitter) => Subprograms.Get(emitter, "str_find", Parameters, f =>
    {
        Subprograms.Count(f, f.Parameter(1), (i, _) =>
        {
            var (found, missing, next, ended) = (f.CreateBlock("found"), f.CreateBlock("missing"), f.CreateBlock("next"), f.CreateBlock("ended"));
            Match(f, f.Parameter(0), f.Parameter(1), f.Parameter(2), f.Parameter(3), i, found, next, ended);
            f.Continue(found);
            f.Return(i);
            f.Continue(ended);
            f.Continue(missing);
            f.Return(IrValue.I64(-1));
            f.Continue(next);
        });
        f.Return(IrValue.I64(-1));
    });

    /// <summary>With a helper that calls a function for every index, which the verifier walks once.</summary>
    public static string Long(ObjectEmitter emitter) => Subprograms.Get(emitter, "str_find_long", Parameters, f =>
    {
        // What the callback gets: the parameters and the index found.
        var shared = f.Alloca(40, 8, "search");
        for (var i = 0; i < 4; i++)
            f.Store(f.Parameter(i), f.Offset(shared, 8 * i, "slot"));
        f.Store(IrValue.I64(-1), f.Offset(shared, 32, "slot"));
        var callback = Subprograms.Get(emitter, "str_find_at", [new(IrType.I32, "index"), new(IrType.Ptr, "search")], At);
        Subprograms.Call(
            emitter, f, Helpers.Loop, "turns", f.Resize(f.Parameter(1), IrType.I32, false), new IrValue(IrType.Ptr, callback), shared, IrValue.I64(0));
        f.Return(f.Load(IrType.I64, f.Offset(shared, 32, "slot"), "index"));
    });

    private static void At(IrFunction f)
    {
        var search = f.Parameter(1);
        var text = f.Load(IrType.Ptr, search, "text");
        var size = f.Load(IrType.I64, f.Offset(search, 8, "slot"), "size");
        var part = f.Load(IrType.Ptr, f.Offset(search, 16, "slot"), "part");
        var partSize = f.Load(IrType.I64, f.Offset(search, 24, "slot"), "part_size");
        var index = f.Resize(f.Parameter(0), IrType.I64, false);
        var (found, next, ended) = (f.CreateBlock("found"), f.CreateBlock("next"), f.CreateBlock("ended"));
        Match(f, text, size, part, partSize, index, found, next, ended);
        f.Continue(found);
        f.Store(index, f.Offset(search, 32, "slot"));
        f.Jump(ended);
        f.Continue(ended);
        f.Return(IrValue.I64(1));
        f.Continue(next);
        f.Return(IrValue.I64(0));
    }

    // Compares the part with the text from an index on; the text's end ends the search.
    private static void Match(
        IrFunction f, IrValue text, IrValue size, IrValue part, IrValue partSize, IrValue index, IrBlock found, IrBlock next, IrBlock ended)
    {
        Subprograms.Count(f, partSize, (j, _) =>
        {
            var c = f.Load(IrType.I8, f.Offset(part, j, "at"), "c");
            var (more, inside, equal, differ) = (f.CreateBlock("more"), f.CreateBlock("inside"), f.CreateBlock("equal"), f.CreateBlock("differ"));
            f.Branch(f.Compare("eq", c, IrValue.Constant(IrType.I8, 0)), found, more);
            f.Continue(more);
            var at = f.Opaque(f.Binary("add", index, j, "at"));
            f.Branch(f.Compare("ult", at, size), inside, ended);
            f.Continue(inside);
            var d = f.Load(IrType.I8, f.Offset(text, at, "at"), "d");
            f.Branch(f.Compare("eq", c, d), equal, differ);
            f.Continue(differ);
            f.Branch(f.Compare("eq", d, IrValue.Constant(IrType.I8, 0)), ended, next);
            f.Continue(equal);
        });
        f.Jump(found);
    }
}
