using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Strings. In memory of the program, strings of up to <see cref="ShortCopy"/> bytes have zeros behind their end, so
/// that they can be compared and copied by words; longer ones have them only in keys.
/// </summary>
public sealed partial class BodyEmitter
{
    // Bytes that the last string took with its NUL, where a helper told.
    private IrValue? textLength;

    /// <summary>Writes a string. The result is its length with NUL where that is known only when the program runs.</summary>
    private IrValue? StoreText(BoundExpression expression, Slot to, bool pad)
    {
        textLength = null;
        var capacity = expression.Type.Size;
        switch (expression)
        {
            case BoundString text:
                StoreLiteral(text, to, pad);
                return null;
            case BoundConversion { Operand: { Type: StringType narrow } operand } when narrow.Capacity < capacity:
                if (pad)
                    Zero(to, capacity);
                StoreText(operand, to with { Slack = true }, pad: false);
                if (!pad)
                    f.Store(IrValue.Constant(IrType.I8, 0), f.Offset(to.Address, narrow.Capacity, "end"));
                return textLength;
            case BoundConversion { Operand: { Type: SymbolicType { Kind: SymbolicKind.ProbeName } } operand }:
                CopyText(ProbeName(operand), Math.Min(capacity, DataSections.ProbeNameSize), to, pad);
                return textLength;
            case BoundBuiltin { Builtin.EmitTo: { } write } builtin:
                write(this, builtin, to with { Pad = pad });
                return textLength;
            case BoundCall { Function.EmitTo: { } write } call:
                write(this, call, to with { Pad = pad });
                return textLength;
            default:
                CopyText(Locate(expression), capacity, to, pad);
                return textLength;
        }
    }

    /// <summary>Reads a string from any memory; the length with NUL goes to the event that may be cut there.</summary>
    public void CopyText(Place from, int capacity, Slot to, bool pad)
    {
        if (from.Space == AddressSpace.Local && capacity <= ShortCopy)
        {
            f.Copy(to.Address, from.Address, capacity, Math.Min(from.Align, to.Align));
            textLength = null;
            return;
        }

        ReadText(Untrusted(from), IrValue.I32(capacity + (to.Slack ? 1 : 0)), to, pad ? capacity : 0);
    }

    /// <summary>Calls the helper that reads a string.</summary>
    /// <param name="from">From where.</param>
    /// <param name="size">Bytes that may be written, NUL included.</param>
    /// <param name="to">To where.</param>
    /// <param name="pad">Bytes to fill with zeros first, or 0.</param>
    public void ReadText(Place from, IrValue size, Slot to, int pad)
    {
        if (pad > 0)
            Zero(to, pad);
        var helper = from.Space switch
        {
            AddressSpace.User => Helpers.ProbeReadUserStr,
            AddressSpace.Unknown => Helpers.ProbeReadStr,
            _ => Helpers.ProbeReadKernelStr,
        };
        var length = Call(helper, "length", to.Address, size, from.Address);
        WarnIfNegative(length, helper);
        textLength = length;
    }

    private void StoreLiteral(BoundString text, Slot to, bool pad)
    {
        var capacity = text.Type.Size;
        var bytes = WithNul(text).AsSpan();
        var stored = pad ? bytes[..capacity] : bytes[..Math.Min(text.Bytes.Length + 1, capacity)];
        if (stored.Length <= ShortCopy)
            f.StoreBytes(to.Address, stored, to.Align);
        else
            ReadMemory(to.Address, stored.Length, Untrusted(Locate(text)));
    }

