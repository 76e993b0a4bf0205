namespace Tracegate.Compiler.Diagnostics;

/// <summary>Finds the name that was probably meant.</summary>
public static class SpellChecker
{
    /// <summary>The closest of the names, or null if none is close: at most a third of the letters may differ.</summary>
    public static string? Closest(string written, IEnumerable<string> names)
    {
        var (best, bestDistance) = ((string?)null, Math.Max(1, written.Length / 3) + 1);
        foreach (var name in names)
        {
            if (name.Length == 0 || Math.Abs(name.Length - written.Length) >= bestDistance)
                continue;
            var distance = Distance(written, name);
            if (distance < bestDistance || (distance == bestDistance && best is not null && Nearer(written, name, best)))
                (best, bestDistance) = (name, distance);
        }

        return best == written ? null : best;
    }

    // Of names that are equally close, the one of nearer length, then the first of the alphabet.
    private static bool Nearer(string written, string name, string best)
    {
        var (own, other) = (Math.Abs(name.Length - written.Length), Math.Abs(best.Length - written.Length));
        return own != other ? own < other : string.CompareOrdinal(name, best) < 0;
    }

    /// <summary>Number of insertions, deletions, replacements and swaps of neighbours; letter case costs nothing.</summary>
    public static int Distance(string a, string b)
    {
        var (beforeLast, last, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
