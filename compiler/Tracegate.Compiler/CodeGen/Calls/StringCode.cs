using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen.Calls;

/// <summary>Code of the functions on strings.</summary>
internal static class StringCode
{
    public static IrValue Length(BodyEmitter body, BoundCall call)
    {
        var (place, capacity) = Text(body, call.Arguments[0]);
        return body.Function.Call(IrType.I64, StringSubprograms.Length(body.Emitter), "length", [place.Address, IrValue.I64(capacity)]);
    }

    public static IrValue Strncmp(BodyEmitter body, BoundCall call)
    {
        var f = body.Function;
        var (left, leftSize) = Text(body, call.Arguments[0]);
        var (right, rightSize) = Text(body, call.Arguments[1]);
        var size = Math.Min((long)((BoundConstant)call.Arguments[2]).Bits, Math.Min(leftSize, rightSize));
        var equal = f.Call(IrType.I64, StringSubprograms.Equal(body.Emitter), "equal", [left.Address, right.Address, IrValue.I64(size)]);
        return f.Binary("xor", equal, IrValue.I64(1), "differs");
    }

    public static IrValue Find(BodyEmitter body, BoundCall call)
    {
        var (text, size) = Text(body, call.Arguments[0]);
        var (part, partSize) = Text(body, call.Arguments[1]);
        // Short texts are searched by jumps; for longer ones the verifier would walk every pair of characters.
        const int mostSteps = 8192;
        var find = size * partSize <= mostSteps ? StringSearch.Short(body.Emitter) : StringSearch.Long(body.Emitter);
        return body.Function.Call(IrType.I64, find, "index", [text.Address, IrValue.I64(size), part.Address, IrValue.I64(partSize)]);
    }

    public static void Concat(BodyEmitter body, BoundCall call, Slot to)
    {
        var f = body.Function;
        var capacity = call.Type.Size;
        var joined = body.Temporary(2 * capacity, "joined");
        var (first, firstSize) = Text(body, call.Arguments[0]);
        var (second, secondSize) = Text(body, call.Arguments[1]);
        (firstSize, secondSize) = (Math.Min(firstSize, capacity - 1), Math.Min(secondSize, capacity));
        var length = f.Call(IrType.I64, StringSubprograms.Length(body.Emitter), "length", [first.Address, IrValue.I64(firstSize)]);
        body.CopyText(first, firstSize, new Slot(joined, 8, Slack: true), pad: false);

        // In the bounds that the verifier must see.
        length = f.Opaque(length);
        length = f.Select(f.Compare("ult", length, IrValue.I64(capacity)), length, IrValue.I64(0), "length");
        var end = f.Offset(joined, length, "end");
        f.Store(IrValue.Constant(IrType.I8, 0), f.Offset(end, secondSize - 1, "last"), 1);
        body.CopyText(second, secondSize, new Slot(end, 1, Slack: secondSize < capacity), pad: false);

        // What is too long is cut, and ends as any string does.
        f.Store(IrValue.Constant(IrType.I8, 0), f.Offset(joined, capacity - 1, "cut"), 1);
        body.CopyText(new Place(joined, AddressSpace.Local, 8), capacity, to, to.Pad);
    }

    public static IrValue Contains(BodyEmitter body, BoundCall call) => body.Function.Compare("sge", Find(body, call), IrValue.I64(0));

    public static void SyscallName(BodyEmitter body, BoundCall call, Slot to) => body.StoreName(call, SyscallNames.ByNumber, "syscalls", "Unknown syscall", to);

    // Return codes are negative error numbers.
    public static void ErrorText(BodyEmitter body, BoundCall call, Slot to) =>
        body.StoreName(call, ErrorTexts.All, "errors", "Unknown error", to, magnitude: true);

    public static void SignalName(BodyEmitter body, BoundCall call, Slot to) => body.StoreName(call, SignalTexts.All, "signals", "N/A", to);

    private static (Place Place, int Capacity) Text(BodyEmitter body, BoundExpression expression)
    {
        if (!expression.Type.IsScalar)
            return (body.Direct(expression), expression is BoundString text ? text.Bytes.Length + 1 : expression.Type.Size);
        var capacity = body.Emitter.Options.MaxStringLength;
        var slot = body.Temporary(new StringType(capacity));
        body.ReadText(body.Source(expression), IrValue.I32(capacity), slot, 0);
        return (new Place(slot.Address, AddressSpace.Local, 8), capacity);
    }
}
