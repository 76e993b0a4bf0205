namespace Tracegate.Contract;

/// <summary>
/// Patterns of attach points and filters (L-ap-wild): <c>*</c> stands for any text, <c>[a-c_]</c> for one of the
/// characters and <c>[!…]</c> for another one. Names of C++ have brackets, so they also stand for themselves.
/// </summary>
public static class Wildcard
{
    /// <summary>Whether the text is a pattern.</summary>
    public static bool IsPattern(ReadOnlySpan<char> text) => text.Contains('*') || (text.Contains('[') && text.Contains(']'));

    /// <summary>Whether the whole text fits the pattern.</summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) =>
        IsMatch(pattern, text, classes: false) || (pattern.Contains('[') && IsMatch(pattern, text, classes: true));

    private static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool classes)
    {
        // On a mismatch, the last star takes one character more.
        var (p, t) = (0, 0);
        var (star, resume) = (-1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && Fits(pattern[p..], text[t], classes, out var length))
            {
                p += length;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
                return false;
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    // One character against the start of a pattern, of which it takes some characters.
    private static bool Fits(ReadOnlySpan<char> pattern, char c, bool classes, out int length)
    {
        length = 1;
        var end = classes && pattern[0] == '[' ? pattern.IndexOf(']') : -1;
        if (end < 2)
            return pattern[0] == c;
        length = end + 1;
        var negated = pattern[1] is '!' or '^';
        var found = false;
        for (var i = negated ? 2 : 1; i < end; i++)
        {
            var isRange = i + 2 < end && pattern[i + 1] == '-';
            found |= isRange ? c >= pattern[i] && c <= pattern[i + 2] : c == pattern[i];
            i += isRange ? 2 : 0;
        }

        return found != negated;
    }
}
