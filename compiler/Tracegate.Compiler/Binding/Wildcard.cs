namespace Tracegate.Compiler.Binding;

/// <summary>Matches names against patterns in which <c>*</c> stands for any characters (L-ap-wild).</summary>
internal static class Wildcard
{
    /// <summary>Whether a whole name fits the pattern.</summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return pattern.SequenceEqual(name);
        }

        if (!name.StartsWith(pattern[..star], StringComparison.Ordinal))
        {
            return false;
        }

        var rest = pattern[(star + 1)..];
        for (var start = star; start <= name.Length; start++)
        {
            if (IsMatch(rest, name[start..]))
            {
                return true;
            }
        }

        return false;
    }
}
