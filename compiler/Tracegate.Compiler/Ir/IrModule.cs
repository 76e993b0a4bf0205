using System.Text;

namespace Tracegate.Compiler.Ir;

/// <summary>A global variable: its definition after the name, and its debug info (<c>!7</c>) or null.</summary>
public sealed record IrGlobal(string Name, string Definition, string? Debug);

/// <summary>A module of LLVM assembly in the making. Prints the same text for the same calls.</summary>
public sealed class IrModule(string sourceName)
{
    private readonly List<IrGlobal> globals = [];
    private readonly List<string> used = [];
    private readonly List<IrFunction> functions = [];
    private readonly SortedDictionary<string, string?> declarations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> attributes = [];
    private readonly List<(string Placeholder, string Symbol)> renamed = [];

    /// <summary>Debug info and relocations.</summary>
    public IrMetadata Metadata { get; } = new();

    /// <summary>Functions, in the order in which they were added.</summary>
    public IReadOnlyList<IrFunction> Functions => functions;

    /// <summary>Adds a global variable.</summary>
    /// <param name="name">Its symbol.</param>
    /// <param name="definition">All behind the <c>=</c>: <c>global i32 0, section "x", align 4</c>.</param>
    /// <param name="debug">Reference of its <c>DIGlobalVariableExpression</c>, which gives it a BTF variable.</param>
    /// <param name="keep">Whether it stays in the object although no function refers to it.</param>
    public IrValue AddGlobal(string name, string definition, string? debug = null, bool keep = false)
    {
        globals.Add(new IrGlobal(name, definition, debug));
        if (keep)
            used.Add("ptr @" + IrText.Symbol(name));
        return IrValue.Global(name);
    }

    /// <summary>Adds a function; its body may be written later.</summary>
    public void AddFunction(IrFunction function)
    {
        functions.Add(function);
        function.Weights = likely => Metadata.Add(likely ? "!{!\"branch_weights\", i32 2000, i32 1}" : "!{!\"branch_weights\", i32 1, i32 2000}");
    }

    /// <summary>Adds a module-level line once: a <c>declare</c> or an external global.</summary>
    /// <param name="line">The line.</param>
    /// <param name="debug">For a function that the object does not define, its <c>DISubprogram</c>, which gives it a type in BTF.</param>
    public void Declare(string line, string? debug = null) => declarations.TryAdd(line, debug);

    /// <summary>The group (<c>#0</c>) of attributes such as <c>nounwind</c>.</summary>
    public string Attributes(string text)
    {
        if (!attributes.TryGetValue(text, out var number))
            attributes.Add(text, number = attributes.Count);
        return $"#{number}";
    }

    /// <summary>Replaces a symbol that code refers to by one that was not known when the code was written.</summary>
    public void Rename(string placeholder, string symbol) => renamed.Add((placeholder, symbol));

    /// <summary>The text of the module.</summary>
    /// <param name="debug">Whether to write debug info; golden files leave it out.</param>
    public string Print(bool debug = true)
    {
        var text = new StringBuilder(1 << 14);
        text.Append("source_filename = ").Append(IrText.Quote(sourceName)).Append("\ntarget triple = \"bpfel\"\n\n");
        foreach (var global in globals)
        {
            text.Append('@').Append(IrText.Symbol(global.Name)).Append(" = ").Append(global.Definition);
            if (debug && global.Debug is not null)
                text.Append(", !dbg ").Append(global.Debug);
            text.Append('\n');
        }

        if (used.Count > 0)
            text.Append($"@llvm.compiler.used = appending global [{used.Count} x ptr] [{string.Join(", ", used)}], section \"llvm.metadata\"\n");
        foreach (var function in functions)
        {
            text.Append('\n');
            function.Print(text, debug);
        }

        if (declarations.Count > 0)
            text.Append('\n');
        foreach (var (line, reference) in declarations)
            text.Append(debug && reference is not null ? line.Replace("declare ", $"declare !dbg {reference} ", StringComparison.Ordinal) : line).Append('\n');
        text.Append('\n');
        foreach (var (group, number) in attributes.OrderBy(entry => entry.Value))
            text.Append("attributes #").Append(number).Append(" = { ").Append(group).Append(" }\n");
        if (debug)
        {
            text.Append('\n');
            Metadata.Print(text);
        }

        foreach (var (placeholder, symbol) in renamed)
            text.Replace(placeholder, symbol);
        return text.ToString();
    }
}
