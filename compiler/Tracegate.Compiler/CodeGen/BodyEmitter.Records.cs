using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Copies of whole kernel structs (T-struct). A copy has the layout of the compile-time kernel, in which it is read and
/// printed; since the kernel that runs the object may lay it out otherwise, each field is taken from where that has it.
/// Fields that it lacks are zero.
/// </summary>
public sealed partial class BodyEmitter
{
    // The only fields of the copy that are read later, or null for all.
    private IReadOnlySet<string>? wantedFields;

    // With O-k: the results of all reads of a copy in one word, for one warning.
    private IrValue? readResults;

    private void CopyRecord(Place source, StructType type, Slot to)
    {
        var wanted = wantedFields;
        wantedFields = null;
        source = Untrusted(source);
        Zero(to, type.Size);
        if (emitter.Options.Warnings)
        {
            readResults = f.Alloca(IrType.I64, "reads");
            f.Store(IrValue.I64(0), readResults.Value);
        }

        foreach (var field in type.Fields)
        {
            if (wanted is null || wanted.Contains(field.Name))
                CopyField(source, type, [field], to);
        }

        if (readResults is not { } results)
            return;
        readResults = null;
        WarnIfNegative(f.Load(IrType.I64, results, "reads"), Reader(source.Space));
    }

    private void CopyField(Place source, StructType root, ImmutableArray<StructField> chain, Slot to)
    {
        var field = chain[^1];
        if (field.Type is StructType { Btf: not null, Fields.Length: > 0 } nested)
        {
            foreach (var inner in nested.Fields)
                CopyField(source, root, chain.Add(inner), to);
            return;
        }

        if (field.Type.Size == 0)
            return;
        var (copy, done) = (f.CreateBlock("present"), f.CreateBlock("copied"));
        f.Branch(f.Compare("ne", emitter.CoRe.FieldExists(f, root, chain), IrValue.I32(0)), copy, done);
        f.Continue(copy);
        if (field.BitWidth > 0)
        {
            CopyBits(source, root, chain, to);
        }
        else
        {
            var (room, size) = (IrValue.I32(field.Type.Size), emitter.CoRe.FieldSize(f, root, chain));
            size = f.Select(f.Compare("ult", size, room), size, room, "size");
            var offset = emitter.CoRe.FieldOffset(f, root, chain);
            var address = f.Offset(to.Address, chain.Sum(step => (long)(step.BitOffset / 8)), field.Name);
            ReadMemory(address, size, source with { Address = f.Binary("add", source.Address, offset, field.Name) });
        }

        f.Continue(done);
    }

    private void CopyBits(Place source, StructType root, ImmutableArray<StructField> chain, Slot to)
    {
        var field = chain[^1];
        var unit = BitFieldUnit.Of(chain.Sum(step => (long)step.BitOffset), field.BitWidth, Math.Max(field.Type.Size, 1));
        var value = f.Binary("lshr", BitsOnTop(source, root, chain, relocate: true, out _), IrValue.I64(unit.RightShift), field.Name);
        value = f.Binary("shl", value, IrValue.I64(unit.RightShift - unit.LeftShift), field.Name);
        var (type, align) = (IrTypes.Integer(unit.Size), Math.Min(Slot.AlignAt(to.Align, (int)(unit.Offset & 7)), unit.Size));
        var word = f.Offset(to.Address, unit.Offset, "word");
        f.Store(f.Binary("or", f.Load(type, word, "bits", align), f.Resize(value, type, false), "word"), word, align);
    }

    // The word that holds a bit-field, with its highest bit on top; also how far right it then goes.
    private IrValue BitsOnTop(Place source, StructType root, IReadOnlyList<StructField> chain, bool relocate, out IrValue right)
    {
        (var offset, var size, var left, right) = emitter.CoRe.BitField(f, root, chain, relocate);
        var word = Temporary(8, "bits");
        f.Store(IrValue.I64(0), word);
        ReadMemory(word, size, source with { Address = f.Binary("add", source.Address, offset, "at") });
        return f.Binary("shl", f.Load(IrType.I64, word, chain[^1].Name), left, "left");
    }

    // Copies have the layout of the compile-time kernel.
    private static bool IsCopy(BoundExpression record, Place place) =>
        place is { Space: AddressSpace.Local, Trusted: false } && record is not BoundDereference;

    private static bool IsOwnAddress(BoundExpression pointer) => pointer switch
    {
        BoundConversion conversion => IsOwnAddress(conversion.Operand),
        _ => pointer is BoundVariableAddress or BoundMapAddress,
    };
}
