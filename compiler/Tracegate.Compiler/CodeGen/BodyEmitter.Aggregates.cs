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

        var key = KeyAddress(map, s.Key);
        var element = Lookup(map, key);
        var (add, insert, full, done) = (f.CreateBlock("element"), f.CreateBlock("insert"), f.CreateBlock("full"), f.CreateBlock("updated"));
        f.Branch(f.Compare("ne", element, IrValue.Null), add, insert, likely: true);
        f.Continue(insert);
        var first = Temporary(map.ValueSize, "first");
        f.Store(value, first);
        if (map.ValueSize > 8)
            f.Store(IrValue.I64(1), f.Offset(first, 8, "count"));
        var result = Call(Helpers.MapUpdate, "result", map.Address, key, first, Any);
        f.Branch(f.Compare("eq", result, IrValue.I64(0)), done, full, likely: true);
        f.Continue(full);
        ReportFull(s.Span, map);
        f.Jump(done);
        f.Continue(add);
        Add(aggregate, element, value);
        f.Continue(done);
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
                AddTo(Bucket(element, LogBucket(aggregate, value), aggregate.BucketCount), IrValue.I64(1));
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
        index = f.Select(f.Compare("ult", index, IrValue.I64(count)), index, IrValue.I64(count - 1), "bucket");
        return f.Offset(element, f.Binary("shl", index, IrValue.I64(3), "offset"), "bucket");
    }

    // M-hist-index.
    private IrValue LogBucket(AggregateInfo aggregate, IrValue value)
    {
        var bits = aggregate.Bits;
        var (positive, large, done) = (f.CreateBlock("positive"), f.CreateBlock("large"), f.CreateBlock("bucket"));
        var start = f.Block;
        if (aggregate.Signed)
            f.Branch(f.Compare("slt", value, IrValue.I64(0)), done, positive);
        else
            f.Jump(positive);
        f.Continue(positive);
        var small = bits == 0 ? IrValue.I64(1) : f.Binary("add", value, IrValue.I64(1), "small");
        f.Branch(f.Compare("ult", value, IrValue.I64(1L << bits)), done, large);
        f.Continue(large);
        var power = Log2(value);
        IrValue index;
        if (bits == 0)
        {
            index = f.Binary("add", power, IrValue.I64(2), "index");
        }
        else
        {
            power = f.Binary("sub", power, IrValue.I64(bits), "power");
            var rest = f.Binary("and", f.Binary("lshr", value, power, "rest"), IrValue.I64((1L << bits) - 1), "rest");
            var row = f.Binary("shl", f.Binary("add", power, IrValue.I64(1), "row"), IrValue.I64(bits), "row");
            index = f.Binary("add", f.Binary("add", row, rest, "index"), IrValue.I64(1), "index");
        }

        var end = f.Block;
        f.Continue(done);
        return aggregate.Signed
            ? f.Phi("index", (IrValue.I64(0), start), (small, positive), (index, end))
            : f.Phi("index", (small, positive), (index, end));
    }

    // Position of the top bit by halves.
    private IrValue Log2(IrValue value)
    {
        var power = IrValue.I64(0);
        for (var half = 32; half >= 1; half /= 2)
        {
            var upper = f.Compare("ugt", value, IrValue.I64((long)((1UL << half) - 1)));
            var step = f.Select(upper, IrValue.I64(half), IrValue.I64(0), "step");
            if (half > 1)
                value = f.Binary("lshr", value, step, "value");
            power = half == 32 ? step : f.Binary("or", power, step, "power");
        }

        return power;
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
        OnElement(map, key, s.Span, element =>
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
