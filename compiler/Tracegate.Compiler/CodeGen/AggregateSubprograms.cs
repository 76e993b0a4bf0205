using Tracegate.Compiler.Ir;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Functions that visit the values of all CPUs (M-sync-read), one for each map.</summary>
internal static class AggregateSubprograms
{
    // More CPUs than any machine has; the real number is known to the verifier when it loads the program.
    private const int MostProcessors = 4096;

    /// <summary><c>s64 read_MAP(key)</c>: the aggregate over all CPUs; 0 for an absent element.</summary>
    public static string Read(ObjectEmitter emitter, MapSlot map, AggregateInfo aggregate) =>
        Subprograms.Get(emitter, "read_" + map.Info.Symbol, [new(IrType.Ptr, "key")], f =>
        {
            var (total, count) = (f.Alloca(IrType.I64, "total"), f.Alloca(IrType.I64, "count"));
            f.Store(IrValue.I64(0), total);
            f.Store(IrValue.I64(0), count);
            OnEveryProcessor(emitter, f, map, element =>
            {
                var value = f.Load(IrType.I64, element, "value");
                switch (aggregate.Kind)
                {
                    case AggregateKind.Min or AggregateKind.Max:
                        TakeExtreme(f, aggregate, element, value, total, count);
                        break;
                    case AggregateKind.Avg:
                        Add(f, total, value);
                        Add(f, count, f.Load(IrType.I64, f.Offset(element, 8, "count"), "count"));
                        break;
                    default:
                        Add(f, total, value);
                        break;
                }
            });
            var result = f.Load(IrType.I64, total, "total");
            f.Return(aggregate.Kind == AggregateKind.Avg ? Average(f, result, f.Load(IrType.I64, count, "count"), aggregate.Signed) : result);
        });

    /// <summary><c>u64 clear_MAP()</c>: zeros the element of all CPUs; 1 if it held anything.</summary>
    public static string Clear(ObjectEmitter emitter, MapSlot map) =>
        Subprograms.Get(emitter, "clear_" + map.Info.Symbol, [], f =>
        {
            var held = f.Alloca(IrType.I64, "held");
            f.Store(IrValue.I64(0), held);
            OnEveryProcessor(emitter, f, map, element => Subprograms.Count(f, IrValue.I64(map.ValueSize / 8), (i, _) =>
            {
                var word = f.Offset(element, f.Binary("shl", i, IrValue.I64(3), "offset"), "word");
                f.Store(f.Binary("or", f.Load(IrType.I64, held, "held"), f.Load(IrType.I64, word, "value"), "held"), held);
                f.Store(IrValue.I64(0), word);
            }), IrValue.Global(DataSections.ZerosSymbol));
            f.Return(f.Resize(f.Compare("ne", f.Load(IrType.I64, held, "held"), IrValue.I64(0)), IrType.I64, false));
        });

    /// <summary><c>long visit(map, key, value, context)</c>: goes on to the next element.</summary>
    public static string Visit(ObjectEmitter emitter) => Subprograms.Get(
        emitter, "visit", [new(IrType.Ptr, "map"), new(IrType.Ptr, "key"), new(IrType.Ptr, "value"), new(IrType.Ptr, "context")],
        f => f.Return(IrValue.I64(0)));

    private static void OnEveryProcessor(ObjectEmitter emitter, IrFunction f, MapSlot map, Action<IrValue> work, IrValue? key = null)
    {
        var offset = emitter.Constants.Offset(LoadConstantKind.CpuCount, "", new Contract.ValueType.Integer(8, false));
        var processors = f.Load(IrType.I64, f.Offset(IrValue.Global(DataSections.ConstantsSymbol), offset, "load"), "processors");
        processors = f.Select(f.Compare("ult", processors, IrValue.I64(MostProcessors)), processors, IrValue.I64(MostProcessors), "processors");
        var address = key ?? f.Parameter(0);
        Subprograms.Count(f, processors, (i, done) =>
        {
            var element = Subprograms.Call(emitter, f, Helpers.LookupOnCpu, "element", map.Address, address, f.Resize(i, IrType.I32, false));
            var found = f.CreateBlock("found");
            f.Branch(f.Compare("ne", element, IrValue.Null), found, done);
            f.Continue(found);
            work(element);
        });
    }

    private static void Add(IrFunction f, IrValue total, IrValue value) =>
        f.Store(f.Binary("add", f.Load(IrType.I64, total, "total"), value, "total"), total);

    // Values without the flag were never taken.
    private static void TakeExtreme(IrFunction f, AggregateInfo aggregate, IrValue element, IrValue value, IrValue best, IrValue taken)
    {
        var (set, compare, take, next) = (f.CreateBlock("set"), f.CreateBlock("compare"), f.CreateBlock("take"), f.CreateBlock("next"));
        f.Branch(f.Compare("ne", f.Load(IrType.I64, f.Offset(element, 8, "flag"), "flag"), IrValue.I64(0)), set, next);
        f.Continue(set);
        f.Branch(f.Compare("eq", f.Load(IrType.I64, taken, "taken"), IrValue.I64(0)), take, compare);
        f.Continue(compare);
        f.Branch(f.Compare(BodyEmitter.Better(aggregate.Kind == AggregateKind.Max, aggregate.Signed), value, f.Load(IrType.I64, best, "best")), take, next);
        f.Continue(take);
        f.Store(value, best);
        f.Store(IrValue.I64(1), taken);
        f.Continue(next);
    }

    // M-avg: towards zero.
    private static IrValue Average(IrFunction f, IrValue total, IrValue count, bool signed)
    {
        var (divide, none) = (f.CreateBlock("divide"), f.CreateBlock("none"));
        f.Branch(f.Compare("eq", count, IrValue.I64(0)), none, divide);
        f.Continue(none);
        f.Return(IrValue.I64(0));
        f.Continue(divide);
        if (!signed)
            return f.Binary("udiv", total, count, "average");
        var negative = f.Compare("slt", total, IrValue.I64(0), "negative");
        var size = f.Select(negative, f.Binary("sub", IrValue.I64(0), total, "neg"), total, "size");
        var average = f.Binary("udiv", size, count, "average");
        return f.Select(negative, f.Binary("sub", IrValue.I64(0), average, "neg"), average, "average");
    }
}
