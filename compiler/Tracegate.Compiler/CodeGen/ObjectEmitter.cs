using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Lowering;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Writes the module of a lowered program: one ELF function for each attach point, the maps and data sections that
/// they use, and the tables that become the metadata section.
/// </summary>
public sealed class ObjectEmitter
{
    private readonly SortedSet<string> features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IrValue> rodata = [];
    private readonly Dictionary<string, string> subprograms = [];
    private readonly List<string> strings = [];
    private int zeroBytes;

    private ObjectEmitter(BoundProgram program, ObjectOptions options, DiagnosticBag diagnostics)
    {
        (Program, Options, Diagnostics) = (program, options, diagnostics);
        Module = new IrModule(program.Span.Source.Name);
        Debug = new DebugInfo(Module, program.Span.Source);
        CoRe = new CoRe(Module);
        FunctionAttributes = Module.Attributes("nounwind");
        Maps = new MapTable(this);
        Events = new EventTable();
        Constants = new ConstantTable();
        Scratch = new ScratchMap();
        Pairs = program.Probes.SelectMany(probe => probe.Body.Statements).OfType<BoundCallEntry>().SelectMany(entry => entry.Pairs)
            .Select(pair => pair.Number + 1).DefaultIfEmpty().Max();
        foreach (var type in program.WithDescendants().OfType<BoundExpression>().Select(expression => expression.Type).OfType<StackType>())
        {
            if (type.Mode == StackMode.BuildId)
                BuildIdFrames = Math.Max(BuildIdFrames, type.Limit);
            else
                StackFrames = Math.Max(StackFrames, type.Limit);
        }
    }

    /// <summary>The lowered program.</summary>
    public BoundProgram Program { get; }

    /// <summary>What the caller decides.</summary>
    public ObjectOptions Options { get; }

    /// <summary>Where errors go.</summary>
    public DiagnosticBag Diagnostics { get; }

    /// <summary>The module.</summary>
    public IrModule Module { get; }

    /// <summary>Its debug info.</summary>
    public DebugInfo Debug { get; }

    /// <summary>Accesses to kernel types that are relocated on the target.</summary>
    public CoRe CoRe { get; }

    /// <summary>The script's maps.</summary>
    public MapTable Maps { get; }

    /// <summary>Rows of the event table.</summary>
    public EventTable Events { get; }

    /// <summary>Slots that the runtime fills before load.</summary>
    public ConstantTable Constants { get; }

    /// <summary>Per-CPU memory of the programs.</summary>
    public ScratchMap Scratch { get; }

    /// <summary>Texts that values refer to by index.</summary>
    public ImmutableArray<string> Strings => [.. strings];

    /// <summary>Names of the kernel features that the programs need.</summary>
    public ImmutableArray<string> Features => [.. features];

    /// <summary>Attribute group of our functions: without unwind tables.</summary>
    public string FunctionAttributes { get; }

    /// <summary>Attribute group of calls that touch no memory and give the same value all through a program.</summary>
    /// <remarks>LLVM 15 does not know <c>memory(none)</c>; newer ones still read the old name.</remarks>
    public string Pure => Module.Attributes("nounwind readnone willreturn");

    /// <summary>Depth of the deepest stack that is kept; 0 for none.</summary>
    public int StackFrames { get; }

    /// <summary>The same for stacks of mode build_id.</summary>
    public int BuildIdFrames { get; }

    /// <summary>Pairs of entries and exits that notes are kept for (C-start_sync_pairs).</summary>
    public int Pairs { get; }

    /// <summary>Whether an unsafe function is called (F-unsafe).</summary>
    public bool IsUnsafe { get; set; }

