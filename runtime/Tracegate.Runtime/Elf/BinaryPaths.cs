using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Elf;

/// <summary>Finds the files that the first part of a uprobe means (P-uprobe).</summary>
internal static class BinaryPaths
{
    /// <summary>
    /// A path, a path with wildcards, a program in PATH, or a library by its name or soname. Symbolic links are
    /// followed, as the kernel's uprobes belong to the file itself.
    /// </summary>
    internal static IReadOnlyList<string> Find(string name)
    {
        if (FileGlob.IsPattern(name))
            return Expand(name);
        if (name.Contains('/', StringComparison.Ordinal))
            return File.Exists(name) ? [Real(name)] : [];
        if (InPath(name) is { } program)
            return [Real(program)];
        if (name.StartsWith("lib", StringComparison.Ordinal) && LibraryCache.Find(name) is { } library)
            return [Real(library)];
        return File.Exists(name) ? [Real(name)] : [];
    }

    /// <summary>The first program of that name in PATH, or null.</summary>
    internal static string? InPath(string name)
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        foreach (var directory in (path ?? "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin").Split(':'))
        {
            var candidate = Path.Combine(directory.Length == 0 ? "." : directory, name);
            if (File.Exists(candidate) && IsExecutable(candidate))
                return candidate;
        }

        return null;
    }

    private static unsafe bool IsExecutable(string path)
    {
        const int execute = 1;
        fixed (byte* name = NativeText.Bytes(path))
            return Libc.access(name, execute) == 0;
    }

    private static List<string> Expand(string pattern)
    {
        if (!pattern.Contains('/', StringComparison.Ordinal))
        {
            var everywhere = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
                everywhere.UnionWith(Expand($"{directory}/{pattern}"));
            return [.. everywhere];
        }

        var found = new List<string> { pattern.StartsWith('/') ? "/" : "." };
        foreach (var part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new List<string>();
            foreach (var directory in found)
            {
                if (!FileGlob.IsPattern(part))
                    next.Add(Path.Combine(directory, part));
                else if (Directory.Exists(directory))
                    next.AddRange(Directory.GetFileSystemEntries(directory).Where(e => Matches(part, e)));
            }

            found = next;
        }

        var files = new SortedSet<string>(found.Where(File.Exists).Select(Real), StringComparer.Ordinal);
        return [.. files.Where(IsElfFile)];
    }

    private static bool Matches(string part, string entry) => FileGlob.Matches(part, Path.GetFileName(entry));

    private static bool IsElfFile(string path)
    {
        using var file = MappedFile.Open(path, out _);
        return file is not null && ElfFile.IsElf(file.Bytes);
    }

    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        var target = File.ResolveLinkTarget(full, returnFinalTarget: true);
        return target?.FullName ?? full;
    }
}
