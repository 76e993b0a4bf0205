using System.Globalization;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Parsing;

/// <summary>Reads integer literals (L-int-bases, L-int-under, L-int-sci, L-int-suffix, L-dur).</summary>
internal static class IntegerParser
{
    // Largest value and factor of each suffix.
    private static readonly Dictionary<string, (ulong Maximum, ulong Factor)> Suffixes = new(StringComparer.Ordinal)
    {
        [""] = (ulong.MaxValue, 1),
        ["u"] = (uint.MaxValue, 1),
        ["l"] = (long.MaxValue, 1),
        ["ll"] = (long.MaxValue, 1),
        ["ul"] = (ulong.MaxValue, 1),
        ["ull"] = (ulong.MaxValue, 1),
        ["ns"] = (ulong.MaxValue, 1),
        ["us"] = (ulong.MaxValue, 1_000),
        ["ms"] = (ulong.MaxValue, 1_000_000),
        ["s"] = (ulong.MaxValue, 1_000_000_000),
        ["m"] = (ulong.MaxValue, 60_000_000_000),
        ["h"] = (ulong.MaxValue, 3_600_000_000_000),
        ["d"] = (ulong.MaxValue, 86_400_000_000_000),
    };

    /// <summary>The value; 0 after an error.</summary>
    public static ulong Parse(string text, SourceSpan span, DiagnosticBag diagnostics)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var end = isHex ? 2 : 0;
        while (end < text.Length && (text[end] == '_' || (isHex ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end]))))
            end++;
        var digits = text[(isHex ? 2 : 0)..end];
        if (digits.EndsWith('_'))
            return Fail(SyntaxDiagnostics.TrailingUnderscore.At(span));

        var exponent = "";
        if (!isHex && end < text.Length && text[end] is 'e' or 'E')
        {
            var start = ++end;
            while (end < text.Length && (text[end] == '_' || char.IsAsciiDigit(text[end])))
                end++;
            exponent = text[start..end];
            if (exponent.EndsWith('_'))
                return Fail(SyntaxDiagnostics.TrailingUnderscore.At(span));
            if (exponent.Length == 0 || exponent[0] is < '1' or > '9' || Clean(digits) is not [>= '1' and <= '9'])
                return Fail(SyntaxDiagnostics.InvalidScientific.At(span, text));
        }

        var suffix = text[end..];
        if (!Suffixes.TryGetValue(IsIntegerSuffix(suffix) ? suffix.ToLowerInvariant() : suffix, out var range) || (isHex && suffix.Length > 0))
            return Fail(SyntaxDiagnostics.InvalidSuffix.At(span with { Start = span.Start + end, Length = suffix.Length }, suffix));

        digits = Clean(digits);
        var isOctal = !isHex && digits is ['0', _, ..];
        if (digits.Length == 0 || (isOctal && digits.AsSpan().IndexOfAnyExceptInRange('0', '7') >= 0))
            return Fail(SyntaxDiagnostics.InvalidNumber.At(span, text, isHex ? "hexadecimal" : "octal"));
        return TryValue(digits, isHex ? 16u : isOctal ? 8u : 10u, Clean(exponent)) is { } value && value <= range.Maximum / range.Factor
            ? value * range.Factor
            : Fail(SyntaxDiagnostics.IntegerOverflow.At(span, text, range.Maximum));

        ulong Fail(Diagnostic diagnostic)
        {
            diagnostics.Add(diagnostic);
            return 0;
        }
    }

    private static bool IsIntegerSuffix(string suffix) => suffix.Length > 0 && suffix.AsSpan().IndexOfAnyExcept("uUlL") < 0;

    private static string Clean(string digits) => digits.Replace("_", "", StringComparison.Ordinal);

    private static ulong? TryValue(string digits, uint radix, string exponent)
    {
        UInt128 value = 0;
        foreach (var digit in digits)
        {
            value = (value * radix) + (uint)Convert.ToInt32(digit.ToString(), 16);
            if (value > ulong.MaxValue)
                return null;
        }

        if (exponent.Length == 0)
            return (ulong)value;
        if (!int.TryParse(exponent, NumberStyles.None, CultureInfo.InvariantCulture, out var power) || power > 19)
            return null;
        while (power-- > 0)
            value *= 10;
        return value <= ulong.MaxValue ? (ulong)value : null;
    }
}
