namespace Tracegate.Compiler.Expansion;

/// <summary>Where imported scripts are read from.</summary>
public interface ISourceLoader
{
    /// <summary>Whether the path is a file.</summary>
    bool FileExists(string path);

    /// <summary>Whether the path is a directory.</summary>
    bool DirectoryExists(string path);

    /// <summary>Full paths of the files of a directory, sorted, without those of directories below.</summary>
    IReadOnlyList<string> Files(string directory);

    /// <summary>The text of a file. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</summary>
    string Read(string path);

    /// <summary>Whether everyone may write to the file or directory, or to the directory it lies in (L-import-safe).</summary>
    bool IsWorldWritable(string path);
}

/// <summary>Reads from the file system.</summary>
public sealed class DiskSourceLoader : ISourceLoader
{
    /// <inheritdoc/>
    public bool FileExists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public bool DirectoryExists(string path) => Directory.Exists(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> Files(string directory) => [.. Directory.GetFiles(directory).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public string Read(string path) => File.ReadAllText(path);

    /// <inheritdoc/>
    public bool IsWorldWritable(string path)
    {
        if (OperatingSystem.IsWindows())
            return false;
        return IsWritable(path) || (Path.GetDirectoryName(path) is { Length: > 0 } directory && IsWritable(directory));
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsWritable(string path) => (File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) != 0;
}
