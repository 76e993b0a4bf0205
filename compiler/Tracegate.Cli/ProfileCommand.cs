using System.CommandLine;
using Tracegate.Compiler.Profiles;

namespace Tracegate.Cli;

/// <summary><c>tracegate profile -o FILE</c>: saves this machine's kernel as a target for compiling elsewhere.</summary>
internal sealed class ProfileCommand : Command
{
    private readonly Option<string> output = new("-o") { Description = "file to write", HelpName = "FILE", Required = true };

    private readonly Option<string> only = new("--only")
    {
        Description = "list of types and tracepoints to keep, one a line: KIND NAME [DEPTH]",
        HelpName = "LIST",
    };

    internal ProfileCommand()
        : base("profile", "Saves the running kernel's types and tracepoints as a target profile.")
    {
        Add(output);
        Add(only);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var profile = ScriptCompiler.LoadProfile(ProfileLoader.Host);
        var selection = parsed.GetValue(only) is { } list
            ? ProfileSelection.Parse(ScriptSource.Read(list).Text, profile)
            : null;
        using var stream = new MemoryStream();
        ProfileFile.Write(stream, profile, selection);
        OutputFile.Write(parsed.GetValue(output)!, stream.ToArray());
        return 0;
    }
}
