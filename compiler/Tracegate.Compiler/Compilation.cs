using System.Collections.Immutable;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Imports;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Llvm;
using Tracegate.Compiler.Lowering;
using Tracegate.Compiler.Parsing;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler;

/// <summary>What the caller decides about a compilation.</summary>
public sealed record CompilationOptions
{
    /// <summary>Whether unsafe functions and attach points are allowed (F-unsafe).</summary>
    public bool Unsafe { get; init; }

    /// <summary>Config options from the environment and the command line, key as written to value; they win over the script's.</summary>
    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Directories that imports and C headers are looked for in (O-I).</summary>
    public ImmutableArray<string> ImportPaths { get; init; } = [];

    /// <summary>C headers that are included before the script (O-I).</summary>
    public ImmutableArray<string> Includes { get; init; } = [];

    /// <summary>Roots of the kernel's sources and of its build; their headers can be included.</summary>
    public ImmutableArray<string> KernelHeaders { get; init; } = [];

    /// <summary>Whether the object can warn of failed reads and absent elements when it runs with <c>-k</c> (O-k).</summary>
    public bool Warnings { get; init; }

    /// <summary>What links imported objects; without one they are an error (L-import-c).</summary>
    public IObjectLinker? Linker { get; init; }

    /// <summary>How LLVM makes BPF of the IR.</summary>
    public LlvmOptions Llvm { get; init; } = new();
}

/// <summary>
/// A script on its way to an object: source, options and target profile in, each stage's result out. Stages run when
/// first asked for. From <see cref="Bound"/> on they may be asked for only if <see cref="IsValid"/>.
/// </summary>
public sealed class Compilation
{
    private readonly CompilationOptions options;
    private readonly TargetProfile profile;
    private readonly Lazy<ProgramSyntax> syntax;
    private readonly Lazy<ExpandedProgram> expanded;
    private readonly Lazy<ImmutableArray<ImportedObject>> imports;
    private readonly Lazy<BoundProgram> bound;
    private readonly Lazy<BoundProgram> lowered;
    private readonly Lazy<EmittedObject> emitted;

    private Compilation(SourceText source, CompilationOptions options, TargetProfile profile)
    {
        (this.options, this.profile) = (options, profile);
        syntax = new(() => Parser.Parse(source, Diagnostics));
        expanded = new(() => Expander.Expand(Syntax, ExpanderOptions(), Diagnostics));
        imports = new(() => ImportReader.Read(Expanded.Imports, ExpanderOptions(), Diagnostics));
        bound = new(Bind);
        lowered = new(() => LoweringPipeline.Lower(Bound, Config));
        emitted = new(() => ObjectEmitter.Emit(Lowered, ObjectOptions(), Diagnostics));
    }

    /// <summary>What the stages that have run reported.</summary>
    public DiagnosticBag Diagnostics { get; } = [];

    /// <summary>The syntax tree.</summary>
    public ProgramSyntax Syntax => syntax.Value;

    /// <summary>The script without imports, macros and C constants.</summary>
    public ExpandedProgram Expanded => expanded.Value;

    /// <summary>The objects that are linked in.</summary>
    public ImmutableArray<ImportedObject> Imports => imports.Value;

    /// <summary>The tree with types and resolved names; has holes where there are errors.</summary>
    public BoundProgram Bound => bound.Value;

    /// <summary>The tree that code is written from.</summary>
    public BoundProgram Lowered => lowered.Value;

    /// <summary>The module before LLVM, with its metadata.</summary>
    public EmittedObject Emitted => emitted.Value;

    /// <summary>Config options of the script, the environment and the command line.</summary>
    public ConfigValues Config => new(Bound.Config);

    /// <summary>Runs the stages that can find fault with the script. Later stages may be asked for only if it holds.</summary>
    public bool IsValid => !Check(Syntax) && !Check(Expanded) && !Check(Imports) && !Check(Bound);

