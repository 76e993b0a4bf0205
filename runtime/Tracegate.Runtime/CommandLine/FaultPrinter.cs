using System.Text;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.CommandLine;

/// <summary>Tells faults on standard error.</summary>
public static class FaultPrinter
{
    private const int StandardError = 2;

    /// <summary>O-color.</summary>
    public static bool UsesColor => Session.OutputFactory.UsesColor();

    /// <summary>Prints the message with its code and its hint.</summary>
    /// <returns>The exit status (O-exit).</returns>
    public static int Print(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var (red, reset) = UsesColor ? ("\u001b[31m", "\u001b[0m") : ("", "");
        var end = fault.Text.IndexOf('\n', StringComparison.Ordinal);
        var (first, rest) = end < 0 ? (fault.Text, "") : (fault.Text[..end], fault.Text[end..]);
        var text = $"{red}ERROR: {first} [{fault.Code}]{reset}{rest}\n";
        if (fault.Hint.Length > 0)
            text += $"HINT: {fault.Hint}\n";
        using var errors = new OutputStream(StandardError);
        errors.Write(Encoding.UTF8.GetBytes(text));
        return 1;
    }
}
