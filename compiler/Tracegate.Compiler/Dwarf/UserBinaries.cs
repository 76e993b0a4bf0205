using System.Collections.Immutable;

namespace Tracegate.Compiler.Dwarf;

/// <summary>Debug info of the machine's programs and libraries, opened when first asked for.</summary>
internal sealed class UserBinaries
{
    private readonly Dictionary<string, DebugInfoFile?> _files = new(StringComparer.Ordinal);

    /// <summary>The parameters of a function, or null if they are not known.</summary>
    /// <param name="binary">A path, or a name that PATH leads to.</param>
    /// <param name="function">Its name or mangled name.</param>
    public ImmutableArray<UserParameter>? Parameters(string binary, string function)
    {
        var path = binary.Contains('/', StringComparison.Ordinal) ? binary
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, binary)).FirstOrDefault(File.Exists) ?? binary;
        if (!_files.TryGetValue(path, out var file))
            _files[path] = file = DebugInfoFile.TryOpen(path);
        return file?.Parameters(function);
    }
}
