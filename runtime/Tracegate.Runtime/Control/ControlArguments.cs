using Tracegate.Runtime.Features;

namespace Tracegate.Runtime.Control;

/// <summary>The command line of <c>ctl</c>.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Pids">Sessions; for <c>status</c> none means all.</param>
/// <param name="Gate">A pinned gate instead, or null.</param>
/// <param name="Json">Whether to print the answers as JSON.</param>
public sealed record ControlArguments(string Verb, IReadOnlyList<int> Pids, string? Gate, bool Json)
{
    /// <summary>The verbs that a session knows, each with what it does.</summary>
    public static IReadOnlyList<(string Verb, string Help)> Verbs { get; } =
    [
        ("open", "opens what is held; of several sessions all at one instant"),
        ("pause", "closes the gate for a while"),
        ("resume", "opens it again"),
        ("close", "closes the gate for good; the session prints its maps and ends"),
        ("status", "how far the session is; without PID, of all sessions"),
    ];

    /// <summary>The help.</summary>
    public static string Help
    {
        get
        {
            var lines = Verbs.Select(static row => $"  {row.Verb,-10}{row.Help}\n");
            return "Usage: tracegate ctl PID… VERB [--json]\n       tracegate ctl --gate PATH VERB [--json]\n\n"
                + "Steers running sessions, or a gate that is pinned in bpffs. Verbs:\n\n" + string.Concat(lines);
        }
    }

    /// <summary>Takes words apart; PIDs and the verb may come in any order.</summary>
    /// <exception cref="FaultException">They do not make a command.</exception>
    public static ControlArguments Parse(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var (verb, gate, json) = ("", (string?)null, false);
        var pids = new List<int>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word == "--json")
                json = true;
            else if (word == "--gate")
                gate = ++i < words.Count ? words[i] : throw Faults.Usage.With("--gate needs a path");
            else if (word.StartsWith("--gate=", StringComparison.Ordinal))
                gate = word["--gate=".Length..];
            else if (int.TryParse(word, out var pid) && pid > 0)
                pids.Add(pid);
            else if (Verbs.Any(row => row.Verb == word) && verb.Length == 0)
                verb = word;
            else
                throw Faults.Usage.With($"ctl does not know '{word}'; it takes {string.Join(", ", Verbs.Select(static row => row.Verb))}");
        }

        if (verb.Length == 0)
            throw Faults.Usage.With($"say what to do: {string.Join(", ", Verbs.Select(static row => row.Verb))}");
        if (gate is not null && pids.Count > 0)
            throw Faults.Usage.With("give process ids or --gate, not both");
        if (gate is null && pids.Count == 0 && verb != "status")
            throw Faults.Usage.With($"ctl {verb} needs the process id of a session, or --gate PATH");
        return new(verb, [.. pids.Distinct()], gate, json);
    }
}
