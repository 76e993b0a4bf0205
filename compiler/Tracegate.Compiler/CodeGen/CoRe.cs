using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Offsets, sizes and constants of C types.</summary>
public sealed class CoRe(IrModule module, DebugInfo debug)
{
    private readonly IrModule module = module;
    private readonly DebugInfo debug = debug;

    /// <summary>Bytes from the start of a struct to a field, through nested structs.</summary>
    public IrValue FieldOffset(IrFunction f, StructType root, IEnumerable<StructField> fields)
    {
        _ = (f, root, module, debug);
        return IrValue.I64(fields.Sum(field => (long)(field.BitOffset / 8)));
    }

    /// <summary>The address of a field.</summary>
    public IrValue FieldAddress(IrFunction f, IrValue address, StructType root, IEnumerable<StructField> fields) =>
        f.Offset(address, FieldOffset(f, root, fields));

    /// <summary>Size of a struct.</summary>
    public IrValue TypeSize(IrFunction f, StructType type)
    {
        _ = f;
        return IrValue.I64(type.Size);
    }

    /// <summary>Value of a kernel constant, as 64 bits.</summary>
    public IrValue EnumValue(IrFunction f, EnumType type, EnumMember member)
    {
        _ = (f, type);
        return IrValue.I64((long)member.Value);
    }

    /// <summary>Where the bits of a bit-field are: bytes to read at an offset, then shifts of the 64-bit value.</summary>
    public (IrValue Offset, IrValue Size, IrValue LeftShift, IrValue RightShift) BitField(IrFunction f, StructType root, IReadOnlyList<StructField> fields)
    {
        var field = fields[^1];
        var unit = field.Type.Size * 8;
        var start = field.BitOffset / unit * unit;
        var offset = FieldOffset(f, root, fields.Take(fields.Count - 1)).ConstantValue!.Value + (start / 8);
        return (IrValue.I64(offset), IrValue.I32(unit / 8), IrValue.I64(64 - (field.BitOffset - start) - field.BitWidth), IrValue.I64(64 - field.BitWidth));
    }
}
