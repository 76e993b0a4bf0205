using System.Globalization;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Session;

namespace Tracegate.Runtime.Control;

/// <summary>Does what the lines of a control socket ask for.</summary>
internal sealed class ControlCommands(GateControl control, IReadOnlyList<ObjectRun> objects)
{
    private static readonly (string Verb, Func<GateControl, long, string?> Do)[] Table =
    [
        ("open", static (c, at) => c.AskOpen(at)),
        ("pause", static (c, _) => c.Pause()),
        ("resume", static (c, _) => c.Resume()),
        ("close", static (c, _) => Stop(c)),
        ("status", static (_, _) => null),
    ];

    /// <summary>Answers a line: the status after the command, or an error.</summary>
    internal string Answer(string line)
    {
        const string atMark = "at=";
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var row = Array.Find(Table, row => words.Length > 0 && row.Verb == words[0]);
        if (row.Do is null)
            return Error($"unknown command; known are {string.Join(", ", Table.Select(static row => row.Verb))}");
        long at = 0;
        if (words.Length > 2 || (words.Length == 2 && !(row.Verb == "open" && words[1].StartsWith(atMark, StringComparison.Ordinal)
            && long.TryParse(words[1].AsSpan(atMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out at))))
        {
            return Error($"'{row.Verb}' does not take '{words[1]}'");
        }

        return row.Do(control, at) is { } complaint ? Error(complaint) : Status();
    }

    /// <summary>Why a request cannot be done.</summary>
    internal static string Error(string text)
    {
        var json = new JsonLine("error");
        json.Text("msg", text);
        return json.ToString();
    }

    private static string? Stop(GateControl control)
    {
        control.Stop();
        return null;
    }

    private string Status()
    {
        var json = new JsonLine("status");
        json.Number("pid", Libc.getpid());
        json.Text("state", control.CloseAsked ? "closed" : StateNames[(int)control.State]);
        json.Number("probes", objects.Sum(static run => run.SiteCount));
        json.Flag("gated", control.CanPause);
        json.Number("pauses", control.Pauses);
        if (control.OpenedAt > 0)
            json.Seconds("elapsed", Clock.Boot - control.OpenedAt);
        if (objects.Any(static run => run.CountsSuppressed))
        {
            var total = default(Suppressed);
            foreach (var run in objects)
                total += run.SuppressedByAll;
            total.Write(json);
        }

        json.Texts("objects", objects.Select(static run => run.Name));
        return json.ToString();
    }

    // In the order of SessionState.
    private static readonly string[] StateNames = ["held", "running", "paused", "closed"];
}