    /// <summary>Sections and maps by name that the programs turned out to need.</summary>
    public SortedSet<string> Uses { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes a module.</summary>
    public static EmittedObject Emit(BoundProgram program, ObjectOptions options, DiagnosticBag diagnostics)
    {
        var emitter = new ObjectEmitter(program, options, diagnostics);
        // Its slot tells the runtime that -k has an effect, also where no read can fail.
        if (options.Warnings)
            emitter.Constants.Offset(LoadConstantKind.Warnings, "", new Contract.ValueType.Integer(4, false));
        var programs = ImmutableArray.CreateBuilder<ProgramInfo>();
        foreach (var function in program.Functions)
            BodyEmitter.EmitFunction(emitter, function);
        string? last = null;
        foreach (var (group, code) in SharedPrograms.Group(program.Probes))
        {
            if (code is not null && code == last && SharedPrograms.Extend(programs[^1], group) is { } extended)
            {
                programs[^1] = extended;
                continue;
            }

            var size = emitter.Events.Size;
            var info = BodyEmitter.EmitProbe(emitter, group[0], programs.Count);
            programs.Add(info with { OtherPlaces = [.. SharedPrograms.Places(group.Skip(1))] });

            // What a program sends or counts is told with its place in the script, so that it serves no other probe.
            var isSilent = emitter.Events.Size == size;
            last = isSilent && !group[0].Body.Statements.Any(static statement => statement is BoundGateCheck { Counts: true }) ? code : null;
        }

        var metadata = MetadataBuilder.Build(emitter, programs.ToImmutable());
        DataSections.Emit(emitter, metadata);
        emitter.CoRe.Finish();
        emitter.Debug.Finish();
        return new EmittedObject(emitter.Module, metadata);
    }

    /// <summary>Records that the object needs a helper.</summary>
    public void Need(Helper helper)
    {
        if (helper.Kernel > Helpers.Baseline)
            features.Add(helper.Name);
    }

    /// <summary>Minor version of the contract that a runtime must know.</summary>
    public uint Minor { get; private set; }

    /// <summary>Records that the object uses something of a minor version of the contract.</summary>
    public void NeedMinor(uint minor) => Minor = Math.Max(Minor, minor);

    /// <summary>Records that the object needs a feature by its name.</summary>
    public void Need(string feature) => features.Add(feature);

    /// <summary>Index of a text in <see cref="ObjectMetadata.Strings"/>.</summary>
    public int AddString(string text)
    {
        var index = strings.IndexOf(text);
        if (index < 0)
        {
            index = strings.Count;
            strings.Add(text);
        }

        return index;
    }

    /// <summary>Address of constant bytes; equal ones are kept once.</summary>
    public IrValue Rodata(ReadOnlySpan<byte> bytes, string name = "text")
    {
        var content = IrText.Bytes(bytes);
        var key = $"{bytes.Length}:{content}";
        if (!rodata.TryGetValue(key, out var address))
        {
            var symbol = $"{name}.{rodata.Count}";
            var debug = Debug.Global(symbol, Debug.Array(Debug.Char(), 1, bytes.Length));
            address = Module.AddGlobal(symbol, $"constant [{bytes.Length} x i8] {content}, section \".rodata\", align 8", debug);
            rodata.Add(key, address);
        }

        return address;
    }

    /// <summary>Address of a number of zero bytes: initial values, and the key of maps without keys.</summary>
    public IrValue Zeros(int size)
    {
        zeroBytes = Math.Max(zeroBytes, (size + 7) & ~7);
        return IrValue.Global(DataSections.ZerosSymbol);
    }

    /// <summary>Bytes of the zero block.</summary>
    internal int ZeroBytes => zeroBytes;

    /// <summary>A function that programs share, written once by its name.</summary>
    public string Subprogram(string name, Action<string> write)
    {
        if (!subprograms.TryGetValue(name, out var symbol))
        {
            symbol = "@" + IrText.Symbol(name);
            subprograms.Add(name, symbol);
            write(name);
        }

        return symbol;
    }

    /// <summary>The contract's form of a place.</summary>
    public static SourceLocation? Location(SourceSpan span)
    {
        var origin = span.Origin;
        if (origin.Source == SourceText.None)
            return null;
        var end = origin.EndLine == origin.Line ? origin.EndColumn : origin.Source.GetLine(origin.Line).Length + 1;
        return new SourceLocation(origin.Source.Name, origin.Line, origin.Column, end, origin.Source.GetLine(origin.Line));
    }
}

/// <summary>What the caller decides about an object.</summary>
/// <param name="MaxMapKeys">C-max_map_keys.</param>
/// <param name="OnStackLimit">C-on_stack_limit in bytes.</param>
/// <param name="MaxStringLength">C-max_strlen.</param>
/// <param name="License">C-license.</param>
/// <param name="Warnings">
/// Whether programs can tell of failed reads (O-k). Code that the verifier drops without <c>-k</c> leaves some
/// instructions behind, so it is only written when asked for.
/// </param>
public sealed record ObjectOptions(
    int MaxMapKeys = 4096,
    int OnStackLimit = 32,
    int MaxStringLength = 1024,
    string License = "GPL",
    bool Warnings = false);

/// <summary>A module and the metadata that stands in it.</summary>
public sealed record EmittedObject(IrModule Module, ObjectMetadata Metadata);
