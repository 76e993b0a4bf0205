using System.Text;

namespace Tracegate.Compiler.Ir;

/// <summary>A parameter of a function.</summary>
public readonly record struct IrParameter(IrType Type, string Name);

/// <summary>
/// A function in the making: a cursor in a list of basic blocks. Every method that makes an instruction appends it at
/// the cursor and gives its value. Code behind a terminator goes to a block that nothing reaches.
/// </summary>
public sealed partial class IrFunction
{
    private readonly List<IrBlock> blocks = [];
    private readonly List<IrLine> allocas = [];
    private readonly List<(IrValue Address, Func<int> Size, int Align)> late = [];
    private readonly Dictionary<string, int> names = [];

    /// <summary>Creates a function; the cursor stands in its entry block.</summary>
    public IrFunction(string name, IrType result, params ReadOnlySpan<IrParameter> parameters)
    {
        Name = name;
        Result = result;
        Parameters = [.. parameters];
        foreach (var parameter in parameters)
            names[parameter.Name] = 1;
        Block = CreateBlock("entry");
        blocks.Add(Block);
    }

    /// <summary>Symbol.</summary>
    public string Name { get; }

    /// <summary>Result type.</summary>
    public IrType Result { get; }

    /// <summary>Parameters.</summary>
    public System.Collections.Immutable.ImmutableArray<IrParameter> Parameters { get; }

    /// <summary>ELF section, or null for a function that others call.</summary>
    public string? Section { get; init; }

    /// <summary>Attribute group, such as <c>#0</c>.</summary>
    public string Attributes { get; set; } = "";

    /// <summary>Reference of its <c>DISubprogram</c>.</summary>
    public string? Debug { get; set; }

    /// <summary>Reference of the <c>DILocation</c> that new instructions get.</summary>
    public string? Location { get; set; }

    /// <summary>The block at the cursor.</summary>
    public IrBlock Block { get; private set; }

    /// <summary>Whether control cannot reach the cursor.</summary>
    public bool Terminated => Block.Terminated;

    /// <summary>The value of a parameter.</summary>
    public IrValue Parameter(int index) => new(Parameters[index].Type, "%" + Parameters[index].Name);

    /// <summary>Makes a block; <see cref="Continue"/> places it.</summary>
    public IrBlock CreateBlock(string name) => new(Unique(name));

    /// <summary>Places a block and moves the cursor there; control falls into it unless the block before has ended.</summary>
    public void Continue(IrBlock block)
    {
        if (!Terminated)
            Jump(block);
        blocks.Add(block);
        Block = block;
    }

    /// <summary>
    /// Leaves a place open that is filled with <see cref="Fill"/> when it is known what code behind it needs; the
    /// cursor moves behind it.
    /// </summary>
    public IrGap Gap(string name)
    {
        var gap = CreateBlock(name);
        Continue(gap);
        var next = CreateBlock("body");
        blocks.Add(next);
        Block = next;
        return new IrGap(gap, next);
    }

    /// <summary>Writes the code of a gap.</summary>
    public void Fill(IrGap gap, Action? write)
    {
        var (block, location) = (Block, Location);
        Block = gap.Before;
        write?.Invoke();
        if (!Terminated)
            Jump(gap.After);
        (Block, Location) = (block, location);
    }

    /// <summary>A value that code may use before <see cref="Assign"/> writes its definition into a gap.</summary>
    public IrValue Promise(IrType type, string name) => new(type, "%" + Unique(name));

    /// <summary>Defines a promised value.</summary>
    public void Assign(IrValue promised, string operation) => Append($"{promised.Text} = {operation}");

    /// <summary>Reserves stack memory whose size is known when the function is printed.</summary>
    public IrValue Alloca(Func<int> size, int align, string name)
    {
        var value = new IrValue(IrType.Ptr, "%" + Unique(name));
        late.Add((value, size, align));
        return value;
    }

    /// <summary>Reserves stack memory in the entry block. Its address is the value.</summary>
    public IrValue Alloca(int size, int align, string name)
    {
        var value = new IrValue(IrType.Ptr, "%" + Unique(name));
        allocas.Add(new($"{value.Text} = alloca [{size} x i8], align {align}", null));
        StackBytes += (size + 7) & ~7;
        return value;
    }

