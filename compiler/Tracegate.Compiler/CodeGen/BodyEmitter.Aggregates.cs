using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Map functions: one look-up, then an update in place. A CPU has its own value, so nothing is atomic.</summary>
public sealed partial class BodyEmitter
{
    private void Aggregate(BoundAggregation s)
    {
        var map = emitter.Maps[s.Map];
        var aggregate = map.Info.Aggregate!;
        var value = s.Value is null ? IrValue.I64(1) : f.Resize(f.ToInteger(Scalar(s.Value)), IrType.I64, IsSigned(s.Value.Type));
        if (aggregate.Kind == AggregateKind.TSeries)
        {
            AddToSeries(map, aggregate, s, value);
        }
        else if (map.Info.Storage == MapStorage.PercpuArray)
        {
            // The only element always exists, which the verifier does not know.
            var element = Lookup(map, emitter.Zeros(4));
            var (use, done) = (f.CreateBlock("element"), f.CreateBlock("updated"));
            f.Branch(f.Compare("ne", element, IrValue.Null), use, done, likely: true);
            f.Continue(use);
            Add(aggregate, element, value);
            if (aggregate.Kind == AggregateKind.Sum)
                f.Store(IrValue.I64(1), f.Offset(element, 8, "flag"));
            f.Continue(done);
        }
        else
        {
            InsertOrAdd(map, aggregate, s, value);
        }
    }

    // A small element starts with its first value. Should another CPU make the element meanwhile, the update still sets
    // nothing but this CPU's value.
    private void InsertOrAdd(MapSlot map, AggregateInfo aggregate, BoundAggregation s, IrValue value)
    {
        if (aggregate.BucketCount > 0)
        {
            OnElement(map, s.Key, s.Span, element => Add(aggregate, element, value));
            return;
        }

        var (key, stacks) = KeyOfElement(map, s.Key);
        var element = Lookup(map, key);
        var (add, insert, done) = (f.CreateBlock("element"), f.CreateBlock("insert"), f.CreateBlock("updated"));
        f.Branch(f.Compare("ne", element, IrValue.Null), add, insert, likely: true);
        f.Continue(insert);
        KeepStacks(stacks);
        // A constant is in the object already.
        var (first, lost) = value.ConstantValue is { } constant
            ? FirstValueBesideLoss(s.Span, map, map.ValueSize > 8 ? [constant, 1] : [constant])
            : (FirstValue(map, value), LossWord(FullCounter(s.Span, map)));
        var result = Call(Helpers.MapUpdate, "result", map.Address, key, first, Any);
        // An update that comes but once for a key: adding the result's sign is shorter than a branch.
        f.AtomicAdd(lost, f.Binary("lshr", result, IrValue.I64(63), "failed"));
        f.Jump(done);
        f.Continue(add);
        Add(aggregate, element, value);
        f.Continue(done);
    }

    private IrValue FirstValue(MapSlot map, IrValue value)
    {
        var first = Temporary(map.ValueSize, "first");
        f.Store(value, first);
        if (map.ValueSize > 8)
            f.Store(IrValue.I64(1), f.Offset(first, 8, "count"));
        return first;
    }

    private void Add(AggregateInfo aggregate, IrValue element, IrValue value)
    {
        switch (aggregate.Kind)
        {
            case AggregateKind.Count or AggregateKind.Sum:
                AddTo(element, value);
                break;
            case AggregateKind.Avg or AggregateKind.Stats:
                AddTo(element, value);
                AddTo(f.Offset(element, 8, "count"), IrValue.I64(1));
                break;
            case AggregateKind.Min or AggregateKind.Max:
                TakeExtreme(aggregate, element, value);
                break;
            case AggregateKind.Hist:
                AddTo(LogBucket(aggregate, element, value), IrValue.I64(1));
                break;
            case AggregateKind.LHist:
                AddTo(Bucket(element, LinearBucket(aggregate, value), aggregate.BucketCount), IrValue.I64(1));
                break;
        }
    }

    private void AddTo(IrValue address, IrValue value) =>
        f.Store(f.Binary("add", f.Load(IrType.I64, address, "old"), value, "new"), address);

