using System.Globalization;
using Tracegate.Contract;
using Tracegate.Runtime.Features;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Session;

/// <summary>Texts of parameters as the bytes of a slot.</summary>
internal static class ParameterText
{
    /// <summary>A number as the language writes it (V-posparam), with or without a sign; null if the text is none.</summary>
    internal static long? Number(string text)
    {
        var negative = text.StartsWith('-');
        if (Magnitude(negative || text.StartsWith('+') ? text[1..] : text) is not { } value)
            return null;
        if (negative)
            return value <= 1UL << 63 ? -(long)value : null;
        return (long)value;
    }

    private static ulong? Magnitude(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal).AsSpan();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        if (digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase))
            return ulong.TryParse(digits[2..], NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture, out var bits) ? bits : null;
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        var rest = end < 0 ? "" : digits[end..];
        var factor = rest is ['e', >= '1' and <= '9', ..] && end == 1 && digits[0] != '0' ? PowerOfTen(rest[1..]) : Factor(rest);
        var value = Decimal(end < 0 ? digits : digits[..end]);
        return value is not null && factor is not null && value <= ulong.MaxValue / factor ? value * factor : null;
    }

    // Digits behind a zero are octal.
    private static ulong? Decimal(ReadOnlySpan<char> digits)
    {
        if (digits is not ['0', _, ..])
            return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        UInt128 octal = 0;
        foreach (var digit in digits)
        {
            octal = (octal << 3) + (uint)(digit - '0');
            if (digit > '7' || octal > ulong.MaxValue)
                return null;
        }

        return (ulong)octal;
    }

    private static ulong? PowerOfTen(ReadOnlySpan<char> exponent)
    {
        if (!int.TryParse(exponent, NumberStyles.None, CultureInfo.InvariantCulture, out var power) || power > 19)
            return null;
        var value = 1UL;
        for (; power > 0; power--)
            value *= 10;
        return value;
    }

    private static ulong? Factor(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" or "u" or "l" or "ul" or "ll" or "ull" or "ns" => 1,
        "us" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        "d" => 86_400_000_000_000,
        _ => null,
    };

    /// <summary>The part of a parameter's text that <see cref="LoadConstantKind.ParameterText"/> asks for.</summary>
    /// <param name="argument">Number, characters to drop, characters to keep.</param>
    /// <param name="parameter">The text of a parameter by its number.</param>
    internal static string Part(string argument, Func<string, string> parameter)
    {
        var (place, keep) = Split(argument, ':');
        var (number, drop) = Split(place, '+');
        var text = parameter(number);
        text = text[Math.Min(drop ?? 0, text.Length)..];
        return text[..Math.Min(keep ?? text.Length, text.Length)];
    }

    private static (string Text, int? Number) Split(string text, char separator)
    {
        var at = text.IndexOf(separator);
        return at < 0 ? (text, null) : (text[..at], int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue);
    }

    /// <summary>Writes a number at the width of the slot.</summary>
    internal static void WriteNumber(Span<byte> slot, long value)
    {
        for (var i = 0; i < slot.Length; i++)
            slot[i] = i < sizeof(long) ? (byte)(value >> (8 * i)) : (byte)0;
    }

    /// <summary>Writes a text, ended by NUL; without NUL when it fills the slot (T-str).</summary>
    internal static void WriteText(Span<byte> slot, string text)
    {
        slot.Clear();
        var bytes = ByteText.GetBytes(text).AsSpan();
        bytes[..Math.Min(bytes.Length, slot.Length)].CopyTo(slot);
    }

    /// <summary>Writes a named parameter's value by its type (F-getopt).</summary>
    /// <exception cref="FaultException">The text is not of that type.</exception>
    internal static void WriteOption(Span<byte> slot, OptionInfo option, string? value)
    {
        var text = value ?? (option.Type is ValueType.Boolean ? "true" : null);
        switch (option.Type)
        {
            case ValueType.Boolean:
                var flag = RunConfig.ParseFlag(text!)
                    ?? throw Faults.BadOptionValue.With(option.Name, "a boolean (true or false)", text!);
                WriteNumber(slot, flag ? 1 : 0);
                break;
            case ValueType.Text:
                WriteText(slot, text ?? throw Faults.BadOptionValue.With(option.Name, "a text", ""));
                break;
            default:
                var number = Number(text ?? "")
                    ?? throw Faults.BadOptionValue.With(option.Name, "an integer", text ?? "");
                WriteNumber(slot, number);
                break;
        }
    }
}