    // E-cmp-str. A literal is compared by words, since its NUL ends the comparison.
    private void StringsEqual(BoundStringEquality equality, IrBlock yes, IrBlock no)
    {
        var (left, right) = equality.Left is BoundString ? (equality.Right, equality.Left) : (equality.Left, equality.Right);
        var capacity = Math.Min(left.Type.Size, right.Type.Size);
        if (right is BoundString literal)
        {
            var bytes = WithNul(literal).AsSpan();
            var end = bytes.IndexOf((byte)0);
            // A literal that fits nowhere in the other string cannot be told from its own start.
            var size = Math.Min(end + 1, left.Type.Size);
            if (left is BoundCall { Function.ReadsText: true } read)
            {
                // No more is read than decides: the literal, its NUL, and room for a longer text to differ.
                var slot = Temporary(new StringType(size + 1));
                StoreText(read with { Type = new StringType(Math.Min(size + 1, left.Type.Size)) }, slot with { Slack = false }, pad: false);
                CompareWords(new Place(slot.Address, AddressSpace.Local, 8), bytes, size, int.MaxValue, yes, no);
                return;
            }

            CompareWords(Direct(left), bytes, size, left.Type.Size, yes, no);
            return;
        }

        var (a, b) = (Direct(left), Direct(right));
        if (left.Type.Size == right.Type.Size && left.Type.Size <= ShortCopy)
        {
            CompareWords(a, b, left.Type.Size, yes, no);
            return;
        }

        var equal = f.Call(IrType.I64, StringSubprograms.Equal(emitter), "equal", [a.Address, b.Address, IrValue.I64(capacity)]);
        f.Branch(f.Compare("ne", equal, IrValue.I64(0)), yes, no);
    }

    /// <summary>The place of a value in memory of the program.</summary>
    public Place Direct(BoundExpression expression)
    {
        var isRemote = expression is BoundField or BoundDereference or BoundIndex;
        if (!isRemote)
            return Locate(expression);
        var slot = Temporary(expression.Type);
        Store(expression, slot);
        return new Place(slot.Address, AddressSpace.Local, 8);
    }

    // What lies behind the end of short strings is zero, so whole words may be compared.
    private void CompareWords(Place place, ReadOnlySpan<byte> bytes, int size, int capacity, IrBlock yes, IrBlock no)
    {
        Span<byte> padded = stackalloc byte[8];
        for (var offset = 0; offset < size;)
        {
            var align = Slot.AlignAt(place.Align, offset);
            var word = Math.Min(8, Math.Max(align, 1));
            while (word > size - offset && !(capacity <= ShortCopy && offset + word <= capacity))
                word /= 2;
            padded.Clear();
            bytes.Slice(offset, Math.Min(word, bytes.Length - offset)).CopyTo(padded);
            var type = IrTypes.Integer(word);
            var value = f.Load(type, f.Offset(place.Address, offset, "from"), "word", word);
            var equal = f.Compare("eq", value, IrValue.Constant(type, IrFunction.LittleEndian(padded[..word])));
            offset += word;
            var next = offset < size ? f.CreateBlock("next") : yes;
            f.Branch(equal, next, no);
            if (offset < size)
                f.Continue(next);
        }
    }

    private void CompareWords(Place a, Place b, int size, IrBlock yes, IrBlock no)
    {
        for (var offset = 0; offset < size;)
        {
            var word = Math.Clamp(Math.Min(Slot.AlignAt(a.Align, offset), Slot.AlignAt(b.Align, offset)), 1, 8);
            while (word > size - offset)
                word /= 2;
            var type = IrTypes.Integer(word);
            var left = f.Load(type, f.Offset(a.Address, offset, "from"), "left", word);
            var right = f.Load(type, f.Offset(b.Address, offset, "from"), "right", word);
            offset += word;
            var next = offset < size ? f.CreateBlock("next") : yes;
            f.Branch(f.Compare("eq", left, right), next, no);
            if (offset < size)
                f.Continue(next);
        }
    }

    private void MemoryEqual(BoundMemoryEquality equality, IrBlock yes, IrBlock no)
    {
        var size = Math.Min(equality.Left.Type.Size, equality.Right.Type.Size);
        var (a, b) = (Direct(equality.Left), Direct(equality.Right));
        if (size == 0)
        {
            f.Jump(yes);
        }
        else if (size <= 2 * ShortCopy)
        {
            CompareWords(a, b, size, yes, no);
        }
        else
        {
            var order = f.Call(IrType.I64, StringSubprograms.CompareMemory(emitter), "order", [a.Address, b.Address, IrValue.I64(size)]);
            f.Branch(f.Compare("eq", order, IrValue.I64(0)), yes, no);
        }
    }
}
