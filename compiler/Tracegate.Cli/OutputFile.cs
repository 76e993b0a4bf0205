using Tracegate.Runtime.Output;

namespace Tracegate.Cli;

/// <summary>Files that appear whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes beside the target and renames; <c>-</c> is standard output.</summary>
    /// <exception cref="Runtime.Features.FaultException">It cannot be written.</exception>
    internal static void Write(string path, byte[] bytes)
    {
        if (path == "-")
        {
            using var output = new OutputStream(1);
            output.Write(bytes);
            return;
        }

        var target = SpecialFile.IsAt(path) ? null : Named(path);
        var temporary = target is null ? path : $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            if (target is not null)
                File.Move(temporary, target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (target is not null && File.Exists(temporary))
                File.Delete(temporary);
            throw CliFaults.CannotWrite.With(path, error.Message);
        }
    }

    // Not a link is replaced but what it names.
    private static string Named(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
