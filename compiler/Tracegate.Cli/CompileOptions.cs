using System.CommandLine;
using Tracegate.Runtime.Features;

namespace Tracegate.Cli;

/// <summary>Options of every command that compiles.</summary>
/// <param name="Profile">Target: <c>host</c>, <c>reference</c> or a file.</param>
/// <param name="IncludeDirectories">O-I.</param>
/// <param name="Includes">O-I.</param>
/// <param name="Unsafe">O-unsafe.</param>
/// <param name="Warnings">O-k.</param>
/// <param name="Pairs">C-start_sync_pairs, or null.</param>
/// <param name="StartSync">C-start_sync, or null.</param>
internal sealed record CompileOptions(
    string Profile,
    IReadOnlyList<string> IncludeDirectories,
    IReadOnlyList<string> Includes,
    bool Unsafe,
    bool Warnings,
    string? Pairs = null,
    string? StartSync = null)
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

    private static readonly Option<string> PairsOption = new("--start-sync-pairs")
    {
        Description = "count an exit only when its entry came since the start: on, off",
        HelpName = "WHETHER",
    };

    private static readonly Option<string[]> IncludeOption = new("--include")
    {
        Description = "C header to include before the script; repeatable",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Lets a command take the options.</summary>
    internal static void AddTo(Command command)
    {
        command.Add(ProfileOption);
        command.Add(DirectoryOption);
        command.Add(PairsOption);
        command.Add(IncludeOption);
    }

    /// <summary>Config entries that were given, key to value.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Config
    {
        get
        {
            if (Pairs is not null)
                yield return new("start_sync_pairs", Pairs);
            if (StartSync is not null)
                yield return new("start_sync", StartSync);
        }
    }

    /// <summary>Reads what was given.</summary>
    internal static CompileOptions Read(ParseResult parsed, bool isUnsafe, bool warnings) => new(
        parsed.GetValue(ProfileOption)!,
        parsed.GetValue(DirectoryOption) ?? [],
        parsed.GetValue(IncludeOption) ?? [],
        isUnsafe,
        warnings,
        Check(parsed.GetValue(PairsOption)));

    private static string? Check(string? word) => word is null or "on" or "off"
        ? word
        : throw Faults.Usage.With($"--start-sync-pairs takes on, off, not '{word}'");
}