    private void TakeExtreme(AggregateInfo aggregate, IrValue element, IrValue value)
    {
        var flag = f.Offset(element, 8, "flag");
        var (compare, take, done) = (f.CreateBlock("compare"), f.CreateBlock("take"), f.CreateBlock("taken"));
        f.Branch(f.Compare("eq", f.Load(IrType.I64, flag, "set"), IrValue.I64(0)), take, compare);
        f.Continue(compare);
        f.Branch(f.Compare(Better(aggregate.Kind == AggregateKind.Max, aggregate.Signed), value, f.Load(IrType.I64, element, "best")), take, done);
        f.Continue(take);
        f.Store(value, element);
        f.Store(IrValue.I64(1), flag);
        f.Continue(done);
    }

    internal static string Better(bool greater, bool signed) => (signed ? "s" : "u") + (greater ? "gt" : "lt");

    // The verifier must see the bound, which LLVM would rather prove and drop.
    private IrValue Bucket(IrValue element, IrValue index, int count)
    {
        index = f.Opaque(index);
        return BucketAt(element, f.Select(f.Compare("ult", index, IrValue.I64(count)), index, IrValue.I64(count - 1), "bucket"));
    }

    private IrValue BucketAt(IrValue element, IrValue index) => f.Offset(element, f.Binary("shl", index, IrValue.I64(3), "offset"), "bucket");

    // M-hist-index: the bucket of a value below 2^k is its own, behind that of negative ones. Then each row holds a power
    // of two. A row is a single bucket when k is 0, and the verifier knows the bound from the instructions.
    private IrValue LogBucket(AggregateInfo aggregate, IrValue element, IrValue value)
    {
        var bits = aggregate.Bits;
        if (bits == 0)
            return BucketAt(element, f.Binary("add", BitLength(value, aggregate.Signed), IrValue.I64(1), "index"));
        var (positive, large, done) = (f.CreateBlock("positive"), f.CreateBlock("large"), f.CreateBlock("bucket"));
        var start = f.Block;
        if (aggregate.Signed)
            f.Branch(f.Compare("slt", value, IrValue.I64(0)), done, positive);
        else
            f.Jump(positive);
        f.Continue(positive);
        var small = f.Binary("add", value, IrValue.I64(1), "small");
        f.Branch(f.Compare("ult", value, IrValue.I64(1L << bits)), done, large);
        f.Continue(large);
        var power = f.Binary("sub", BitLength(value, false), IrValue.I64(bits + 1), "power");
        var rest = f.Binary("and", f.Binary("lshr", value, power, "rest"), IrValue.I64((1L << bits) - 1), "rest");
        var row = f.Binary("shl", f.Binary("add", power, IrValue.I64(1), "row"), IrValue.I64(bits), "row");
        var index = f.Binary("add", f.Binary("add", row, rest, "index"), IrValue.I64(1), "index");
        var end = f.Block;
        f.Continue(done);
        index = aggregate.Signed
            ? f.Phi("index", (IrValue.I64(0), start), (small, positive), (index, end))
            : f.Phi("index", (small, positive), (index, end));
        return Bucket(element, index, aggregate.BucketCount);
    }

    // Number of bits without leading zeros, by halves; -1 for negative numbers. Written in the machine's terms because
    // LLVM makes two branches of each step, and in 32 bits behind the first since that is what bounds the value for the
    // verifier.
    private IrValue BitLength(IrValue value, bool signed)
    {
        const string steps = """
            r1 = r2
            r1 >>= 32
            if r1 == 0 goto +2
            r2 = r1
            r1 = 32
            if w2 < 65536 goto +2
            w2 >>= 16
            w1 += 16
            if w2 < 256 goto +2
            w2 >>= 8
            w1 += 8
            if w2 < 16 goto +2
            w2 >>= 4
            w1 += 4
            if w2 < 4 goto +2
            w2 >>= 2
            w1 += 2
            if w2 < 3 goto +1
            w2 = 2
            w1 += w2
            """;
        var text = signed ? $"r1 = -1\nif r2 s< 0 goto +{steps.AsSpan().Count('\n') + 1}\n{steps}" : steps;
        return f.Assembly(text, "={r1},={r2},1", ["bits", ""], emitter.Pure, value)[0];
    }

