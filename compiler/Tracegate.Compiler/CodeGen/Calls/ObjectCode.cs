using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.CodeGen.Calls;

/// <summary>Code of the functions on kernel objects.</summary>
internal static class ObjectCode
{
    public static void Path(BodyEmitter body, BoundCall call, Slot to)
    {
        var f = body.Function;
        var capacity = call.Type.Size;
        var path = call.Arguments[0];
        var name = body.Temporary(capacity, "name");
        f.Store(IrValue.Constant(IrType.I8, 0), name, 8);
        var address = f.ToInteger(path.Type.IsScalar ? body.Scalar(path) : body.Locate(path).Address);

        // A field of no object has no address: the verifier wants the object itself.
        var (known, done) = (f.CreateBlock("known"), f.CreateBlock("named"));
        f.Branch(f.Compare("ne", address, IrValue.I64(0)), known, done);
        f.Continue(known);
        var result = body.Call(Helpers.DPath, "result", address, name, IrValue.I32(capacity));
        body.ReportHelper(Helpers.DPath, result, call.Span);
        f.Continue(done);

        // The helper leaves parts of the name behind its end.
        body.ReadText(new Place(f.ToInteger(name), AddressSpace.Kernel, 8), IrValue.I32(capacity), to, to.Pad ? capacity : 0);
    }

    public static IrValue SocketCookie(BodyEmitter body, BoundCall call) =>
        body.Call(Helpers.SocketCookie, "cookie", body.Scalar(call.Arguments[0]));
}
