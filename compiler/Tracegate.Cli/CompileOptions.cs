using System.CommandLine;

namespace Tracegate.Cli;

/// <summary>Options of every command that compiles.</summary>
/// <param name="Profile">Target: <c>host</c>, <c>reference</c> or a file.</param>
/// <param name="IncludeDirectories">O-I.</param>
/// <param name="Unsafe">O-unsafe.</param>
/// <param name="Warnings">O-k.</param>
internal sealed record CompileOptions(
    string Profile, IReadOnlyList<string> IncludeDirectories, bool Unsafe, bool Warnings)
{
    private static readonly Option<string> ProfileOption = new("--profile")
    {
        Description = "kernel to compile for: host, reference, or a file that 'tracegate profile' wrote",
        HelpName = "NAME",
        DefaultValueFactory = static _ => "host",
    };

    private static readonly Option<string[]> DirectoryOption = new("-I")
    {
        Description = "directory for imports and C headers; repeatable",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Lets a command take the options.</summary>
    internal static void AddTo(Command command)
    {
        command.Add(ProfileOption);
        command.Add(DirectoryOption);
    }

    /// <summary>Reads what was given.</summary>
    internal static CompileOptions Read(ParseResult parsed, bool isUnsafe, bool warnings) => new(
        parsed.GetValue(ProfileOption)!,
        parsed.GetValue(DirectoryOption) ?? [],
        isUnsafe,
        warnings);
}
