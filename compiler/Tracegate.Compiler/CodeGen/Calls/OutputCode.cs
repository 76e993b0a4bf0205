using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen.Calls;

/// <summary>Code of the functions that send a record.</summary>
internal static class OutputCode
{
    /// <summary>A function whose first argument is a constant text and whose others go along.</summary>
    public static IrValue Formatted(BodyEmitter body, BoundCall call)
    {
        body.Send(Row(call) with { Format = ((BoundString)call.Arguments[0]).Raw() }, call.Arguments[1..]);
        return default;
    }

    /// <summary>The time, when the record is handled.</summary>
    public static IrValue Time(BodyEmitter body, BoundCall call)
    {
        body.SendControl(Row(call) with { Format = ((BoundString)call.Arguments[0]).Raw() });
        return default;
    }

    public static IrValue Print(BodyEmitter body, BoundCall call)
    {
        if (call.Arguments[0] is BoundMapReference map)
        {
            body.SendControl(Row(call) with { Map = body.Emitter.Maps[map.Map].Index, Top = Constant(call, 1), Divisor = Constant(call, 2), Then = call.Partner?.Action });
            return default;
        }

        body.Send(Row(call) with { Action = EventAction.PrintValue }, [call.Arguments[0]]);
        return default;
    }

    /// <summary>A function that works on a whole map, unless the print in front of it does that too.</summary>
    public static IrValue OfMap(BodyEmitter body, BoundCall call)
    {
        if (call.Partner is null)
            body.SendControl(Row(call) with { Map = body.Emitter.Maps[((BoundMapReference)call.Arguments[0]).Map].Index });
        return default;
    }

    public static IrValue Join(BodyEmitter body, BoundCall call)
    {
        body.SendJoin(Row(call) with { Format = ((BoundString)call.Arguments[1]).Raw() }, call.Arguments[0]);
        return default;
    }

    public static IrValue Exit(BodyEmitter body, BoundCall call)
    {
        body.Exit(call.Arguments[0]);
        return default;
    }

    private static EventInfo Row(BoundCall call) =>
        new(call.Function.Action!.Value, "", [], Location: ObjectEmitter.Location(call.Span));

    private static long Constant(BoundCall call, int index) =>
        index < call.Arguments.Length && call.Arguments[index] is BoundConstant constant ? (long)constant.Bits : 0;
}

/// <summary>Texts of the metadata.</summary>
internal static class BoundTexts
{
    /// <summary>The bytes of a constant as the contract keeps texts.</summary>
    public static string Raw(this BoundString text) => ByteText.FromBytes(text.Bytes.AsSpan());
}
