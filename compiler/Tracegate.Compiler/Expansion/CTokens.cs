using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Expansion;

/// <summary>A word, number or sign of C.</summary>
internal readonly record struct CToken(string Text, SourceSpan Span)
{
    /// <summary>Whether it is an identifier or keyword.</summary>
    public bool IsWord => Text.Length > 0 && (char.IsAsciiLetter(Text[0]) || Text[0] == '_');

    /// <summary>What messages call it.</summary>
    public string Description => Text.Length == 0 ? "the end of the definition" : $"'{Text}'";
}

/// <summary>Splits a C definition.</summary>
internal static class CTokenizer
{
    private static readonly string[] LongSigns = ["<<", ">>", "::", "&&", "||", "==", "!=", "<=", ">="];

    /// <summary>The tokens, with an empty one at the end. Comments are left out.</summary>
    public static List<CToken> Tokenize(SourceSpan span)
    {
        var text = span.Source.Text;
        var (tokens, i, end) = (new List<CToken>(), span.Start, span.End);
        while (i < end)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            if (text[i] == '/' && i + 1 < end && text[i + 1] is '/' or '*')
            {
                var close = text[i + 1] == '/' ? "\n" : "*/";
                var stop = text.IndexOf(close, i + 2, end - i - 2, StringComparison.Ordinal);
                i = stop < 0 ? end : stop + close.Length;
                continue;
            }

            var start = i;
            if (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_')
            {
                while (i < end && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_'))
                    i++;
            }
            else if (text[i] is '"' or '\'')
            {
                var quote = text[i++];
                while (i < end && text[i] != quote)
                    i += text[i] == '\\' ? 2 : 1;
                i = Math.Min(i + 1, end);
            }
            else
            {
                i += Array.Exists(LongSigns, sign => string.CompareOrdinal(text, start, sign, 0, 2) == 0) ? 2 : 1;
            }

            tokens.Add(new CToken(text[start..i], span.Source.Span(start, i - start)));
        }

        tokens.Add(new CToken("", span.Source.Span(end, 0)));
        return tokens;
    }
}
