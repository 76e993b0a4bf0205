using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen.Calls;

/// <summary>Code of the builtins that tell of the current task.</summary>
internal static class TaskCode
{
    private const int CommSize = 16;

    public static IrValue Pid(BodyEmitter body, BoundBuiltin builtin) => body.NamespaceId(thread: false);

    public static IrValue Tid(BodyEmitter body, BoundBuiltin builtin) => body.NamespaceId(thread: true);

    public static IrValue InitPid(BodyEmitter body, BoundCall call) => InitId(body, 32);

    public static IrValue InitTid(BodyEmitter body, BoundCall call) => InitId(body, 0);

    /// <summary>Process or thread id in the initial namespace.</summary>
    public static IrValue InitId(BodyEmitter body, int shift)
    {
        var f = body.Function;
        var both = body.Call(Helpers.PidTgid, "pid_tgid");
        return f.Resize(f.Binary("lshr", both, IrValue.I64(shift), shift == 0 ? "tid" : "pid"), IrType.I32, false);
    }

    public static IrValue Uid(BodyEmitter body, BoundBuiltin builtin)
    {
        var f = body.Function;
        return f.Binary("and", body.Call(Helpers.UidGid, "uid_gid"), IrValue.I64(0xffffffff), "uid");
    }

    public static IrValue Gid(BodyEmitter body, BoundBuiltin builtin) =>
        body.Function.Binary("lshr", body.Call(Helpers.UidGid, "uid_gid"), IrValue.I64(32), "gid");

    // Read once when used more than once: the helper costs more than a copy.
    public static void Comm(BodyEmitter body, BoundBuiltin builtin, Slot to)
    {
        if (body.UsesOf(builtin.Builtin) > 1)
            body.Function.Copy(to.Address, CommPlace(body, builtin).Address, CommSize, to.Align);
        else
            body.Call(Helpers.Comm, "", to.Address, IrValue.I32(CommSize));
    }

    /// <summary>Where the name is, read at its first use.</summary>
    public static Place CommPlace(BodyEmitter body, BoundBuiltin builtin) => new(
        body.Remember(builtin.Builtin, () =>
        {
            var memory = body.Function.Alloca(CommSize, 8, "comm");
            body.Call(Helpers.Comm, "", memory, IrValue.I32(CommSize));
            return memory;
        }),
        AddressSpace.Local,
        8);

    public static IrValue Cgroup(BodyEmitter body, BoundBuiltin builtin) => body.Call(Helpers.CgroupId, "cgroup");

    public static IrValue CurrentTask(BodyEmitter body, BoundBuiltin builtin) =>
        body.Function.ToInteger(body.Call(Helpers.CurrentTaskBtf, "task"));

    public static void Stack(BodyEmitter body, BoundBuiltin builtin, Slot to) => body.StoreStack((StackType)builtin.Type, to);
}

/// <summary>Code of the builtins that tell of the probe and its event.</summary>
internal static class ProbeCode
{
    public static IrValue Argument(BodyEmitter body, BoundBuiltin builtin) => body.Argument(builtin.Index);

    public static IrValue Retval(BodyEmitter body, BoundBuiltin builtin)
    {
        var probe = body.Probe!;
        return probe.AttachPoint.Result is { } result
            ? body.ReadResult(builtin, result)
            : body.Register("ax", "retval");
    }

    public static IrValue Context(BodyEmitter body, BoundBuiltin builtin) => body.Function.ToInteger(body.Context());

    public static IrValue KernelFunction(BodyEmitter body, BoundBuiltin builtin) => body.Call(Helpers.FunctionAddress, "function", body.Context());

    // At the entry of a user function the instruction pointer is the function; behind it only the helper knows.
    public static void UserFunction(BodyEmitter body, BoundBuiltin builtin, Slot to)
    {
        var returns = body.Probe!.ProbeType.Capabilities.HasFlag(Language.ProbeCapabilities.Retval);
        body.StoreUserAddress(to, returns ? body.Call(Helpers.FunctionAddress, "function", body.Context()) : body.Register("ip", "ip"));
    }

    public static IrValue Probe(BodyEmitter body, BoundBuiltin builtin) => body.Cookie();

    // The lowest two bits of cs are the privilege level.
    public static IrValue Usermode(BodyEmitter body, BoundBuiltin builtin)
    {
        var f = body.Function;
        var level = f.Binary("and", body.Register("cs", "cs"), IrValue.I64(3), "level");
        return f.Resize(f.Compare("eq", level, IrValue.I64(3)), IrType.I8, false);
    }
}

/// <summary>Code of the builtins that tell of the machine and the time.</summary>
internal static class SystemCode
{
    public static IrValue Nsecs(BodyEmitter body, BoundBuiltin builtin) => body.Call(Helpers.BootTime, "nsecs");

    public static IrValue Elapsed(BodyEmitter body, BoundBuiltin builtin)
    {
        var f = body.Function;
        body.Emitter.Uses.Add(DataSections.ClockSymbol);
        var start = f.Load(IrType.I64, IrValue.Global(DataSections.ClockSymbol), "start");
        return f.Binary("sub", body.Call(Helpers.BootTime, "now"), start, "elapsed");
    }

    public static IrValue Jiffies(BodyEmitter body, BoundBuiltin builtin) => body.Call(Helpers.Jiffies, "jiffies");

    public static IrValue Cpu(BodyEmitter body, BoundBuiltin builtin) => body.Call(Helpers.ProcessorId, "cpu");

    public static IrValue NumaNode(BodyEmitter body, BoundBuiltin builtin) => body.Call(Helpers.NumaNode, "node");

    public static IrValue Random(BodyEmitter body, BoundBuiltin builtin) =>
        body.Function.Binary("and", body.Call(Helpers.Random, "random"), IrValue.I64(0xffffffff), "random");

    /// <summary>F-nsecs with a clock that is not the default.</summary>
    public static IrValue Clock(BodyEmitter body, BoundCall call) => ((BoundString)call.Arguments[0]).Text switch
    {
        "monotonic" => body.Call(Helpers.MonotonicTime, "nsecs"),
        "tai" => body.Call(Helpers.TaiTime, "nsecs"),
        _ => body.Function.Binary(
            "add", body.Call(Helpers.BootTime, "now"), body.LoadConstant(LoadConstantKind.TaiOffset, "", IntegerType.Int64), "nsecs"),
    };

    public static void Strftime(BodyEmitter body, BoundCall call, Slot to)
    {
        var f = body.Function;
        var format = body.Emitter.AddString(((BoundString)call.Arguments[0]).Text);
        var source = call.Arguments[1] is BoundConversion conversion ? conversion.Operand : call.Arguments[1];
        var clock = source is BoundCall { Function.Name: "nsecs", Arguments: [BoundString { Text: "tai" or "sw_tai" }] } ? 1 : 0;
        f.Store(f.Resize(body.Scalar(call.Arguments[1]), IrType.I64, false), to.Address, Math.Min(to.Align, 8));
        // The format is a 32-bit number, the clock the next one.
        f.Store(IrValue.I64((long)clock << 32 | (uint)format), f.Offset(to.Address, 8, "format"), Math.Min(to.Align, 8));
    }
}
