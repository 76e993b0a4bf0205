namespace VerifyTests;

/// <summary>Where the accepted file lies, as in Verify.</summary>
public sealed class VerifySettings
{
    internal string? Directory { get; private set; }

    internal string? FileName { get; private set; }

    /// <summary>The folder, relative to the test's source file.</summary>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>The file name without <c>.verified.ext</c>.</summary>
    public void UseFileName(string fileName) => FileName = fileName;
}
