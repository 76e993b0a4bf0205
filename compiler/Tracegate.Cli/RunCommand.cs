using System.CommandLine;
using Tracegate.Runtime.CommandLine;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Session;

namespace Tracegate.Cli;

/// <summary>
/// <c>tracegate FILE</c>, <c>tracegate -</c>, <c>tracegate -e PROGRAM</c>: compiles in memory and runs (LANGUAGE 7.1).
/// </summary>
internal sealed class RunCommand : RootCommand
{
    private readonly Option<string[]> program = new("-e")
    {
        Description = "the program as text; of several the last counts",
        HelpName = "PROGRAM",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Argument<string[]> words = new("words")
    {
        HelpName = "FILE [parameters] [-- --name=value …]",
        Description = "the script ('-' for standard input) and its parameters",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> info = new("--info") { Description = "show the machine and what its kernel can do" };

    private readonly Option<bool> version = new("--version", "-V") { Description = "show the version" };

    private readonly List<(RunOptionRow Row, Option<string[]> Option)> rows = [];

    internal RunCommand()
        : base("Compiles a script of the bpftrace language and runs it; all its probes start at one instant.")
    {
        Directives.Clear();
        if (Options.FirstOrDefault(static option => option is VersionOption) is { } builtIn)
            Options.Remove(builtIn);
        Add(version);
        Add(info);
        Add(program);
        foreach (var row in RunOptionTable.Rows)
        {
            var option = CreateOption(row);
            rows.Add((row, option));
            Add(option);
        }

        CompileOptions.AddTo(this);
        Add(words);
        SetAction(Run);
    }

    /// <summary>An option of the shared table; it may be given several times, which the table judges.</summary>
    private static Option<string[]> CreateOption(RunOptionRow row) => new(row.Name, row.Alias.Length > 0 ? [row.Alias] : [])
    {
        Description = row.Help,
        HelpName = row.TakesValue ? row.Value : null,
        Arity = row.TakesValue ? ArgumentArity.OneOrMore : ArgumentArity.Zero,
        AllowMultipleArgumentsPerToken = false,
    };

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(version))
        {
            Console.Out.WriteLine($"tracegate {ProductVersion.Text}");
            return 0;
        }

        if (parsed.GetValue(info))
        {
            Console.Out.Write(InfoText.Text());
            return 0;
        }

        var given = parsed.GetValue(words) ?? [];
        var texts = parsed.GetValue(program) ?? [];
        RefuseUnknownOptions(parsed, given);
        if (given.Length == 0 && texts.Length == 0)
            return ShowHelp(parsed.Tokens.Count == 0);
        var source = texts.Length > 0 ? ScriptSource.FromText(texts[^1]) : ScriptSource.Read(given[0]);
        TraceSession.HoldSignals();
        var options = ReadOptions(parsed) with { ScriptName = source.Name };
        options = AddParameters(options, given.AsSpan(texts.Length > 0 ? 0 : 1));
        var image = ScriptCompiler.CompileImage(source, CompileOptions.Read(parsed, options.Unsafe, options.Warnings) with { StartSync = CompiledSync(options) });
        return image is null ? 1 : TraceSession.Run([image], options);
    }

    // What steers the gate needs programs that check it.
    private static string? CompiledSync(RunOptions options) => options.StartSync is { } sync ? $"{sync}".ToLowerInvariant()
        : options.NeedsGate ? "on" : null;

    private int ShowHelp(bool isEmpty)
    {
        if (!isEmpty)
            throw Faults.Usage.With("name a script, or give a program with -e");
        _ = Parse("-h").Invoke();
        return 1;
    }

    private RunOptions ReadOptions(ParseResult parsed)
    {
        var options = new RunOptions();
        foreach (var (row, option) in rows)
        {
            if (parsed.GetResult(option) is not { } result)
                continue;
            if (!row.TakesValue)
            {
                for (var i = 0; i < result.IdentifierTokenCount; i++)
                    options = row.Apply(options, "");
                continue;
            }

            foreach (var value in parsed.GetValue(option) ?? [])
                options = row.Apply(options, value);
        }

        return RunOptionTable.Check(options);
    }

    private static void RefuseUnknownOptions(ParseResult parsed, string[] given)
    {
        var separator = parsed.Tokens.Count;
        for (var i = 0; i < parsed.Tokens.Count && separator == parsed.Tokens.Count; i++)
        {
            if (parsed.Tokens[i].Type == System.CommandLine.Parsing.TokenType.DoubleDash)
                separator = i;
        }

        var after = Math.Max(0, parsed.Tokens.Count - separator - 1);
        foreach (var word in given.AsSpan(0, given.Length - Math.Min(after, given.Length)))
        {
            if (word.Length > 1 && word[0] == '-')
                throw RunOptionTable.Unknown(word);
        }
    }

    // Words that begin with two dashes can only have come after "--" (O-params).
    private static RunOptions AddParameters(RunOptions options, ReadOnlySpan<string> given)
    {
        var positional = new List<string>();
        var named = new List<string>();
        foreach (var word in given)
        {
            if (word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2)
                named.Add(word[2..]);
            else
                positional.Add(word);
        }

        return options with { Parameters = positional, NamedParameters = named };
    }
}
