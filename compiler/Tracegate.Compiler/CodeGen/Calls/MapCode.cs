using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;

namespace Tracegate.Compiler.CodeGen.Calls;

/// <summary>Code of the functions on maps and their elements.</summary>
internal static class MapCode
{
    public static IrValue Delete(BodyEmitter body, BoundCall call) => body.Delete(Map(call), call.Arguments.Length > 1 ? call.Arguments[1] : null);

    public static IrValue HasKey(BodyEmitter body, BoundCall call) => body.HasKey(Map(call), call.Arguments[1]);

    public static IrValue Find(BodyEmitter body, BoundCall call) => body.Find(Map(call), call.Arguments[1], ((BoundVariable)call.Arguments[2]).Variable);

    public static IrValue Length(BodyEmitter body, BoundCall call)
    {
        if (call.Arguments[0] is BoundMapReference map)
            return body.CountElements(map.Map);
        // A stack: id, then the number of frames.
        var f = body.Function;
        var place = body.Direct(call.Arguments[0]);
        return f.Resize(f.Load(IrType.I32, f.Offset(place.Address, 8, "at"), "frames", Math.Min(place.Align, 4)), IrType.I64, false);
    }

    private static MapSymbol Map(BoundCall call) => ((BoundMapReference)call.Arguments[0]).Map;
}

/// <summary>Code of the functions that act on the kernel at once.</summary>
internal static class ControlCode
{
    public static IrValue Signal(BodyEmitter body, BoundCall call) => Send(body, call, Helpers.SendSignal);

    public static IrValue SignalThread(BodyEmitter body, BoundCall call) => Send(body, call, Helpers.SendSignalThread);

    public static IrValue Override(BodyEmitter body, BoundCall call)
    {
        var f = body.Function;
        body.Call(Helpers.OverrideReturn, "", body.Context(), f.Resize(body.Scalar(call.Arguments[0]), IrType.I64, true));
        return default;
    }

    private static IrValue Send(BodyEmitter body, BoundCall call, Helper helper)
    {
        var f = body.Function;
        var result = body.Call(helper, "result", f.Resize(body.Scalar(call.Arguments[0]), IrType.I32, true));
        body.ReportHelper(helper, result, call.Span);
        return default;
    }
}
