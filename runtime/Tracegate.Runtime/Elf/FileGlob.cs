namespace Tracegate.Runtime.Elf;

/// <summary>Patterns of file names, one part of a path at a time: <c>*</c> is any text, <c>[ab]</c> one of the characters.</summary>
internal static class FileGlob
{
    /// <summary>Whether the text holds a wildcard.</summary>
    internal static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '[');

    /// <summary>Whether the whole text matches.</summary>
    internal static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
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
            else if (p < pattern.Length && MatchesOne(pattern, ref p, text[t]))
                t++;
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

    private static bool MatchesOne(ReadOnlySpan<char> pattern, ref int position, char character)
    {
        var length = pattern[position] == '[' ? pattern[position..].IndexOf(']') : -1;
        var matches = length > 0
            ? pattern.Slice(position + 1, length - 1).Contains(character)
            : pattern[position] == character;
        if (matches)
            position += length > 0 ? length + 1 : 1;
        return matches;
    }
}
