using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;

namespace Tracegate.Compiler.CodeGen.Calls;

/// <summary>Code of the functions whose values the runtime resolves when it prints them.</summary>
internal static class SymbolCode
{
    // AF_INET and AF_INET6 of linux/socket.h.
    private const int Ipv4 = 2;
    private const int Ipv6 = 10;
    private const int AddressBytes = 16;
    private const int MacBytes = 6;

    public static IrValue Ksym(BodyEmitter body, BoundCall call) => body.Function.ToInteger(body.Scalar(call.Arguments[0]));

    public static void Usym(BodyEmitter body, BoundCall call, Slot to) =>
        body.StoreUserAddress(to, body.Function.ToInteger(body.Scalar(call.Arguments[0])));

    public static IrValue Register(BodyEmitter body, BoundCall call)
    {
        var name = ((BoundString)call.Arguments[0]).Text;
        return body.Register(name, name);
    }

    public static void CgroupPath(BodyEmitter body, BoundCall call, Slot to)
    {
        var f = body.Function;
        var filter = body.Emitter.AddString(((BoundString)call.Arguments[1]).Raw());
        f.Store(f.Resize(body.Scalar(call.Arguments[0]), IrType.I64, false), to.Address, Math.Min(to.Align, 8));
        f.Store(IrValue.I32(filter), f.Offset(to.Address, 8, "filter"), Math.Min(to.Align, 4));
        f.Store(IrValue.I32(0), f.Offset(to.Address, 12, "zero"), Math.Min(to.Align, 4));
    }

    public static void Ntop(BodyEmitter body, BoundCall call, Slot to)
    {
        var f = body.Function;
        var address = call.Arguments[^1];
        var isLong = address.Type.Size == AddressBytes && !address.Type.IsScalar;
        var family = call.Arguments.Length > 1
            ? f.Resize(body.Scalar(call.Arguments[0]), IrType.I32, false)
            : IrValue.I32(isLong ? Ipv6 : Ipv4);
        f.Store(family, to.Address, Math.Min(to.Align, 4));
        var bytes = f.Offset(to.Address, 4, "address");
        var align = Slot.AlignAt(to.Align, 4);
        if (!isLong)
            f.Zero(f.Offset(bytes, 4, "rest"), AddressBytes - 4, align);
        if (address.Type.IsScalar)
            f.Store(f.Resize(f.ToInteger(body.Scalar(address)), IrType.I32, false), bytes, Math.Min(align, 4));
        else
            body.Store(address, new Slot(bytes, align));
    }

    public static void Macaddr(BodyEmitter body, BoundCall call, Slot to) =>
        body.Read(to.Address, IrValue.I32(MacBytes), body.Source(call.Arguments[0]));
}
