namespace Tracegate.Contract;

/// <summary>
/// Patterns of attach points and filters (L-ap-wild): <c>*</c> stands for any text. Brackets make a text a pattern, so
/// that it may stand for several places or none, and are matched as they are.
/// </summary>
public static class Wildcard
{
    /// <summary>Whether the text is a pattern.</summary>
    public static bool IsPattern(ReadOnlySpan<char> text) => text.Contains('*') || (text.Contains('[') && text.Contains(']'));

    /// <summary>Whether the whole text fits the pattern.</summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
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
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
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
}
