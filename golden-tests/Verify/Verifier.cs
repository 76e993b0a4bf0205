using System.Runtime.CompilerServices;
using VerifyTests;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>
/// The members of Verify.Xunit that the tests call, with its names and file conventions: <c>X.verified.ext</c> beside
/// the test holds what was accepted, <c>X.received.ext</c> what a failing test produced. <c>-p:VerifyVersion=…</c>
/// builds the tests against the package instead.
/// </summary>
public static class Verifier
{
    /// <summary>Compares text with the accepted file.</summary>
    public static async Task Verify(
        string target,
        string extension = "txt",
        VerifySettings? settings = null,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "")
    {
        var directory = Path.Combine(Path.GetDirectoryName(sourceFile)!, settings?.Directory ?? "");
        var name = settings?.FileName ?? $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}";
        var verified = Path.Combine(directory, $"{name}.verified.{extension}");
        var received = Path.Combine(directory, $"{name}.received.{extension}");
        var text = Normalise(target);
        var accepted = File.Exists(verified) ? Normalise(await File.ReadAllTextAsync(verified)) : null;
        if (text == accepted)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, text + "\n");
        throw new XunitException(accepted is null
            ? $"New: {verified}\nReceived:\n{text}"
            : $"Not equal: {verified}\n{FirstDifference(accepted, text)}\nReceived:\n{text}");
    }

    private static string Normalise(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static string FirstDifference(string accepted, string text)
    {
        var (left, right) = (accepted.Split('\n'), text.Split('\n'));
        var line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        string At(string[] lines) => line < lines.Length ? lines[line] : "<end>";
        return $"First difference in line {line + 1}:\n- {At(left)}\n+ {At(right)}";
    }
}
