using Tracegate.Compiler.Ir;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Functions on memory of the program, whose sizes are constants at every call.</summary>
internal static class StringSubprograms
{
    /// <summary><c>u64 str_equal(a, b, n)</c>: 1 if both are equal up to NUL or n bytes (E-cmp-str).</summary>
    public static string Equal(ObjectEmitter emitter) => Subprograms.Get(emitter, "str_equal", Pair, f =>
    {
        Subprograms.Count(f, f.Parameter(2), (i, _) =>
        {
            var (a, b) = Bytes(f, i);
            var (differ, same, end, next) = (f.CreateBlock("differ"), f.CreateBlock("same"), f.CreateBlock("end"), f.CreateBlock("next"));
            f.Branch(f.Compare("eq", a, b), same, differ);
            f.Continue(differ);
            f.Return(IrValue.I64(0));
            f.Continue(same);
            f.Branch(f.Compare("eq", a, IrValue.Constant(IrType.I8, 0)), end, next);
            f.Continue(end);
            f.Return(IrValue.I64(1));
            f.Continue(next);
        });
        f.Return(IrValue.I64(1));
    });

    /// <summary><c>s64 mem_compare(a, b, n)</c>: -1, 0 or 1 by the first bytes that differ (F-memcmp).</summary>
    public static string CompareMemory(ObjectEmitter emitter) => Subprograms.Get(emitter, "mem_compare", Pair, f =>
    {
        Subprograms.Count(f, f.Parameter(2), (i, _) =>
        {
            var (a, b) = Bytes(f, i);
            var (differ, next) = (f.CreateBlock("differ"), f.CreateBlock("next"));
            f.Branch(f.Compare("eq", a, b), next, differ);
            f.Continue(differ);
            f.Return(f.Select(f.Compare("ult", a, b), IrValue.I64(-1), IrValue.I64(1), "order"));
            f.Continue(next);
        });
        f.Return(IrValue.I64(0));
    });

    /// <summary><c>u64 str_length(s, n)</c>: bytes before the NUL, n without one (F-strlen).</summary>
    public static string Length(ObjectEmitter emitter) => Subprograms.Get(emitter, "str_length", [new(IrType.Ptr, "s"), new(IrType.I64, "n")], f =>
    {
        Subprograms.Count(f, f.Parameter(1), (i, _) =>
        {
            var c = f.Load(IrType.I8, f.Offset(f.Parameter(0), i, "at"), "c");
            var (end, next) = (f.CreateBlock("end"), f.CreateBlock("next"));
            f.Branch(f.Compare("eq", c, IrValue.Constant(IrType.I8, 0)), end, next);
            f.Continue(end);
            f.Return(i);
            f.Continue(next);
        });
        f.Return(f.Parameter(1));
    });

    private static System.Collections.Immutable.ImmutableArray<IrParameter> Pair =>
        [new(IrType.Ptr, "a"), new(IrType.Ptr, "b"), new(IrType.I64, "n")];

    private static (IrValue, IrValue) Bytes(IrFunction f, IrValue index) => (
        f.Load(IrType.I8, f.Offset(f.Parameter(0), index, "at"), "a"),
        f.Load(IrType.I8, f.Offset(f.Parameter(1), index, "at"), "b"));
}
