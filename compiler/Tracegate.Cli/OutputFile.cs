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

        // A device or a pipe cannot be replaced.
        var target = File.Exists(path) && (File.GetAttributes(path) & FileAttributes.Device) != 0 ? null : path;
        var temporary = target is null ? path : $"{path}.{Environment.ProcessId}.tmp";
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
}
