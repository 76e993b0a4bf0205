using Tracegate.Runtime.Features;

namespace Tracegate.Cli;

/// <summary>A script as the command line names it (O-file).</summary>
/// <param name="Name">Name for messages: the path, or <c>stdin</c>.</param>
/// <param name="Path">File that imports are relative to, or null.</param>
/// <param name="Text">The program.</param>
internal sealed record ScriptSource(string Name, string? Path, string Text)
{
    private const string StandardInput = "-";

    /// <summary>A program given as text: upstream calls it stdin.</summary>
    internal static ScriptSource FromText(string text) => new("stdin", null, text);

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="FaultException">It cannot be read.</exception>
    internal static ScriptSource Read(string path)
    {
        if (path == StandardInput)
            return FromText(Console.In.ReadToEnd());
        try
        {
            return new(path, path, File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliFaults.ScriptUnreadable.With(path, Reason(error));
        }
    }

    private static string Reason(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "permission denied, or it is a directory",
        _ => error.Message,
    };
}
