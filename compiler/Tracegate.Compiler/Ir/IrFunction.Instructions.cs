namespace Tracegate.Compiler.Ir;

/// <summary>The instructions. Operations on constants are folded, so that printed IR stays short.</summary>
public sealed partial class IrFunction
{
    /// <summary>Loads a scalar.</summary>
    public IrValue Load(IrType type, IrValue address, string name, int? align = null, bool isVolatile = false) =>
        Define(type, name, $"load {(isVolatile ? "volatile " : "")}{type.Name()}, {address}, align {align ?? type.Bytes()}");

    /// <summary>Stores a scalar.</summary>
    public void Store(IrValue value, IrValue address, int? align = null, bool isVolatile = false) =>
        Append($"store {(isVolatile ? "volatile " : "")}{value}, {address}, align {align ?? value.Type.Bytes()}");

    /// <summary>Adds bytes to an address.</summary>
    public IrValue Offset(IrValue address, long bytes, string name = "at") =>
        bytes == 0 ? address : Define(IrType.Ptr, name, $"getelementptr i8, {address}, i64 {bytes}");

    /// <summary>Adds a computed number of bytes to an address.</summary>
    public IrValue Offset(IrValue address, IrValue bytes, string name = "at") => bytes.ConstantValue is { } constant
        ? Offset(address, constant, name)
        : Define(IrType.Ptr, name, $"getelementptr i8, {address}, {bytes}");

    /// <summary>A binary instruction by LLVM's name (<c>add</c>, <c>udiv</c>, …).</summary>
    public IrValue Binary(string operation, IrValue left, IrValue right, string name)
    {
        if (right.ConstantValue == 0 && operation is "add" or "sub" or "or" or "xor" or "shl" or "lshr" or "ashr")
            return left;
        return Define(left.Type, name, $"{operation} {left}, {right.Text}");
    }

    /// <summary>A comparison by LLVM's predicate (<c>eq</c>, <c>ult</c>, …).</summary>
    public IrValue Compare(string predicate, IrValue left, IrValue right, string name = "is") =>
        Define(IrType.I1, name, $"icmp {predicate} {left}, {right.Text}");

    /// <summary>One of two values.</summary>
    public IrValue Select(IrValue condition, IrValue whenTrue, IrValue whenFalse, string name) =>
        condition.ConstantValue is { } constant
            ? constant != 0 ? whenTrue : whenFalse
            : Define(whenTrue.Type, name, $"select {condition}, {whenTrue}, {whenFalse}");

    /// <summary>Changes the width of an integer.</summary>
    public IrValue Resize(IrValue value, IrType type, bool signed, string? name = null)
    {
        if (value.Type == type)
            return value;
        if (value.ConstantValue is { } constant)
            return IrValue.Constant(type, signed || value.Type == IrType.I64 ? constant : Unsigned(value.Type, constant));
        var operation = type.Bits() < value.Type.Bits() ? "trunc" : signed ? "sext" : "zext";
        return Define(type, name ?? Stem(value), $"{operation} {value} to {type.Name()}");
    }

    /// <summary>An address as a number.</summary>
    public IrValue ToInteger(IrValue address) =>
        address.Type != IrType.Ptr ? address : Define(IrType.I64, Stem(address), $"ptrtoint {address} to i64");

    /// <summary>A number as an address.</summary>
    public IrValue ToAddress(IrValue number) =>
        number.Type == IrType.Ptr ? number : Define(IrType.Ptr, Stem(number), $"inttoptr {number} to ptr");

    /// <summary>Hides a value from optimisation, so that a bounds check behind it stays for the verifier to see.</summary>
    public IrValue Opaque(IrValue value) =>
        Define(value.Type, Stem(value), $"call {value.Type.Name()} asm sideeffect \"\", \"=r,0\"({value})");

    /// <summary>Instructions that LLVM does not look into; the values that they leave in their outputs.</summary>
    /// <param name="text">Assembly, one instruction a line.</param>
    /// <param name="constraints">Outputs, inputs and what is overwritten besides, in LLVM's form.</param>
    /// <param name="names">Names of the outputs, all of 64 bits; empty for one that is not used.</param>
    /// <param name="attributes">Call-site attributes.</param>
    /// <param name="arguments">The inputs.</param>
    public IrValue[] Assembly(string text, string constraints, string[] names, string attributes, params ReadOnlySpan<IrValue> arguments)
    {
        var list = new List<string>(arguments.Length);
        foreach (var argument in arguments)
            list.Add(argument.ToString());
        var word = IrType.I64.Name();
        var type = names.Length == 1 ? word : $"{{ {string.Join(", ", Enumerable.Repeat(word, names.Length))} }}";
        var lines = text.ReplaceLineEndings("\\0A");
        var call = $"call {type} asm \"{lines}\", \"{constraints}\"({string.Join(", ", list)}){(attributes.Length > 0 ? " " + attributes : "")}";
        var all = Define(IrType.I64, names.Length == 1 ? names[0] : "outputs", call);
        if (names.Length == 1)
            return [all];
        var values = new IrValue[names.Length];
        for (var i = 0; i < names.Length; i++)
            values[i] = names[i].Length > 0 ? Define(IrType.I64, names[i], $"extractvalue {type} {all.Text}, {i}") : default;
        return values;
    }

