using System.Collections.Immutable;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Offsets, sizes and constants of C types. Those of the kernel are relocated when the object is loaded (CO-RE); those of
/// the script are constants.
/// </summary>
public sealed class CoRe
{
    private readonly Relocations relocations;

    /// <summary>Relocations of a module.</summary>
    public CoRe(IrModule module) => relocations = new Relocations(module);

    /// <summary>Bytes from the start of a struct to a field, through nested structs; 64 bits.</summary>
    public IrValue FieldOffset(IrFunction f, StructType root, IEnumerable<StructField> fields)
    {
        StructField[] chain = [.. fields];
        return Access(root, chain) is { } access
            ? relocations.Value(f, IrType.I64, access, RelocationKind.ByteOffset, access.Offset, chain[^1].Name)
            : IrValue.I64(chain.Sum(field => (long)(field.BitOffset / 8)));
    }

    /// <summary>The address of a field. One relocation for the whole chain, which the back end folds into a load.</summary>
    public IrValue FieldAddress(IrFunction f, IrValue address, StructType root, IEnumerable<StructField> fields)
    {
        StructField[] chain = [.. fields];
        return Access(root, chain) is { } access
            ? relocations.Address(f, address, access, chain[^1].Name)
            : f.Offset(address, chain.Sum(field => (long)(field.BitOffset / 8)));
    }

    /// <summary>
    /// Where the bits of a bit-field are: bytes to read at an offset, then shifts of the 64-bit value, left and right, as
    /// <c>BPF_CORE_READ_BITFIELD_PROBED</c> of libbpf's bpf_core_read.h does.
    /// </summary>
    public (IrValue Offset, IrValue Size, IrValue LeftShift, IrValue RightShift) BitField(
        IrFunction f, StructType root, IReadOnlyList<StructField> fields, bool relocate = true)
    {
        StructField field = fields[^1];
        var unit = BitFieldUnit.Of(fields.Sum(step => (long)step.BitOffset), field.BitWidth, Math.Max(field.Type.Size, 1));
        if (!relocate || Access(root, fields) is not { } access)
            return (IrValue.I64(unit.Offset), IrValue.I32(unit.Size), IrValue.I64(unit.LeftShift), IrValue.I64(unit.RightShift));
        return (
            relocations.Value(f, IrType.I64, access, RelocationKind.ByteOffset, unit.Offset, "offset"),
            relocations.Value(f, IrType.I32, access, RelocationKind.ByteSize, unit.Size, "size"),
            relocations.Value(f, IrType.I64, access, RelocationKind.LeftShift, unit.LeftShift, "left"),
            relocations.Value(f, IrType.I64, access, RelocationKind.RightShift, unit.RightShift, "right"));
    }

    /// <summary>Bytes of a field; 32 bits.</summary>
    public IrValue FieldSize(IrFunction f, StructType root, IReadOnlyList<StructField> fields) => Access(root, fields) is { } access
        ? relocations.Value(f, IrType.I32, access, RelocationKind.ByteSize, fields[^1].Type.Size, "size")
        : IrValue.I32(fields[^1].Type.Size);

    /// <summary>Size of a struct in bytes; 64 bits.</summary>
    public IrValue TypeSize(IrFunction f, StructType type) => Root(type) is { } root
        ? relocations.Value(f, IrType.I64, new RelocationAccess(root, []), RelocationKind.TypeSize, type.Size, "size")
        : IrValue.I64(type.Size);

    /// <summary>Whether the target has a struct of this name; 32 bits, 0 or 1.</summary>
    public IrValue TypeExists(IrFunction f, StructType type) => Root(type) is { } root
        ? relocations.Value(f, IrType.I32, new RelocationAccess(root, []), RelocationKind.TypeExists, 1, "exists")
        : IrValue.I32(1);

    /// <summary>Whether the target's struct has the field; 32 bits, 0 or 1.</summary>
    public IrValue FieldExists(IrFunction f, StructType root, IEnumerable<StructField> fields) => Access(root, fields) is { } access
        ? relocations.Value(f, IrType.I32, access, RelocationKind.FieldExists, 1, "exists")
        : IrValue.I32(1);

    /// <summary>Value of an enumerator; 64 bits.</summary>
    public IrValue EnumValue(IrFunction f, EnumType type, EnumMember member)
    {
        if (type.Members.Btf is not { Name.Length: > 0 } root)
            return IrValue.I64((long)member.Value);
        int index = root.Values.IndexOf(root.Values.First(value => value.Name == member.Name));
        return relocations.Value(
            f, IrType.I64, new RelocationAccess(root, [new RelocationStep(root, index)]), RelocationKind.EnumValue, (long)member.Value, member.Name);
    }

    /// <summary>Writes the types and the relocations; call it once, when all functions are written.</summary>
    public void Finish() => relocations.Finish();

    // What has no name cannot be found on the target.
    private static BtfType? Root(StructType type) => type.Btf switch
    {
        { Name.Length: > 0 } named => named,
        BtfComposite anonymous => anonymous.Owner.TypedefsOf(anonymous).FirstOrDefault(),
        _ => null,
    };

    private static RelocationAccess? Access(StructType root, IEnumerable<StructField> fields)
    {
        if (Root(root) is not { } type || type.Resolved is not BtfComposite at)
            return null;
        var steps = ImmutableArray.CreateBuilder<RelocationStep>();
        BtfComposite? composite = at;
        foreach (int index in fields.SelectMany(field => field.Path))
        {
            if (composite is null || index >= composite.Members.Length)
                return null;
            steps.Add(new RelocationStep(composite, index));
            composite = composite.Members[index].Type.Resolved as BtfComposite;
        }
        return new RelocationAccess(type, steps.ToImmutable());
    }
}
