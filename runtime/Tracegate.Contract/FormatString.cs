using System.Collections.Immutable;
using System.Text;

namespace Tracegate.Contract;

/// <summary>How a conversion of a format string prints its argument (LANGUAGE 4.4).</summary>
public enum ConversionKind
{
    /// <summary>F-fmt-d: <c>d i</c>.</summary>
    Signed,

    /// <summary>F-fmt-u: <c>u</c>.</summary>
    Unsigned,

    /// <summary>F-fmt-x: <c>x</c>.</summary>
    Hex,

    /// <summary>F-fmt-x: <c>X</c>.</summary>
    UpperHex,

    /// <summary>F-fmt-x: <c>o</c>.</summary>
    Octal,

    /// <summary>F-fmt-p: <c>p</c>.</summary>
    Pointer,

    /// <summary>F-fmt-c: <c>c</c>.</summary>
    Character,

    /// <summary>F-fmt-s: <c>s</c>.</summary>
    Text,

    /// <summary>F-fmt-r: <c>r</c>, printable ASCII and <c>\xHH</c>.</summary>
    Buffer,

    /// <summary>F-fmt-r: <c>rx</c>, all <c>\xHH</c>.</summary>
    BufferEscaped,

    /// <summary>F-fmt-r: <c>rh</c>, hex with spaces.</summary>
    BufferHex,

    /// <summary>F-fmt-gr: <c>gr</c>.</summary>
    GfpFlags,

    /// <summary>F-fmt-other: parsed but not available (<c>e E f F g G a A n</c>).</summary>
    Unsupported,
}

/// <summary>What a conversion accepts.</summary>
public enum ConversionArgument
{
    /// <summary>Any printable value.</summary>
    Any,

    /// <summary>Integers, booleans and pointers.</summary>
    Integer,

    /// <summary>Buffers.</summary>
    Buffer,

    /// <summary>Nothing: the conversion is unsupported.</summary>
    None,
}

/// <summary>One conversion of a format string.</summary>
/// <param name="Kind">How the argument prints.</param>
/// <param name="Specifier">The conversion's letters, such as <c>d</c> or <c>rx</c>.</param>
/// <param name="Left"><c>-</c>.</param>
/// <param name="Sign"><c>+</c>.</param>
/// <param name="Base"><c>#</c>.</param>
/// <param name="Zeros"><c>0</c>.</param>
/// <param name="Width">Minimum width in bytes; 0 if none.</param>
/// <param name="Precision">Maximum length of a text in bytes; -1 if none.</param>
/// <param name="StarWidth">Whether the width is <c>*</c> (X-fmt-prec).</param>
/// <param name="StarPrecision">Whether the precision is <c>*</c> (X-fmt-prec).</param>
/// <param name="Bits">Bits to which an integer is cut: 8, 16, 32 or 64 (F-fmt-len).</param>
/// <param name="Start">Index of <c>%</c> in the format.</param>
/// <param name="End">Index after the last letter.</param>
public sealed record Conversion(
    ConversionKind Kind,
    string Specifier,
    bool Left,
    bool Sign,
    bool Base,
    bool Zeros,
    int Width,
    int Precision,
    bool StarWidth,
    bool StarPrecision,
    int Bits,
    int Start,
    int End)
{
    /// <summary>What may be converted.</summary>
    public ConversionArgument Accepts => Kind switch
    {
        ConversionKind.Text => ConversionArgument.Any,
        ConversionKind.Buffer or ConversionKind.BufferEscaped or ConversionKind.BufferHex => ConversionArgument.Buffer,
        ConversionKind.Unsupported => ConversionArgument.None,
        _ => ConversionArgument.Integer,
    };

    /// <summary>Number of <c>*</c>: integer arguments in front of the value.</summary>
    public int Stars => (StarWidth ? 1 : 0) + (StarPrecision ? 1 : 0);
}

/// <summary>
/// A parsed format string: literals around conversions. What looks like no conversion is literal text, so parsing never
/// fails.
/// </summary>
public sealed class FormatString
{
    // Longest first, so that "rx" is not taken for "r".
    private static readonly string[] Specifiers =
    [
        "gr", "rh", "rx", "d", "i", "u", "x", "X", "o", "p", "c", "s", "r",
        "e", "E", "f", "F", "g", "G", "a", "A", "n", "%",
    ];

    private FormatString(ImmutableArray<string> literals, ImmutableArray<Conversion> conversions)
    {
        Literals = literals;
        Conversions = conversions;
    }