    /// <summary>Reserves a stack slot for a scalar.</summary>
    public IrValue Alloca(IrType type, string name)
    {
        var value = new IrValue(IrType.Ptr, "%" + Unique(name));
        allocas.Add(new($"{value.Text} = alloca {type.Name()}, align {type.Bytes()}", null));
        return value;
    }

    /// <summary>Bytes of the stack memory that was reserved by size; scalars mostly end in registers.</summary>
    public int StackBytes { get; private set; }

    /// <summary>Writes the function.</summary>
    public void Print(StringBuilder text, bool debug)
    {
        text.Append("define ").Append(Section is null ? "internal " : "").Append(Result.Name())
            .Append(" @").Append(IrText.Symbol(Name)).Append('(')
            .AppendJoin(", ", Parameters.Select(p => $"{p.Type.Name()} %{p.Name}")).Append(')');
        if (Attributes.Length > 0)
            text.Append(' ').Append(Attributes);
        if (Section is not null)
            text.Append(" section ").Append(IrText.Quote(Section));
        if (debug && Debug is not null)
            text.Append(" !dbg ").Append(Debug);
        text.Append(" {\n");
        foreach (var block in InOrder())
        {
            text.Append(block.Label).Append(":\n");
            if (ReferenceEquals(block, blocks[0]))
                PrintAllocas(text, debug);
            foreach (var line in block.Lines)
                Print(text, line, debug);
            if (!block.Terminated)
                text.Append("  unreachable\n");
        }

        text.Append("}\n");
    }

    // LLVM's back end for BPF does not turn branches around: what follows a branch here follows it in the program. Blocks
    // that control hardly reaches come last, so that it falls through on the common way.
    private IEnumerable<IrBlock> InOrder()
    {
        var rare = Rare();
        return blocks.Where(block => !rare.Contains(block)).Concat(blocks.Where(rare.Contains));
    }

    // Blocks to which all edges are rare or come from such blocks.
    private HashSet<IrBlock> Rare()
    {
        var entries = blocks.SelectMany(from => from.Successors, (from, edge) => (From: from, edge.To, edge.IsRare)).ToLookup(edge => edge.To);
        var rare = new HashSet<IrBlock>();
        int before;
        do
        {
            before = rare.Count;
            foreach (var block in blocks)
            {
                if (entries[block].Any() && entries[block].All(edge => edge.IsRare || rare.Contains(edge.From)))
                    rare.Add(block);
            }
        }
        while (rare.Count > before);
        return rare;
    }

    private void PrintAllocas(StringBuilder text, bool debug)
    {
        foreach (var line in allocas)
            Print(text, line, debug);
        foreach (var (address, size, align) in late)
            Print(text, new($"{address.Text} = alloca [{size()} x i8], align {align}", null), debug);
    }

    private static void Print(StringBuilder text, IrLine line, bool debug)
    {
        text.Append("  ").Append(line.Text);
        if (debug && line.Attachment is not null)
            text.Append(", ").Append(line.Attachment);
        if (debug && line.Location is not null)
            text.Append(", !dbg ").Append(line.Location);
        text.Append('\n');
    }

    private string Unique(string name)
    {
        if (!names.TryGetValue(name, out var count))
        {
            names[name] = 1;
            return name;
        }

        string unique;
        do
            unique = $"{name}.{count++}";
        while (!names.TryAdd(unique, 1));
        names[name] = count;
        return unique;
    }

    private void Append(string line, string? attachment = null)
    {
        if (Terminated)
        {
            Block = CreateBlock("unreached");
            blocks.Add(Block);
        }

        Block.Lines.Add(new(line, Location, attachment));
    }

    private IrValue Define(IrType type, string name, string operation)
    {
        // The block may change first, which takes a name too.
        if (Terminated)
        {
            Block = CreateBlock("unreached");
            blocks.Add(Block);
        }

        var value = new IrValue(type, "%" + Unique(name));
        Append($"{value.Text} = {operation}");
        return value;
    }

    private void Terminate(string line, string? attachment = null, params ReadOnlySpan<(IrBlock To, bool IsRare)> successors)
    {
        Append(line, attachment);
        Block.Successors.AddRange(successors);
        Block.Terminated = true;
    }
}
