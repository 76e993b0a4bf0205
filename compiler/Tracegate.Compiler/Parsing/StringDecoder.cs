using System.Collections.Immutable;
using System.Text;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Parsing;

/// <summary>Reads string literals (L-str, L-str-esc).</summary>
internal static class StringDecoder
{
    /// <summary>The bytes between the quotes. A missing closing quote has been reported before.</summary>
    public static ImmutableArray<byte> Decode(SourceSpan span, DiagnosticBag diagnostics)
    {
        var text = span.Text;
        var end = IsClosed(text) ? text.Length - 1 : text.Length;
        var bytes = ImmutableArray.CreateBuilder<byte>(text.Length);
        for (var i = 1; i < end;)
        {
            if (text[i] != '\\')
            {
                var stop = text.IndexOf('\\', i, end - i) is >= 0 and var next ? next : end;
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i..stop]));
                i = stop;
                continue;
            }

            i = Escape(text, i, end, span, bytes, diagnostics);
        }

        return bytes.DrainToImmutable();
    }

    private static int Escape(string text, int start, int end, SourceSpan span, ImmutableArray<byte>.Builder bytes, DiagnosticBag diagnostics)
    {
        var i = start + 1;
        if (i == end)
            return end;
        switch (text[i])
        {
            case 'n':
                bytes.Add((byte)'\n');
                return i + 1;
            case 't':
                bytes.Add((byte)'\t');
                return i + 1;
            case 'r':
                bytes.Add((byte)'\r');
                return i + 1;
            case '"' or '\\':
                bytes.Add((byte)text[i]);
                return i + 1;
            case >= '0' and <= '7':
                var octal = 0;
                for (; i < end && i <= start + 3 && text[i] is >= '0' and <= '7'; i++)
                    octal = (octal * 8) + (text[i] - '0');
                if (octal > byte.MaxValue)
                    diagnostics.Add(SyntaxDiagnostics.OctalEscapeRange.At(At(i), text[start..i]));
                bytes.Add((byte)octal);
                return i;
            case 'x' or 'X':
                var hex = 0;
                for (i++; i < end && i <= start + 3 && char.IsAsciiHexDigit(text[i]); i++)
                    hex = (hex * 16) + Convert.ToInt32(text[i].ToString(), 16);
                if (i == start + 2)
                    diagnostics.Add(SyntaxDiagnostics.EmptyHexEscape.At(At(i)));
                bytes.Add((byte)hex);
                return i;
            default:
                diagnostics.Add(SyntaxDiagnostics.InvalidEscape.At(At(i + 1), text[start..(i + 1)]));
                return i + 1;
        }

        SourceSpan At(int stop) => span with { Start = span.Start + start, Length = stop - start };
    }

    private static bool IsClosed(string text)
    {
        if (text.Length < 2 || text[^1] != '"')
            return false;
        var backslashes = 0;
        while (text[text.Length - 2 - backslashes] == '\\')
            backslashes++;
        return backslashes % 2 == 0;
    }
}
