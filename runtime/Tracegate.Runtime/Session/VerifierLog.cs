namespace Tracegate.Runtime.Session;

/// <summary>
/// The end of a verifier's log, which is what explains a rejection: the last instructions and the complaint, below the
/// line of the script that they were compiled from (<c>; text @ file:line</c>).
/// </summary>
internal static class VerifierLog
{
    private const int ShownLines = 20;
    private const string LineMark = "; ";

    /// <summary>The place and the relevant lines, for a message.</summary>
    internal static string Summarize(string log)
    {
        var lines = new List<string>();
        var place = "";
        foreach (var line in log.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty || IsStatistics(line))
                continue;
            lines.Add(line.ToString());
            if (line.StartsWith(LineMark) && line.Contains(" @ ", StringComparison.Ordinal))
                place = line[LineMark.Length..].ToString();
        }

        var first = Math.Max(0, lines.Count - ShownLines);
        var shown = lines.GetRange(first, lines.Count - first);
        var at = place.LastIndexOf(" @ ", StringComparison.Ordinal);
        var head = at < 0 ? "" : $"at {place[(at + 3)..]}: {place[..at]}\n";
        return head + string.Join('\n', shown.ConvertAll(static line => "  " + line));
    }

    /// <summary>Name of the program that libbpf says was refused, or empty.</summary>
    internal static string FailedProgram(string libbpfLog)
    {
        const string start = "prog '";
        var end = libbpfLog.IndexOf("': BPF program load failed", StringComparison.Ordinal);
        var begin = end < 0 ? -1 : libbpfLog.LastIndexOf(start, end, StringComparison.Ordinal);
        return begin < 0 ? "" : libbpfLog[(begin + start.Length)..end];
    }

    private static bool IsStatistics(ReadOnlySpan<char> line) =>
        line.StartsWith("processed ")
        || line.StartsWith("verification time ")
        || line.StartsWith("stack depth ")
        || line.StartsWith("-- END");
}
