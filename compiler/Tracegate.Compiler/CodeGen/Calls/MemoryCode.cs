using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.CodeGen.Calls;

/// <summary>Code of the functions that read or write memory.</summary>
internal static class MemoryCode
{
    public static void Str(BodyEmitter body, BoundCall call, Slot to)
    {
        var f = body.Function;
        var capacity = call.Type.Size;
        var from = body.Source(call.Arguments[0]);
        var size = IrValue.I32(capacity + (to.Slack ? 1 : 0));
        if (call.Arguments.Length > 1 && call.Arguments[1] is BoundConstant constant)
        {
            // A length counts the NUL, as upstream's does, and cuts without being a truncation.
            size = IrValue.I32(Math.Clamp((long)constant.Bits, 1, capacity));
        }
        else if (call.Arguments.Length > 1)
        {
            // In the bounds that the verifier must see.
            var length = f.Opaque(f.Resize(body.Scalar(call.Arguments[1]), IrType.I64, true));
            length = f.Select(f.Compare("eq", length, IrValue.I64(0)), IrValue.I64(1), length, "length");
            var fits = f.Compare("ult", length, IrValue.I64(capacity));
            size = f.Resize(f.Select(fits, length, IrValue.I64(capacity), "size"), IrType.I32, false);
        }

        body.ReadText(from, size, to, to.Pad ? capacity : 0);
    }

    public static void Buf(BodyEmitter body, BoundCall call, Slot to)
    {
        var f = body.Function;
        var capacity = ((BufferType)call.Type).Capacity;
        var from = body.Source(call.Arguments[0]);
        var data = f.Offset(to.Address, 4, "data");
        IrValue length;
        if (call.Arguments[1] is BoundConstant constant)
        {
            length = IrValue.I32(Math.Min((long)constant.Bits, capacity));
        }
        else
        {
            var wanted = f.Opaque(f.Resize(body.Scalar(call.Arguments[1]), IrType.I64, true));
            length = f.Resize(f.Select(f.Compare("ule", wanted, IrValue.I64(capacity)), wanted, IrValue.I64(capacity), "length"), IrType.I32, false);
        }

        if (to.Pad)
            body.Clear(to, call.Type.Size);
        f.Store(length, to.Address, Math.Min(to.Align, 4));
        body.Read(data, length, from);
    }

    public static IrValue Memcmp(BodyEmitter body, BoundCall call)
    {
        var f = body.Function;
        var size = (long)((BoundConstant)call.Arguments[2]).Bits;
        var result = f.Call(
            IrType.I64, StringSubprograms.CompareMemory(body.Emitter), "order",
            [Bytes(body, call.Arguments[0], size), Bytes(body, call.Arguments[1], size), IrValue.I64(size)]);
        return f.Resize(result, IrType.I32, true);
    }

    public static IrValue WriteUser(BodyEmitter body, BoundCall call)
    {
        var f = body.Function;
        var limit = body.Emitter.Options.MaxStringLength;
        var wanted = f.Opaque(f.Resize(body.Scalar(call.Arguments[2]), IrType.I64, true));
        var length = f.Resize(f.Select(f.Compare("ule", wanted, IrValue.I64(limit)), wanted, IrValue.I64(limit), "length"), IrType.I32, false);
        var copy = body.Temporary(limit, "copy");
        body.Read(copy, length, body.Source(call.Arguments[1]));
        var result = body.Call(Helpers.ProbeWriteUser, "result", f.ToInteger(body.Scalar(call.Arguments[0])), copy, length);
        return f.Compare("eq", result, IrValue.I64(0));
    }

    public static IrValue Bswap(BodyEmitter body, BoundCall call)
    {
        var value = body.Scalar(call.Arguments[0]);
        if (value.Type == IrType.I8)
            return value;
        var type = value.Type.Name();
        body.Emitter.Module.Declare($"declare {type} @llvm.bswap.{type}({type})");
        return body.Function.Call(value.Type, $"@llvm.bswap.{type}", "swapped", [value]);
    }

    // The bytes of an operand in memory of the program.
    private static IrValue Bytes(BodyEmitter body, BoundExpression operand, long size)
    {
        if (operand.Type is not PointerType)
        {
            var place = body.Direct(operand);
            if (operand.Type.Size >= size)
                return place.Address;
        }

        var copy = body.Temporary((int)Math.Max(size, 8), "bytes");
        body.Read(copy, IrValue.I32(size), body.Source(operand));
        return copy;
    }
}