    /// <summary>Starts a compilation; libLLVM is loaded in the background meanwhile.</summary>
    public static Compilation Create(SourceText source, CompilationOptions options, TargetProfile profile)
    {
        LlvmBackend.Preload();
        return new Compilation(source, options, profile);
    }

    /// <summary>The IR that we print.</summary>
    /// <param name="debug">Whether with debug info.</param>
    public string EmitLlvm(bool debug = true) => Emitted.Module.Print(debug);

    /// <summary>The object, or null after an error was reported.</summary>
    public byte[]? EmitObject() =>
        Emit(LlvmEmit.Object) is not { } result ? null : Imports.IsEmpty ? result.Output.ToArray() : Link(result.Output);

    /// <summary>BPF assembly, or null after an error was reported.</summary>
    public string? EmitAssembly() => Emit(LlvmEmit.Assembly)?.Text;

    /// <summary>The IR behind LLVM's passes, or null after an error was reported.</summary>
    public string? EmitOptimized() => Emit(LlvmEmit.OptimizedIr)?.Text;

    private BoundProgram Bind()
    {
        var program = Binder.Bind(Expanded, profile, BindOptions(), Diagnostics);

        // Without the kernel's types the errors are of what should be in them.
        if (Diagnostics.HasErrors && profile.TypesProblem is { } problem)
            Diagnostics.Add(problem.At(SourceSpan.None));
        return program;
    }

    private LlvmResult? Emit(LlvmEmit kind)
    {
        if (!IsValid || Check(Emitted))
            return null;
        var result = LlvmBackend.Compile(EmitLlvm(), options.Llvm with { Emit = kind });
        foreach (var error in result.Errors)
            Diagnostics.Add(CodeDiagnostics.Of(error, Syntax.Source));
        return result.Success ? result : null;
    }

    private byte[]? Link(ReadOnlyMemory<byte> script)
    {
        var problem = "this build of the compiler has no linker";
        if (options.Linker?.Link([script, .. Imports.Select(import => import.Image)], out problem) is { } linked)
            return linked;
        Diagnostics.Add(CodeDiagnostics.Linker.At(Imports[0].Span, problem));
        return null;
    }

    private BindOptions BindOptions() => new() { Unsafe = options.Unsafe, Config = options.Config, Imports = Imports };

    // The option counts before the config block is bound, since imports decide what there is to bind.
    private bool AllowImportStatements()
    {
        const string key = "unstable_import_statement";
        var entry = Syntax.Config?.Entries.FirstOrDefault(entry => ConfigOptions.Find(entry.Name)?.Name == key)?.Value.Span.Text.Trim('"');
        return (options.Config.GetValueOrDefault(key) ?? entry ?? ConfigOptions.Find(key)!.Default) != "error";
    }

    private bool Check<T>(T stage) => stage is null || Diagnostics.HasErrors;

    private ExpanderOptions ExpanderOptions()
    {
        var kernel = new KernelTypes(profile.Types);
        return new()
        {
            Defines = profile.Types is null ? [] : [new("BPFTRACE_HAVE_BTF", "1")],
            ImportPaths = options.ImportPaths,
            Includes = options.Includes,
            KernelHeaders = options.KernelHeaders,
            Machine = profile.Architecture.Name,
            AllowImportStatements = AllowImportStatements(),
            FunctionNames = Functions.All.Select(row => row.Name).ToHashSet(),
            ExternalType = (kind, name) => kind switch
            {
                CKind.Struct when kernel.FindStruct(name) is { } type => (type.Size, type.Alignment),
                CKind.Union when kernel.FindUnion(name) is { } type => (type.Size, type.Alignment),
                CKind.Enum when kernel.FindEnum(name) is { } type => (type.Size, type.Alignment),
                null when kernel.FindTypedef(name) is { } type => (type.Size, type.Alignment),
                _ => null,
            },
        };
    }

    private ObjectOptions ObjectOptions() => new(Config.MaxMapKeys, Config.OnStackLimit, Config.MaxStringLength, Config.License, options.Warnings);
}
