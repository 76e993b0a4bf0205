using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Loads, stores and copies, with the helper that suits the address space (T-ptr).</summary>
public sealed partial class BodyEmitter
{
    // Up to here words are shorter than a call of a helper; strings of that size are kept with zeros behind their end.
    private const int ShortCopy = 64;

    /// <summary>Loads a scalar.</summary>
    private IrValue LoadScalar(Place place, TraceType type, string name = "value")
    {
        var memory = MemoryType(type);
        IrValue value;
        if (place.IsDirect)
        {
            value = f.Load(memory, place.Address, name, Math.Min(Math.Max(place.Align, 1), memory.Bytes()));
        }
        else
        {
            var copy = Temporary(memory.Bytes(), name);
            ReadMemory(copy, memory.Bytes(), place);
            value = f.Load(memory, copy, name);
        }

        return type is BooleanType ? f.Compare("ne", value, IrValue.Constant(IrType.I8, 0)) : value;
    }

    private void StoreScalar(IrValue value, IrValue address, TraceType type, int? align = null)
    {
        var memory = MemoryType(type);
        if (value.Type == IrType.Ptr)
            value = f.ToInteger(value);
        if (value.Type != memory)
            value = f.Resize(value, memory, type is IntegerType { Signed: true } && value.Type != IrType.I1);
        f.Store(value, address, Math.Min(align ?? memory.Bytes(), memory.Bytes()));
    }

    /// <summary>Copies bytes from memory that needs a helper; zeros when it cannot be read (T-deref).</summary>
    private void ReadMemory(IrValue to, int size, Place from) => ReadMemory(to, IrValue.I32(size), from);

    private void ReadMemory(IrValue to, IrValue size, Place from)
    {
        var helper = Reader(from.Space);
        var result = Call(helper, "read", to, f.Resize(size, IrType.I32, false), from.Address);
        if (readResults is { } all)
            f.Store(f.Binary("or", f.Load(IrType.I64, all, "reads"), result, "reads"), all);
        else
            WarnIfNegative(result, helper);
    }

    private static Helper Reader(AddressSpace space) => space switch
    {
        AddressSpace.User => Helpers.ProbeReadUser,
        AddressSpace.Unknown => Helpers.ProbeRead,
        _ => Helpers.ProbeReadKernel,
    };

    // O-k: one comparison; whether to warn is known to the verifier, which drops the rest without -k.
    private void WarnIfNegative(IrValue result, Helper helper)
    {
        if (!emitter.Options.Warnings)
            return;
        var (failed, done) = (f.CreateBlock("failed"), f.CreateBlock("read"));
        f.Branch(f.Compare("slt", result, IrValue.I64(0)), failed, done);
        f.Continue(failed);
        WarnWith(RuntimeErrorKind.Helper, helper.Name, result, done);
        f.Continue(done);
    }

    /// <summary>Zeros to memory of the program.</summary>
    private void Zero(Slot to, int size)
    {
        // Reading from address 0 fails, and a failed read leaves zeros: the only memset that BPF has.
        if (size > 2 * ShortCopy)
            Call(Helpers.ProbeReadKernel, "zero", to.Address, IrValue.I32(size), IrValue.I64(0));
        else
            f.Zero(to.Address, size, to.Align);
    }

    /// <summary>Copies a value that is no scalar.</summary>
    /// <param name="from">From where.</param>
    /// <param name="type">Its type.</param>
    /// <param name="to">To where.</param>
    /// <param name="pad">Whether bytes behind a string's end must be zero: in keys.</param>
    private void Copy(Place from, TraceType type, Slot to, bool pad)
    {
        if (type is StringType text)
        {
            CopyText(from, text.Capacity, to, pad);
            return;
        }

        if (type is StructType { Btf: not null, Fields.Length: > 0 } record && (!from.IsDirect || from.Trusted))
            CopyRecord(from, record, to);
        else if (!from.IsDirect || from.Trusted)
            ReadMemory(to.Address, type.Size, Untrusted(from));
        else if (type.Size <= 2 * ShortCopy)
            f.Copy(to.Address, from.Address, type.Size, Math.Min(from.Align, to.Align));
        else
            ReadMemory(to.Address, type.Size, Untrusted(from));
    }

    /// <summary>The same place for a helper that takes any address.</summary>
    private Place Untrusted(Place place) => place.IsDirect
        ? new Place(f.ToInteger(place.Address), AddressSpace.Kernel, place.Align)
        : place;

    /// <summary>Reads a scalar or copies anything else from a place.</summary>
    private void Transfer(Place from, TraceType type, Slot to, bool pad)
    {
        if (type.IsScalar)
            StoreScalar(LoadScalar(from, type), to.Address, type, to.Align);
        else
            Copy(from, type, to, pad);
    }

    /// <summary>A place some bytes behind another.</summary>
    private Place Behind(Place place, long bytes) => bytes == 0 ? place : place with
    {
        Address = place.IsDirect ? f.Offset(place.Address, bytes) : f.Binary("add", place.Address, IrValue.I64(bytes), "at"),
        Align = Slot.AlignAt(place.Align, (int)(bytes & 7)),
    };

    private Slot Behind(Slot slot, int bytes, bool slack) =>
        new(f.Offset(slot.Address, bytes, "to"), Slot.AlignAt(slot.Align, bytes), slack, InRing: slot.InRing);

    /// <summary>An address that a scalar of pointer type holds, as memory of its space.</summary>
    private Place At(IrValue pointer, TraceType type, bool isTrusted = false)
    {
        var space = type is PointerType p ? p.Space : AddressSpace.Unknown;
        if (isTrusted)
            return new Place(f.ToAddress(pointer), AddressSpace.Kernel, 8, Trusted: true);
        return space == AddressSpace.Local
            ? new Place(f.ToAddress(pointer), space, 8)
            : new Place(f.ToInteger(pointer), space, 8);
    }
}
