namespace Tracegate.Runtime.Elf;

/// <summary>
/// The binaries that attach points name, each looked for and read once: a script may list hundreds of places of one.
/// </summary>
internal sealed class BinaryCache : IDisposable
{
    private readonly Dictionary<string, IReadOnlyList<string>> paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ElfFile? File, string Problem)> files = new(StringComparer.Ordinal);

    /// <summary>Files that the first part of an attach point means, see <see cref="BinaryPaths.Find"/>.</summary>
    internal IReadOnlyList<string> Find(string name)
    {
        if (!paths.TryGetValue(name, out var found))
            paths.Add(name, found = BinaryPaths.Find(name));
        return found;
    }

    /// <summary>Opens a file; it stays open until the cache is disposed of.</summary>
    /// <param name="path">Any path.</param>
    /// <param name="problem">Why the result is null.</param>
    internal ElfFile? Open(string path, out string problem)
    {
        if (!files.TryGetValue(path, out var entry))
            files.Add(path, entry = (ElfFile.Open(path, out var reason), reason));
        problem = entry.Problem;
        return entry.File;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (file, _) in files.Values)
            file?.Dispose();
        files.Clear();
    }
}
