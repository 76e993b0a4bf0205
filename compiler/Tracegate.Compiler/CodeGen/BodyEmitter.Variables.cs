using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Scratch variables, temporaries and constants that the runtime fills in.</summary>
public sealed partial class BodyEmitter
{
    private readonly Dictionary<VariableSymbol, IrValue> variables = [];
    private Temporaries? temporaryMemory;

    private Temporaries temporaries => temporaryMemory ??= new Temporaries(f);

    // A scalar's own slot ends in a register unless a callback or a pointer needs it in memory.
    private IrValue VariableAddress(VariableSymbol variable)
    {
        if (state.IsShared(variable) && variable.Type.Size <= emitter.Options.OnStackLimit)
            return FrameAddress(variable, Room(variable.Type));
        if (variables.TryGetValue(variable, out var address))
            return address;
        var name = variable.Name.TrimStart('$');
        if (variable.Type.IsScalar)
            address = f.Alloca(MemoryType(variable.Type), name);
        else if (variable.Type.Size <= emitter.Options.OnStackLimit)
            address = f.Alloca(Room(variable.Type), 8, name);
        else
            return f.Offset(Scratch(), state.LargeVariable(variable), name);
        variables.Add(variable, address);
        return address;
    }

    private void BindParameter(VariableSymbol variable, IrValue value)
    {
        if (!variable.Type.IsScalar)
        {
            variables.Add(variable, value);
            return;
        }

        StoreScalar(value, VariableAddress(variable), variable.Type);
    }

    private void Declare(VariableSymbol variable)
    {
        var address = VariableAddress(variable);
        if (variable.Type is StringType)
            f.Store(IrValue.Constant(IrType.I8, 0), address);
        else
            Zero(new Slot(address, 8), variable.Type.Size);
    }

    private void Assign(VariableSymbol variable, BoundExpression value)
    {
        if (variable.Type.IsScalar)
        {
            var scalar = Scalar(value);
            StoreScalar(scalar, VariableAddress(variable), variable.Type);
            Trust(variable, value);
        }
        else if (Overlaps(value, variable))
        {
            // $s = (1, $s.0) and its kind read what they write.
            var copy = Temporary(variable.Type);
            Store(value, copy);
            Copy(new Place(copy.Address, AddressSpace.Local, 8), variable.Type, VariableSlot(variable), pad: false);
        }
        else
        {
            wantedFields = value is BoundDereference or BoundField ? state.FieldsOf(variable) : null;
            Store(value, VariableSlot(variable));
            wantedFields = null;
        }
    }

    private Slot VariableSlot(VariableSymbol variable) => new(VariableAddress(variable), 8, Slack: true);

    private static bool Overlaps(BoundExpression value, VariableSymbol variable) =>
        value is not BoundVariable && Lowering.BoundChildren.WithDescendants(value).Any(node => node is BoundVariable v && v.Variable == variable);

    // Kernel pointers that the verifier knows stay known in a variable that is set once.
    private void Trust(VariableSymbol variable, BoundExpression value)
    {
        if (!state.IsShared(variable) && state.Assignments(variable) == 1 && IsTrusted(value))
            trusted.Add(variable);
    }

    private readonly HashSet<VariableSymbol> trusted = [];

    // Bytes to set aside for a value: strings get room for the NUL behind a full one.
    internal static int Room(TraceType type) => type is StringType ? type.Size + 1 : type.Size;

    /// <summary>Memory for a value until the end of the statement.</summary>
    public Slot Temporary(TraceType type, string name = "tmp") => new(Temporary(Room(type), name), 8, Slack: true);

    /// <summary>Memory of a size until the end of the statement: on the stack if it is small, else in the scratch map.</summary>
    public IrValue Temporary(int size, string name) =>
        size <= Math.Max(emitter.Options.OnStackLimit, 40) ? temporaries.Take(size, name) : f.Offset(Scratch(), state.AllocateScratch(size), name);

    /// <summary>A value that the runtime fills in before load.</summary>
    public IrValue LoadConstant(LoadConstantKind kind, string argument, TraceType type) =>
        LoadScalar(new Place(ConstantAddress(kind, argument, type), AddressSpace.Local, 8), type);

    private IrValue ConstantAddress(LoadConstantKind kind, string argument, TraceType type)
    {
        var layout = type is PointerType ? new Contract.ValueType.Integer(8, false) : type.ToValueType();
        return f.Offset(IrValue.Global(DataSections.ConstantsSymbol), emitter.Constants.Offset(kind, argument, layout), "load");
    }

    private static IrType RegisterType(TraceType type) => type switch
    {
        BooleanType => IrType.I1,
        IntegerType integer => IrTypes.Integer(integer.Bytes),
        EnumType e => IrTypes.Integer(e.Bytes),
        { IsScalar: true } => IrType.I64,
        VoidType => IrType.Void,
        _ => IrType.Ptr,
    };

    private static IrType MemoryType(TraceType type) => type is BooleanType ? IrType.I8 : RegisterType(type);
}