    /// <summary>Text before each conversion, and the text after the last: one more than conversions.</summary>
    public ImmutableArray<string> Literals { get; }

    /// <summary>The conversions.</summary>
    public ImmutableArray<Conversion> Conversions { get; }

    /// <summary>Number of <c>*</c> in all conversions.</summary>
    public int Stars => Conversions.Sum(c => c.Stars);

    /// <summary>
    /// Whether <c>*</c> takes an argument. Upstream reads over <c>*</c>, so a script with one argument for each
    /// conversion means that; with one more for each <c>*</c> it means what C means (X-fmt-prec).
    /// </summary>
    /// <param name="arguments">Number of arguments after the format.</param>
    public bool StarsTakeArguments(int arguments) => Stars > 0 && arguments == Conversions.Length + Stars;

    /// <summary>Whether this many arguments fit.</summary>
    public bool Fits(int arguments) => arguments == Conversions.Length || StarsTakeArguments(arguments);

    /// <summary>Parses a format.</summary>
    public static FormatString Parse(string format)
    {
        var literals = ImmutableArray.CreateBuilder<string>();
        var conversions = ImmutableArray.CreateBuilder<Conversion>();
        var literal = new StringBuilder();
        for (var i = 0; i < format.Length;)
        {
            if (format[i] != '%' || ParseConversion(format, i) is not { } conversion)
            {
                literal.Append(format[i++]);
                continue;
            }

            i = conversion.End;
            if (conversion.Specifier == "%")
            {
                literal.Append('%');
                continue;
            }

            literals.Add(literal.ToString());
            literal.Clear();
            conversions.Add(conversion);
        }

        literals.Add(literal.ToString());
        return new FormatString(literals.ToImmutable(), conversions.ToImmutable());
    }

    private static Conversion? ParseConversion(string format, int start)
    {
        var at = start + 1;
        var left = Take(format, ref at, '-');
        var sign = Take(format, ref at, '+');
        Take(format, ref at, ' ');
        var alternate = Take(format, ref at, '#');
        var zeros = Take(format, ref at, '0');
        var starWidth = Take(format, ref at, '*');
        var width = starWidth ? 0 : Digits(format, ref at) ?? 0;
        var precision = -1;
        var starPrecision = false;
        if (Take(format, ref at, '.'))
        {
            starPrecision = Take(format, ref at, '*');
            if (!starPrecision && Digits(format, ref at) is { } digits)
                precision = digits;
            else if (!starPrecision)
                return null;
        }

        var lengthStart = at;
        while (at < format.Length && "hlLjzt".Contains(format[at]))
            at++;
        var length = format.AsSpan(lengthStart, at - lengthStart);
        foreach (var specifier in Specifiers)
        {
            if (format.AsSpan(at).StartsWith(specifier, StringComparison.Ordinal))
            {
                return new Conversion(Kind(specifier), specifier, left, sign, alternate, zeros, width, precision,
                    starWidth, starPrecision, Bits(length), start, at + specifier.Length);
            }
        }

        return null;
    }

    private static bool Take(string format, ref int at, char c)
    {
        if (at >= format.Length || format[at] != c)
            return false;
        at++;
        return true;
    }

    // Widths beyond any use are cut: they would only fill memory.
    private static int? Digits(string format, ref int at)
    {
        var start = at;
        var value = 0;
        for (; at < format.Length && char.IsAsciiDigit(format[at]); at++)
            value = Math.Min(value * 10 + (format[at] - '0'), 65535);
        return at == start ? null : value;
    }

    private static int Bits(ReadOnlySpan<char> length) => length switch
    {
        "hh" => 8,
        "h" => 16,
        "l" or "ll" or "j" or "z" or "t" => 64,
        _ => 32,
    };

    private static ConversionKind Kind(string specifier) => specifier switch
    {
        "d" or "i" => ConversionKind.Signed,
        "u" => ConversionKind.Unsigned,
        "x" => ConversionKind.Hex,
        "X" => ConversionKind.UpperHex,
        "o" => ConversionKind.Octal,
        "p" => ConversionKind.Pointer,
        "c" => ConversionKind.Character,
        "s" => ConversionKind.Text,
        "r" => ConversionKind.Buffer,
        "rx" => ConversionKind.BufferEscaped,
        "rh" => ConversionKind.BufferHex,
        "gr" => ConversionKind.GfpFlags,
        _ => ConversionKind.Unsupported,
    };
}
