using System.Globalization;
using Tracegate.Contract;
using Tracegate.Runtime.Features;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Session;

/// <summary>Texts of parameters as the bytes of a slot.</summary>
internal static class ParameterText
{
    /// <summary>A number in decimal or <c>0x</c> hex, with or without a minus sign; null if it is none.</summary>
    internal static long? Number(string text)
    {
        var digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        ulong value;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            if (!ulong.TryParse(digits[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out value))
                return null;
        }
        else if (!ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value))
            return null;

        return digits.Length < text.Length ? -(long)value : (long)value;
    }

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
