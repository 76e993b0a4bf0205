using System.CommandLine;
using Tracegate.Runtime.Control;

namespace Tracegate.Cli;

/// <summary><c>tracegate ctl PID… VERB</c>: steers running sessions.</summary>
internal sealed class ControlCommand : Command
{
    private readonly Argument<string[]> words = new("words")
    {
        HelpName = "PID… " + string.Join('|', ControlArguments.Verbs.Select(static row => row.Verb)),
        Description = "the sessions and what they are to do; 'status' alone shows all",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> gate = new("--gate") { Description = "a pinned gate instead", HelpName = "PATH" };
    private readonly Option<bool> json = new("--json") { Description = "answers as JSON" };

    internal ControlCommand()
        : base("ctl", "Opens, pauses, resumes or closes the start gate of running sessions, or shows their status.")
    {
        Add(words);
        Add(gate);
        Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        List<string> given = [.. parsed.GetValue(words) ?? []];
        if (parsed.GetValue(gate) is { } path)
            given.Add("--gate=" + path);
        if (parsed.GetValue(json))
            given.Add("--json");
        return ControlClient.Run(ControlArguments.Parse(given));
    }
}
