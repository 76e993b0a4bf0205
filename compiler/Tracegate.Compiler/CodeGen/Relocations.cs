using System.Collections.Immutable;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Ir;

namespace Tracegate.Compiler.CodeGen;

/// <summary>What a relocation asks of the target's types, by the numbers of <c>enum bpf_core_relo_kind</c>.</summary>
internal enum RelocationKind
{
    /// <summary>Byte offset of a field; for bit-fields of the unit to read.</summary>
    ByteOffset = 0,
    /// <summary>Bytes of a field; for bit-fields of the unit to read.</summary>
    ByteSize = 1,
    /// <summary>Whether a field exists.</summary>
    FieldExists = 2,
    /// <summary>Left shift that puts a bit-field's highest bit on top.</summary>
    LeftShift = 4,
    /// <summary>Right shift that then puts its lowest bit at the bottom.</summary>
    RightShift = 5,
    /// <summary>Whether a type exists.</summary>
    TypeExists = 8,
    /// <summary>Size of a type.</summary>
    TypeSize = 9,
    /// <summary>Value of an enumerator.</summary>
    EnumValue = 11,
}

/// <summary>A member of a struct or union, or an enumerator of an enum, by its number in the kernel's type.</summary>
internal sealed record RelocationStep(BtfType Parent, int Index);

/// <summary>A named type and the way from it to a field.</summary>
internal sealed record RelocationAccess(BtfType Root, ImmutableArray<RelocationStep> Steps)
{
    /// <summary>The field's offset in the compile-time kernel, in bytes.</summary>
    public long Offset => Steps.Sum(step => ((BtfComposite)step.Parent).Members[step.Index].BitOffset) / 8;

    public bool Equals(RelocationAccess? other) => other is not null && Root == other.Root && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => Steps.Aggregate(Root.GetHashCode(), HashCode.Combine);
}

/// <summary>The unit in which a bit-field is read, as libbpf chooses it: the declared type, doubled until the bits fit.</summary>
internal readonly record struct BitFieldUnit(long Offset, int Size, long LeftShift, long RightShift)
{
    public static BitFieldUnit Of(long bitOffset, int bits, int typeSize)
    {
        int size = typeSize;
        long offset = bitOffset / 8 / size * size;
        while (bitOffset + bits - offset * 8 > size * 8 && size < 8)
        {
            size *= 2;
            offset = bitOffset / 8 / size * size;
        }
        return new BitFieldUnit(offset, size, 64 - (bitOffset + bits - offset * 8), 64 - bits);
    }
}

/// <summary>
/// The CO-RE relocations of a module, in the form that LLVM's pass over <c>llvm.preserve.*</c> intrinsics leaves behind
/// (BPFAbstractMemberAccess.cpp): a load of an external global named <c>llvm.TYPE:KIND:VALUE$ACCESS</c>. The intrinsics
/// themselves are not used, because that pass remembers globals of earlier modules, numbers them in pointer order and ends
/// the process over bit-fields.
/// </summary>
internal sealed class Relocations(IrModule module)
{
    private readonly RelocationTypes types = new(module.Metadata);
    private readonly Dictionary<(RelocationAccess, RelocationKind, IrType), int> numbers = [];
    private readonly List<(RelocationAccess Access, RelocationKind Kind, IrType Type, long Value)> relocations = [];
    private int passes;

    /// <summary>An integer that the loader sets.</summary>
    /// <param name="f">The function at whose cursor it is loaded.</param>
    /// <param name="type">32 or 64 bits.</param>
    /// <param name="access">What it is about.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="value">The answer for the compile-time kernel.</param>
    /// <param name="name">Name of the result.</param>
    public IrValue Value(IrFunction f, IrType type, RelocationAccess access, RelocationKind kind, long value, string name) =>
        Pass(f, f.Load(type, Global(access, kind, type, value), name), name);

    /// <summary>The address of a field.</summary>
    public IrValue Address(IrFunction f, IrValue address, RelocationAccess access, string name) =>
        Pass(f, f.Offset(address, f.Load(IrType.I64, Global(access, RelocationKind.ByteOffset, IrType.I64, access.Offset), "offset"), name), name);

    /// <summary>Writes the types with the members that are used, and names the relocations after their final numbers.</summary>
    public void Finish()
    {
        types.Finish();
        for (int number = 0; number < relocations.Count; number++)
        {
            (RelocationAccess access, RelocationKind kind, IrType type, long value) = relocations[number];
            string path = string.Join(":", access.Steps.Select(step => types.Position(step)).Prepend(0));
            // Enumerators are counted within the enum itself.
            if (kind == RelocationKind.EnumValue)
                path = $"{types.Position(access.Steps[0])}";
            string symbol = $"@\"llvm.{access.Root.Name}:{(int)kind}:{value}${path}\"";
            module.Rename(Placeholder(number), symbol);
            module.Declare(
                $"{symbol} = external global {type.Name()}, !llvm.preserve.access.index {types.Reference(access.Root)} {module.Attributes("\"btf_ama\"")}");
        }
    }

    private static string Placeholder(int number) => $"@relocation.{number}.";

    private IrValue Global(RelocationAccess access, RelocationKind kind, IrType type, long value)
    {
        if (!numbers.TryGetValue((access, kind, type), out int number))
        {
            number = relocations.Count;
            numbers.Add((access, kind, type), number);
            relocations.Add((access, kind, type, value));
            types.Use(access);
        }
        return new IrValue(IrType.Ptr, Placeholder(number));
    }

    // Each pass-through has a number of its own, which keeps LLVM from merging two relocated accesses into one that could
    // not be relocated. LLVM counts its own from 0.
    private IrValue Pass(IrFunction f, IrValue value, string name)
    {
        string suffix = value.Type == IrType.Ptr ? "p0" : value.Type.Name();
        string function = $"@llvm.bpf.passthrough.{suffix}.{suffix}";
        module.Declare($"declare {value.Type.Name()} {function}(i32, {value.Type.Name()})");
        return f.Call(value.Type, function, name, [IrValue.I32(1_000_000 + passes++), value]);
    }
}
