using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Fields of structs and of <c>args</c>, each by its <see cref="FieldSource"/>.</summary>
public sealed partial class BodyEmitter
{
    // trace_event_raw_sys_enter.args and trace_event_raw_sys_exit.ret (include/trace/events/syscalls.h).
    private const int SyscallArguments = 16;

    /// <summary>What the verifier knows of a pointer.</summary>
    private enum Knowledge
    {
        /// <summary>Nothing: memory is read by helpers.</summary>
        None,

        /// <summary>A kernel object that may be read directly.</summary>
        Object,

        /// <summary>The same once it has been compared with null.</summary>
        ObjectOrNull,
    }

    // What the context holds stays: it is loaded once, which LLVM would not dare across calls.
    private IrValue ReadField(BoundField field) =>
        Steady.Name(field, state.IsFixed) is { } name ? Remember(("field", name, field.Type), () => LoadField(field)) : LoadField(field);

    private IrValue LoadField(BoundField field)
    {
        switch (field.Field.Source)
        {
            case FieldSource.ContextWord word:
                return ContextWord(8 * word.Index, field);
            case FieldSource.FunctionReturn result:
                return ContextWord(8 * result.Index, field);
            case FieldSource.Register register:
                return ContextWord(Registers.ArgumentOffset(register.Index), field);
            case FieldSource.SyscallArgument argument:
                NoteField(field, argument.Index);
                return ContextField(SyscallArguments + (8 * argument.Index), field);
            case FieldSource.SyscallReturn:
                NoteField(field, 0);
                return ContextField(SyscallArguments, field);
            case FieldSource.ContextOffset at:
                NoteField(field);
                return ContextField(at.Offset, field);
            case FieldSource.DataLocation:
                return DataLocation(field, isRelative: false);
            case FieldSource.RelativeLocation:
                return DataLocation(field, isRelative: true);
        }

        if (field.Field.BitWidth > 0)
            return ReadBits(field);
        var (root, chain) = Chain(field);
        if (root.Type is PointerType && Know(root) is Knowledge.ObjectOrNull)
        {
            return UnlessNull(Scalar(root), address =>
                LoadScalar(new Place(FieldAddress(address, chain), AddressSpace.Kernel, 8, Trusted: true), field.Type, field.Field.Name));
        }

        return LoadScalar(LocateField(field), field.Type, field.Field.Name);
    }

    // Arguments of raw tracepoints and trampolines are words; the verifier takes no narrower loads.
    private IrValue ContextWord(int offset, BoundField field)
    {
        var word = f.Load(IrType.I64, f.Offset(Context(), offset, "arg"), field.Field.Name, 8, isVolatile: true);
        return field.Type is BooleanType
            ? f.Compare("ne", f.Resize(word, IrType.I8, false), IrValue.Constant(IrType.I8, 0))
            : f.Resize(word, RegisterType(field.Type), false);
    }

    private IrValue ContextField(int offset, BoundField field) =>
        LoadScalar(new Place(f.Offset(Context(), offset, "arg"), AddressSpace.Local, 8), field.Type, field.Field.Name);

    private void NoteField(BoundField field, int index = -1) =>
        state.Fields.TryAdd(field.Field.Name, new TracepointFieldInfo(field.Field.Name, FormatSize(field.Field), index));

    // The format file gives the size of the word that holds a location, not that of what it points to.
    private static int FormatSize(StructField field) =>
        field.Source is FieldSource.DataLocation or FieldSource.RelativeLocation ? 4 : Math.Max(field.Type.Size, 1);

    private Place LocateField(BoundField field)
    {
        var (root, chain) = Chain(field);
        if (field.Field.Source is FieldSource.TracepointMember)
        {
            NoteField(field);
            return InContext(FieldAddress(Context(), chain), field);
        }

        if (field.Field.Source is FieldSource.ContextOffset at)
        {
            NoteField(field);
            return InContext(f.Offset(Context(), at.Offset, field.Field.Name), field);
        }

        if (root.Type is not PointerType)
        {
            var record = Locate(root);
            return IsCopy(root, record) ? FieldOfCopy(record, chain) : FieldPlace(record, chain);
        }

        if (IsOwnAddress(root))
            return FieldOfCopy(At(Scalar(root), root.Type), chain);
        switch (Know(root))
        {
            case Knowledge.Object:
                return new Place(FieldAddress(f.ToAddress(Scalar(root)), chain), AddressSpace.Kernel, 8, Trusted: true);
            case Knowledge.ObjectOrNull:
                var number = UnlessNull(Scalar(root), address => f.ToInteger(FieldAddress(address, chain)));
                return new Place(number, AddressSpace.Kernel, 8);
            default:
                return FieldPlace(At(Scalar(root), root.Type), chain);
        }
    }

    // The verifier takes loads of words from the context, each with its offset in the instruction, but no address in it.
    private Place InContext(IrValue address, BoundField field) => field.Type.IsScalar
        ? new Place(address, AddressSpace.Local, 8)
        : new Place(f.ToInteger(address), AddressSpace.Kernel);

