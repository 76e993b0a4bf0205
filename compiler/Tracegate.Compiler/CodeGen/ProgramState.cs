using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Lowering;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// What the functions of one BPF program share: the program itself and the callbacks that loop bodies become. Variables
/// that cross from one to another live in a frame, a struct on the program's stack that every callback gets.
/// </summary>
internal sealed class ProgramState
{
    private readonly ObjectEmitter emitter;
    private readonly Dictionary<object, int> frame = [];
    private readonly HashSet<VariableSymbol> shared = [];
    private readonly Dictionary<object, int> uses = [];
    private readonly Dictionary<VariableSymbol, int> assignments = [];
    private readonly List<BoundExpression> keys = [];
    private readonly Dictionary<VariableSymbol, int> largeVariables = [];
    private readonly Dictionary<VariableSymbol, HashSet<string>> fields = [];
    private readonly HashSet<VariableSymbol> wholes = [];
    private Dictionary<string, int>? keyUses;
    private int scratchTop;

    public ProgramState(ObjectEmitter emitter, string name, BoundProbe? probe, int index, BoundNode body)
    {
        this.emitter = emitter;
        (Name, Probe, Index) = (name, probe, index);
        var owners = new Dictionary<VariableSymbol, BoundNode>();
        Survey(body, body, owners);
        // Variables first, since what is behind them is used again by every statement.
        foreach (var variable in owners.Keys)
        {
            if (!variable.Type.IsScalar && variable.Type.Size > emitter.Options.OnStackLimit && (assignments.ContainsKey(variable) || IsShared(variable)))
                largeVariables.Add(variable, AllocateScratch(BodyEmitter.Room(variable.Type)));
        }
    }

    /// <summary>Offset in the scratch memory of a variable that is too large for the stack.</summary>
    public int LargeVariable(VariableSymbol variable) => largeVariables[variable];

    /// <summary>The state that <see cref="ReleaseScratch"/> goes back to.</summary>
    public int MarkScratch() => scratchTop;

    /// <summary>Frees the scratch memory that was taken since the mark.</summary>
    public void ReleaseScratch(int mark) => scratchTop = mark;

    /// <summary>Symbol of the program.</summary>
    public string Name { get; }

    /// <summary>The probe, or null in a function of the script.</summary>
    public BoundProbe? Probe { get; }

    /// <summary>Number of the program in the metadata.</summary>
    public int Index { get; }

    /// <summary>Result when the script gives none (S-retval).</summary>
    public long IdleValue => Probe?.ProbeType.IdleValue ?? 0;

    /// <summary>Bytes of the frame.</summary>
    public int FrameSize { get; private set; }

    /// <summary>Entry of the scratch map, or -1 while none is needed.</summary>
    public int ScratchIndex { get; private set; } = -1;

    /// <summary>Number of callbacks so far, for their names.</summary>
    public int Callbacks { get; set; }

    /// <summary>Fields of the kernel's tracepoint record that the program reads.</summary>
    public Dictionary<string, Contract.TracepointFieldInfo> Fields { get; } = [];

    /// <summary>Whether the program asks for its attach cookie.</summary>
    public bool NeedsCookie { get; set; }

    /// <summary>Whether it understands the cookie of a link that several places share.</summary>
    public bool SharesCookie { get; set; }

    /// <summary>Whether a variable lives in the frame.</summary>
    public bool IsShared(VariableSymbol variable) => shared.Contains(variable);

    /// <summary>How often a builtin or variable stands in the program.</summary>
    public int Uses(object what) => uses.GetValueOrDefault(what);

    /// <summary>How often a variable is assigned.</summary>
    public int Assignments(VariableSymbol variable) => assignments.GetValueOrDefault(variable);

    /// <summary>Whether a variable is set once, before all its uses.</summary>
    public bool IsFixed(VariableSymbol variable) => Assignments(variable) == 1 && !IsShared(variable);

    /// <summary>The fields that are read of a variable of struct type; null when it is used as a whole.</summary>
    public IReadOnlySet<string>? FieldsOf(VariableSymbol variable) =>
        variable.Type is StructType && !wholes.Contains(variable) ? fields.GetValueOrDefault(variable) ?? [] : null;

