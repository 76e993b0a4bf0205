using Tracegate.Compiler.Ir;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Keeps stacks under a number made of their frames.</summary>
internal static class StackSubprograms
{
    /// <summary><c>keep(frames, words, id)</c>: stores the number of a stack to <c>*id</c> and the frames under it.</summary>
    public static string Keep(ObjectEmitter emitter, bool buildIds) => Subprograms.Get(
        emitter,
        buildIds ? "keep_build_ids" : "keep_stack",
        [new(IrType.Ptr, "frames"), new(IrType.I64, "words"), new(IrType.Ptr, "id")],
        f =>
        {
            var map = IrValue.Global(buildIds ? WellKnown.BuildIdStacks : WellKnown.Stacks);
            var most = IrValue.I64(buildIds ? 4 * emitter.BuildIdFrames : emitter.StackFrames);
            var words = f.Select(f.Compare("ult", f.Parameter(1), most), f.Parameter(1), most, "words");
            var hash = f.Alloca(IrType.I64, "hash");
            f.Store(words, hash);
            // Multiply and fold, word by word (the finalizer of Murmur3 spreads as well but costs three times as much).
            Subprograms.Count(f, most, (i, done) =>
            {
                var more = f.CreateBlock("more");
                f.Branch(f.Compare("ult", i, words), more, done);
                f.Continue(more);
                var frame = f.Load(IrType.I64, f.Offset(f.Parameter(0), f.Binary("shl", i, IrValue.I64(3), "offset"), "at"), "frame");
                var mixed = f.Binary("mul", f.Binary("xor", f.Load(IrType.I64, hash, "hash"), frame, "mixed"), IrValue.I64(unchecked((long)0x9E3779B97F4A7C15)), "mixed");
                f.Store(f.Binary("xor", mixed, f.Binary("lshr", mixed, IrValue.I64(29), "folded"), "hash"), hash);
            });
            var id = f.Alloca(8, 8, "key");
            f.Store(f.Load(IrType.I64, hash, "hash"), id);
            f.Store(f.Load(IrType.I64, hash, "hash"), f.Parameter(2));
            // Most stacks were seen before: looking takes no lock.
            var old = Subprograms.Call(emitter, f, Helpers.MapLookup, "old", map, id);
            var (add, kept) = (f.CreateBlock("add"), f.CreateBlock("kept"));
            f.Branch(f.Compare("eq", old, IrValue.Null), add, kept);
            f.Continue(add);
            Subprograms.Call(emitter, f, Helpers.MapUpdate, "", map, id, f.Parameter(0), IrValue.I64(0));
            f.Continue(kept);
            f.Return(IrValue.I64(0));
        });
}
