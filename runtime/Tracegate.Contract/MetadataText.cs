namespace Tracegate.Contract;

/// <summary>
/// JSON cannot hold the lone surrogates of <see cref="ByteText"/>. They travel as the private-use characters
/// U+10FC80…U+10FCFF, which scripts have no reason to use.
/// </summary>
internal static class MetadataText
{
    private const char High = '\uDBFF';

    /// <summary>Makes a text valid UTF-16.</summary>
    public static string Escape(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1])))
                text = text.Insert(i++, "\uDBFF");
        }

        return text;
    }

    /// <summary>Undoes <see cref="Escape"/>.</summary>
    public static string Unescape(string text)
    {
        for (var i = text.IndexOf(High); i >= 0; i = text.IndexOf(High, i))
        {
            if (i + 1 < text.Length && text[i + 1] is >= '\uDC80' and <= '\uDCFF')
                text = text.Remove(i, 1);
            i++;
        }

        return text;
    }
}
