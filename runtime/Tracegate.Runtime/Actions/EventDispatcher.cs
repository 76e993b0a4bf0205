using System.Buffers.Binary;
using System.Diagnostics;
using Tracegate.Contract;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Actions;

/// <summary>Does what a record asks for.</summary>
/// <param name="context">What it works on.</param>
/// <param name="row">Row of the event table.</param>
/// <param name="info">That row.</param>
/// <param name="record">The record, header included.</param>
internal delegate void EventHandler(ActionContext context, int row, EventInfo info, ReadOnlySpan<byte> record);

/// <summary>Finds the action of ring buffer records.</summary>
internal sealed class EventDispatcher(ActionContext context)
{
    /// <summary>One row for every <see cref="EventAction"/>, in its order.</summary>
    private static readonly (EventAction Action, EventHandler Handler)[] Table =
    [
        (EventAction.Printf, static (c, row, _, r) => c.Output.Printf(c.Format(row, r))),
        (EventAction.Errorf, static (c, row, info, r) => c.Output.Errorf(Severity.Error, c.Format(row, r), info.Location)),
        (EventAction.Warnf, Warnf),
        (EventAction.Cat, static (c, row, _, r) => Commands.Cat(c, ByteText.FromBytes(c.Format(row, r)))),
        (EventAction.System, static (c, row, _, r) => Commands.System(c, ByteText.FromBytes(c.Format(row, r)))),
        (EventAction.Join, Join),
        (EventAction.Time, Time),
        (EventAction.PrintMap, static (c, _, info, _) => MapPrinting.Print(c, info)),
        (EventAction.PrintValue, PrintValue),
        (EventAction.Clear, static (c, _, info, _) => _ = c.Maps[info.Map].Take(keepKeys: false)),
        (EventAction.Zero, static (c, _, info, _) => _ = c.Maps[info.Map].Take(keepKeys: true)),
        // The gate's word says it; the record only wakes the session.
        (EventAction.Exit, static (_, _, _, _) => { }),
        (EventAction.RuntimeError, RuntimeError),
    ];

    /// <summary>Handles one record; one that the table does not know is dropped.</summary>
    internal void Handle(ReadOnlySpan<byte> record)
    {
        if (record.Length < EventRecord.HeaderSize)
            return;
        var row = BinaryPrimitives.ReadUInt32LittleEndian(record);
        if (row >= (uint)context.Metadata.Events.Length)
            return;
        var info = context.Metadata.Events[(int)row];
        var (action, handler) = Table[(int)info.Action];
        Debug.Assert(action == info.Action, "the table follows the order of the enumeration");
        handler(context, (int)row, info, record);
    }

    private static void Warnf(ActionContext context, int row, EventInfo info, ReadOnlySpan<byte> record)
    {
        if (!context.Options.NoWarnings)
            context.Output.Errorf(Severity.Warning, context.Format(row, record), info.Location);
    }

    private static void Join(ActionContext context, int row, EventInfo info, ReadOnlySpan<byte> record)
    {
        var text = context.Scratch;
        text.Clear();
        var count = Math.Min(Number(info, record, 0), info.Arguments.Length - 1);
        for (var i = 1; i <= count; i++)
        {
            if (i > 1)
                text.Append(info.Format);
            var (offset, type) = info.Arguments[i];
            if (offset + type.Size <= record.Length)
                context.Output.Text.Append(text, type, record.Slice(offset, type.Size));
        }

        context.Output.Join(text.Written);
    }

    private static void Time(ActionContext context, int row, EventInfo info, ReadOnlySpan<byte> record)
    {
        context.Scratch.Clear();
        if (TimeFormat.AppendNow(context.Scratch, info.Format))
            context.Output.Time(context.Scratch.Written);
        else
            context.Output.Message(Severity.Error, "strftime returned zero");
    }

    private static void PrintValue(ActionContext context, int row, EventInfo info, ReadOnlySpan<byte> record)
    {
        var (offset, type) = info.Arguments[0];
        if (offset <= record.Length)
            context.Output.Value(type, record.Slice(offset, Math.Min(type.Size, record.Length - offset)));
    }

    private static void RuntimeError(ActionContext context, int row, EventInfo info, ReadOnlySpan<byte> record)
    {
        if (!context.Options.NoWarnings)
            context.Output.RuntimeError(info.Error, info.Format, Number(info, record, 0), info.Location);
    }

    // An integer argument; 0 when the event has none.
    private static long Number(EventInfo info, ReadOnlySpan<byte> record, int index)
    {
        if (index >= info.Arguments.Length)
            return 0;
        var (offset, type) = info.Arguments[index];
        if (offset + type.Size > record.Length)
            return 0;
        return type.Size switch
        {
            1 => record[offset],
            2 => BinaryPrimitives.ReadInt16LittleEndian(record[offset..]),
            4 => BinaryPrimitives.ReadInt32LittleEndian(record[offset..]),
            _ => BinaryPrimitives.ReadInt64LittleEndian(record[offset..]),
        };
    }
}