    /// <summary>How many look-ups have a key of this name.</summary>
    public int KeyUses(string name)
    {
        keyUses ??= keys.Select(key => Steady.Name(key, IsFixed)).OfType<string>().GroupBy(text => text).ToDictionary(group => group.Key, group => group.Count());
        return keyUses.GetValueOrDefault(name);
    }

    /// <summary>Whether something has a place in the frame already.</summary>
    public bool InFrame(object what) => frame.ContainsKey(what);

    /// <summary>Offset in the frame of a variable or of one of <see cref="FrameSlots"/>.</summary>
    public int FrameOffset(object what, int size)
    {
        if (!frame.TryGetValue(what, out var offset))
        {
            offset = FrameSize;
            frame.Add(what, offset);
            FrameSize += (size + 7) & ~7;
        }

        return offset;
    }

    /// <summary>Offset of so many bytes of scratch memory, aligned to 8.</summary>
    public int AllocateScratch(int size)
    {
        if (ScratchIndex < 0)
            ScratchIndex = emitter.Scratch.Add();
        var offset = scratchTop;
        scratchTop += (size + 7) & ~7;
        emitter.Scratch.Reserve(scratchTop);
        return offset;
    }

    // A variable is shared when functions of different loops use it.
    private void Survey(BoundNode node, BoundNode function, Dictionary<VariableSymbol, BoundNode> owners)
    {
        foreach (var child in BoundChildren.Of(node))
        {
            var inside = IsCallbackBody(node, child) ? child : function;
            if (child is BoundVariable { Type: StructType } or BoundVariableAddress)
                CountFields(node as BoundField, VariableOf(child)!);
            Count(child, inside, owners);
            Survey(child, inside, owners);
        }
    }

    private void CountFields(BoundField? field, VariableSymbol variable)
    {
        if (field?.Target is not BoundVariable)
            wholes.Add(variable);
        else if (!fields.TryAdd(variable, [field.Field.Name]))
            fields[variable].Add(field.Field.Name);
    }

    private void Count(BoundNode node, BoundNode function, Dictionary<VariableSymbol, BoundNode> owners)
    {
        if (node is BoundBuiltin builtin)
            uses[builtin.Builtin] = Uses(builtin.Builtin) + 1;
        if (Steady.KeyOf(node) is { } key)
            keys.Add(key);
        if (VariableOf(node) is not { } variable)
            return;
        if (node is not BoundVariable)
            assignments[variable] = Assignments(variable) + 1;
        if (!owners.TryAdd(variable, function) && !ReferenceEquals(owners[variable], function))
            shared.Add(variable);
    }

    private static bool IsCallbackBody(BoundNode parent, BoundNode child) => parent switch
    {
        BoundForRange range => ReferenceEquals(range.Body, child) && !Loops.IsPlain(range),
        BoundForMap map => ReferenceEquals(map.Body, child),
        _ => false,
    };

    private static VariableSymbol? VariableOf(BoundNode node) => node switch
    {
        BoundVariable n => n.Variable,
        BoundDeclaration n => n.Variable,
        BoundVariableAssignment n => n.Variable,
        BoundVariableAddress n => n.Variable,
        BoundVariableIncrement n => n.Variable,
        _ => null,
    };
}

/// <summary>What stands in a frame besides variables.</summary>
internal enum FrameSlots
{
    /// <summary>The program's context.</summary>
    Context,

    /// <summary>The scratch memory.</summary>
    Scratch,

    /// <summary>1 after a <c>return</c> inside a loop.</summary>
    Returning,

    /// <summary>The value of that <c>return</c>.</summary>
    ReturnValue,
}

/// <summary>How loops over ranges are written.</summary>
internal static class Loops
{
    /// <summary>Most turns of a loop that is no callback: the verifier walks every turn.</summary>
    public const long MostPlainTurns = 16;

    /// <summary>Whether a range is so short that calling a helper costs more than jumping.</summary>
    public static bool IsPlain(BoundForRange range) =>
        range is { From: BoundConstant from, To: BoundConstant to } && (long)to.Bits - (long)from.Bits <= MostPlainTurns;
}