    /// <summary>Joins values of several predecessors; the cursor stands at the start of a block.</summary>
    public IrValue Phi(string name, params ReadOnlySpan<(IrValue Value, IrBlock From)> incoming)
    {
        var list = new List<string>(incoming.Length);
        foreach (var (value, from) in incoming)
            list.Add($"[ {value.Text}, %{from.Label} ]");
        var type = incoming[0].Value.Type;
        return Define(type, name, $"phi {type.Name()} {string.Join(", ", list)}");
    }

    /// <summary>Calls a function.</summary>
    /// <param name="result">Result type.</param>
    /// <param name="callee">A function's symbol with <c>@</c>, or a constant expression.</param>
    /// <param name="name">Name of the result; empty when it is not used.</param>
    /// <param name="arguments">Arguments.</param>
    /// <param name="attributes">Call-site attributes.</param>
    public IrValue Call(IrType result, string callee, string name, ReadOnlySpan<IrValue> arguments, string attributes = "")
    {
        var list = new List<string>(arguments.Length);
        foreach (var argument in arguments)
            list.Add(argument.ToString());
        var call = $"call {result.Name()} {callee}({string.Join(", ", list)}){(attributes.Length > 0 ? " " + attributes : "")}";
        if (result != IrType.Void && name.Length > 0)
            return Define(result, name, call);
        Append(call);
        return default;
    }

    /// <summary>Adds atomically without using the old value, which is one instruction on BPF.</summary>
    public void AtomicAdd(IrValue address, IrValue value) => Atomic("add", address, value);

    /// <summary>An atomic operation (<c>add</c>, <c>and</c>, <c>or</c>, <c>xor</c>) whose old value is not used.</summary>
    public void Atomic(string operation, IrValue address, IrValue value) =>
        Append($"%{Unique("old")} = atomicrmw {operation} {address}, {value} monotonic, align {value.Type.Bytes()}");

    /// <summary>An atomic operation whose old value is used.</summary>
    public IrValue AtomicFetch(string operation, IrValue address, IrValue value) =>
        Define(value.Type, "old", $"atomicrmw {operation} {address}, {value} monotonic, align {value.Type.Bytes()}");

    /// <summary>Stores a value if the memory holds the expected one, in one step.</summary>
    /// <returns>What it held.</returns>
    public IrValue CompareExchange(IrValue address, IrValue expected, IrValue value, string name)
    {
        var pair = $"%{Unique("pair")}";
        Append($"{pair} = cmpxchg {address}, {expected}, {value} seq_cst seq_cst, align {value.Type.Bytes()}");
        return Define(value.Type, name, $"extractvalue {{ {value.Type.Name()}, i1 }} {pair}, 0");
    }

    /// <summary>Jumps.</summary>
    public void Jump(IrBlock block) => Terminate($"br label %{block.Label}", null, (block, false));

    /// <summary>Jumps to one of two blocks.</summary>
    /// <param name="condition">Decides.</param>
    /// <param name="whenTrue">Where to go if it holds.</param>
    /// <param name="whenFalse">Where to go otherwise.</param>
    /// <param name="likely">Whether it mostly holds: the other block is moved out of the way. Null when not known.</param>
    public void Branch(IrValue condition, IrBlock whenTrue, IrBlock whenFalse, bool? likely = null)
    {
        var weights = likely is { } holds && Weights is { } reference ? $"!prof {reference(holds)}" : null;
        Terminate(
            $"br {condition}, label %{whenTrue.Label}, label %{whenFalse.Label}", weights, (whenTrue, likely == false), (whenFalse, likely == true));
    }

    /// <summary>Makes the branch weights of a likely or an unlikely condition.</summary>
    public Func<bool, string>? Weights { get; set; }

    /// <summary>Leaves the function.</summary>
    public void Return(IrValue value) => Terminate($"ret {value}");

    /// <summary>Leaves a function without result.</summary>
    public void Return() => Terminate("ret void");

    private static long Unsigned(IrType type, long value) => type switch
    {
        IrType.I1 => value & 1,
        IrType.I8 => value & 0xff,
        IrType.I16 => value & 0xffff,
        _ => value & 0xffffffff,
    };

    // %pid.2 becomes pid: a converted value is still called by the name of its source.
    private static string Stem(IrValue value)
    {
        if (!value.Text.StartsWith('%'))
            return value.Text.StartsWith('@') ? "at" : "c";
        var dot = value.Text.IndexOf('.');
        return dot < 0 ? value.Text[1..] : value.Text[1..dot];
    }
}