    // The member holds length << 16 | offset from the start of the record, or from its own end.
    private IrValue DataLocation(BoundField field, bool isRelative)
    {
        NoteField(field);
        var member = FieldAddress(Context(), [field]);
        var word = f.Load(IrType.I32, member, field.Field.Name);
        var offset = f.Resize(f.Binary("and", word, IrValue.I32(0xffff), "offset"), IrType.I64, false);
        var start = f.ToInteger(Context());
        if (isRelative)
            start = f.Binary("add", start, f.Binary("add", emitter.CoRe.FieldOffset(f, field.Struct, [field.Field]), IrValue.I64(4), "end"), "end");
        return f.Binary("add", start, offset, field.Field.Name);
    }

    private Place FieldOfCopy(Place place, IReadOnlyList<BoundField> chain) => Behind(place, chain.Sum(field => field.Field.BitOffset / 8));

    private Place FieldPlace(Place place, IReadOnlyList<BoundField> chain)
    {
        var last = chain[^1].Field;
        if (chain[0].Struct.Btf is null)
            return FieldOfCopy(place, chain);
        if (place.IsDirect)
            return place with { Address = FieldAddress(place.Address, chain), Align = Math.Max(last.Type.Alignment, 1) };
        var relocated = emitter.CoRe.FieldOffset(f, chain[0].Struct, chain.Select(field => field.Field));
        return place with { Address = f.Binary("add", place.Address, relocated, last.Name), Align = 1 };
    }

    private IrValue FieldAddress(IrValue address, IReadOnlyList<BoundField> chain) => chain[0].Struct.Btf is null
        ? f.Offset(address, chain.Sum(field => (long)(field.Field.BitOffset / 8)))
        : emitter.CoRe.FieldAddress(f, address, chain[0].Struct, chain.Select(field => field.Field));

    // a.b.c of nested structs is one access: the fields from outside to inside, and what the first is a field of.
    private static (BoundExpression Root, IReadOnlyList<BoundField> Chain) Chain(BoundField field)
    {
        var chain = new List<BoundField> { field };
        while (chain[0].Field.Source is FieldSource.Memory
               && chain[0].Target is BoundField { Type: StructType, Field.Source: FieldSource.Memory or FieldSource.TracepointMember } outer
               && outer.Struct.Btf is null == chain[0].Struct.Btf is null)
        {
            chain.Insert(0, outer);
        }

        return (chain[0].Target, chain);
    }

    // A pointer that may be null is compared first; a field behind null is zero (T-deref).
    private IrValue UnlessNull(IrValue pointer, Func<IrValue, IrValue> read)
    {
        var (valid, done) = (f.CreateBlock("object"), f.CreateBlock("read"));
        var from = f.Block;
        f.Branch(f.Compare("ne", pointer, IrValue.I64(0)), valid, done);
        f.Continue(valid);
        var value = read(f.ToAddress(pointer));
        var end = f.Block;
        f.Continue(done);
        return f.Phi("field", (value.Type == IrType.I1 ? IrValue.False : IrValue.Constant(value.Type, 0), from), (value, end));
    }

    // T-bitfield: as BPF_CORE_READ_BITFIELD_PROBED of libbpf's bpf_core_read.h.
    private IrValue ReadBits(BoundField field)
    {
        var (root, chain) = Chain(field);
        var place = chain[0].Field.Source is FieldSource.TracepointMember
            ? new Place(Context(), AddressSpace.Local, 8)
            : root.Type is PointerType ? At(Scalar(root), root.Type) : Locate(root);
        var isCopy = chain[0].Field.Source is not FieldSource.TracepointMember && (root.Type is PointerType ? IsOwnAddress(root) : IsCopy(root, place));
        var value = BitsOnTop(Untrusted(place), chain[0].Struct, [.. chain.Select(c => c.Field)], !isCopy, out var right);
        value = f.Binary(IsSigned(field.Type) ? "ashr" : "lshr", value, right, field.Field.Name);
        return field.Type is BooleanType ? f.Compare("ne", value, IrValue.I64(0)) : f.Resize(value, RegisterType(field.Type), false);
    }

    private bool IsTrusted(BoundExpression pointer) => Know(pointer) == Knowledge.Object;

    private Knowledge Know(BoundExpression pointer)
    {
        if (pointer.Type is not PointerType { Pointee: StructType { Btf: not null }, Space: AddressSpace.Kernel } || IsCallback)
            return Knowledge.None;
        return pointer switch
        {
            BoundBuiltin { Builtin.IsKernelObject: true } => Knowledge.Object,
            BoundVariable { Variable: var variable } when trusted.Contains(variable) => Knowledge.Object,
            BoundField { Field.Source: FieldSource.ContextWord or FieldSource.FunctionReturn } => Knowledge.ObjectOrNull,
            BoundField { Field: { Source: FieldSource.Memory, BitWidth: 0 } } field => KnowField(field),
            BoundConversion { Operand: var operand } conversion when operand.Type == conversion.Type => Know(operand),
            _ => Knowledge.None,
        };
    }

    // The verifier follows the pointers of known objects, but not those inside unions.
    private Knowledge KnowField(BoundField field)
    {
        var (root, chain) = Chain(field);
        return root.Type is PointerType && chain.All(link => !link.Struct.IsUnion && link.Field.Path.Length == 1)
            ? Know(root)
            : Knowledge.None;
    }

    // print(args) and its kind: the arguments one by one.
    private void StoreArguments(BoundBuiltin arguments, StructType type, Slot to)
    {
        foreach (var field in type.Fields)
        {
            var value = new BoundField(arguments.Span, field.Type, arguments, type, field);
            Store(value, Behind(to, field.BitOffset / 8, slack: false));
        }
    }
}
