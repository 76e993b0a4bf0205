using System.Text;
using System.Text.Json;

namespace Tracegate.Runtime.Control;

/// <summary>An answer of a control socket, read again.</summary>
internal sealed class ControlAnswer
{
    private readonly Dictionary<string, string> members = new(StringComparer.Ordinal);

    private ControlAnswer(string line) => Line = line;

    /// <summary>As it came.</summary>
    internal string Line { get; }

    /// <summary>Why the session refuses, or null.</summary>
    internal string? Complaint => members.GetValueOrDefault("type") switch
    {
        "error" => members.GetValueOrDefault("msg", ""),
        "status" => null,
        _ => Line.Length == 0 ? "it does not answer" : "its answer is not understood",
    };

    /// <summary>In words: <c>1234: running, opened 3.2 s ago, 36 probes, x.bpf.o</c>.</summary>
    internal string Text
    {
        get
        {
            var text = new StringBuilder();
            text.Append(members.GetValueOrDefault("pid") ?? members.GetValueOrDefault("gate")).Append(": ");
            text.Append(members.GetValueOrDefault("state"));
            if (members.TryGetValue("elapsed", out var elapsed))
                text.Append(", opened ").Append(elapsed.AsSpan(0, Math.Max(0, elapsed.IndexOf('.') + 2))).Append(" s ago");
            if (members.TryGetValue("probes", out var probes))
                text.Append(", ").Append(probes).Append(probes == "1" ? " probe" : " probes");
            if (members.GetValueOrDefault("gated") == "false")
                text.Append(" without a gate");
            if (members.TryGetValue("objects", out var objects))
                text.Append(", ").Append(objects);
            return text.ToString();
        }
    }

    /// <summary>Reads a line; of an object in it nothing is kept, of a list the texts, with blanks between them.</summary>
    internal static ControlAnswer Read(string line)
    {
        var answer = new ControlAnswer(line);
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
            var name = "";
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName)
                    name = json.GetString()!;
                else if (json.TokenType is JsonTokenType.StartObject && json.CurrentDepth > 0)
                    json.Skip();
                else if (json.TokenType is JsonTokenType.String)
                    answer.Add(name, json.GetString()!);
                else if (json.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
                    answer.Add(name, Encoding.UTF8.GetString(json.ValueSpan));
            }
        }
        catch (JsonException)
        {
            answer.members.Clear();
        }

        return answer;
    }

    private void Add(string name, string value) =>
        members[name] = members.TryGetValue(name, out var before) ? $"{before} {value}" : value;
}