    private IrValue LinearBucket(AggregateInfo aggregate, IrValue value)
    {
        var (above, inside, done) = (f.CreateBlock("above"), f.CreateBlock("inside"), f.CreateBlock("bucket"));
        var start = f.Block;
        var signs = aggregate.Signed ? "s" : "u";
        f.Branch(f.Compare(signs + "lt", value, IrValue.I64(aggregate.Min)), done, above);
        f.Continue(above);
        f.Branch(f.Compare(signs + "ge", value, IrValue.I64(aggregate.Max)), done, inside);
        f.Continue(inside);
        var distance = f.Binary("sub", value, IrValue.I64(aggregate.Min), "distance");
        var steps = aggregate.Step == 1 ? distance : f.Binary("udiv", distance, IrValue.I64(aggregate.Step), "steps");
        var index = f.Binary("add", steps, IrValue.I64(1), "index");
        var end = f.Block;
        f.Continue(done);
        return f.Phi("index", (IrValue.I64(0), start), (IrValue.I64(aggregate.BucketCount - 1), above), (index, end));
    }

    // M-tseries: the element of the interval's slot, which starts anew when it is still of an older interval.
    private void AddToSeries(MapSlot map, AggregateInfo series, BoundAggregation s, IrValue value)
    {
        var now = Call(Helpers.BootTime, "now");
        var number = f.Binary("udiv", now, IrValue.I64((long)series.IntervalNs), "interval");
        var epoch = f.Binary("add", number, IrValue.I64(1), "epoch");
        var slot = f.Resize(f.Binary("urem", number, IrValue.I64(series.Intervals), "slot"), IrType.I32, false);
        var key = Temporary(map.KeySize, "key");
        if (s.Key is not null)
        {
            if (s.Key.Type.Size < map.KeySize - 4)
                f.Zero(f.Offset(key, s.Key.Type.Size, "gap"), map.KeySize - 4 - s.Key.Type.Size, 1);
            Store(s.Key, new Slot(key, 8), pad: true);
        }

        f.Store(slot, f.Offset(key, map.KeySize - 4, "slot"));
        OnElement(map, key, [], s.Span, element =>
        {
            var (meta, stamp) = (f.Offset(element, 8, "meta"), f.Offset(element, 16, "epoch"));
            var (fresh, older, done) = (f.CreateBlock("fresh"), f.CreateBlock("older"), f.CreateBlock("added"));
            f.Branch(f.Compare("eq", f.Load(IrType.I64, stamp, "last"), epoch), older, fresh);
            f.Continue(fresh);
            f.Store(value, element);
            f.Store(series.Operation == TSeriesOperation.None ? now : IrValue.I64(1), meta);
            f.Store(epoch, stamp);
            f.Jump(done);
            f.Continue(older);
            switch (series.Operation)
            {
                case TSeriesOperation.None:
                    f.Store(value, element);
                    f.Store(now, meta);
                    break;
                case TSeriesOperation.Avg:
                    AddTo(element, value);
                    AddTo(meta, IrValue.I64(1));
                    break;
                case TSeriesOperation.Sum:
                    AddTo(element, value);
                    break;
                default:
                    var best = f.Load(IrType.I64, element, "best");
                    var better = f.Compare(Better(series.Operation == TSeriesOperation.Max, series.Signed), value, best);
                    f.Store(f.Select(better, value, best, "best"), element);
                    break;
            }

            f.Continue(done);
        });
    }

    // M-sync-read: one integer over all CPUs.
    private IrValue ReadAggregate(MapSlot map, AggregateInfo aggregate, BoundExpression? key) =>
        SumUp(map, aggregate, KeyAddress(map, key));

    private IrValue SumUp(MapSlot map, AggregateInfo aggregate, IrValue key) =>
        f.Call(IrType.I64, AggregateSubprograms.Read(emitter, map, aggregate), "sum", [key]);
}
