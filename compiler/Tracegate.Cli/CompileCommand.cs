using System.CommandLine;

namespace Tracegate.Cli;

/// <summary><c>tracegate compile SCRIPT -o OBJECT</c>: writes an object, or what a stage makes of the script.</summary>
internal sealed class CompileCommand : Command
{
    private readonly Argument<string?> file = new("script")
    {
        HelpName = "SCRIPT",
        Description = "the script; '-' for standard input",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> program = new("-e") { Description = "the program as text", HelpName = "PROGRAM" };

    private readonly Option<string> output = new("-o")
    {
        Description = "file to write; default: the script's name with .bpf.o, or standard output for text",
        HelpName = "FILE",
    };

    private readonly Option<string> emit = new("--emit")
    {
        Description = "stage to write: " + CompileStages.Words,
        HelpName = "STAGE",
        DefaultValueFactory = static _ => "obj",
    };

    private readonly Option<bool> isUnsafe = new("--unsafe") { Description = "allow system(), signal() and the like" };

    private readonly Option<bool> warnings = new("-k")
    {
        Description = "write code that can warn of failed reads and absent elements, for tracegate-run -k",
    };

    private readonly Option<string> startSync = new("--start-sync")
    {
        Description = "whether programs check the start gate: auto, on, off",
        HelpName = "WHEN",
    };

    internal CompileCommand()
        : base("compile", "Compiles a script to an object for tracegate-run.")
    {
        Add(file);
        Add(program);
        Add(output);
        Add(emit);
        Add(isUnsafe);
        Add(warnings);
        Add(startSync);
        CompileOptions.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var word = parsed.GetValue(emit)!;
        var stage = CompileStages.Find(word) ?? throw CliFaults.UnknownStage.With(word, CompileStages.Words);
        var script = parsed.GetValue(program) is { } text
            ? ScriptSource.FromText(text)
            : ScriptSource.Read(parsed.GetValue(file) ?? throw Runtime.Features.Faults.Usage.With("name a script"));
        var options = CompileOptions.Read(parsed, parsed.GetValue(isUnsafe), parsed.GetValue(warnings)) with { StartSync = ReadStartSync(parsed) };
        if (ScriptCompiler.Compile(script, options, stage) is not { } bytes)
            return 1;
        var target = parsed.GetValue(output) ?? (stage.IsObject ? ObjectName(script) : "-");
        OutputFile.Write(target, bytes);
        return 0;
    }

    private string? ReadStartSync(ParseResult parsed) => parsed.GetValue(startSync) is not { } word ? null
        : Compiler.Language.ConfigOptions.Canonical(Compiler.Language.ConfigOptions.Find("start_sync")!, word)
            ?? throw Runtime.Features.Faults.Usage.With($"--start-sync takes auto, on, off, not '{word}'");

    private static string ObjectName(ScriptSource script) =>
        script.Path is null ? "out.bpf.o" : Path.ChangeExtension(script.Path, ".bpf.o");
}
