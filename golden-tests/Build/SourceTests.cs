using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Build;

/// <summary>Rules that the sources follow.</summary>
public sealed class SourceTests
{
    private const int MaxLines = 500;

    private static readonly string[] Extensions = [".cs", ".g4", ".sh", ".cake", ".bt"];

    [Fact]
    public void No_file_is_longer_than_500_lines()
    {
        var long500 = Sources().Where(path => File.ReadLines(path).Count() > MaxLines);
        Assert.Empty(long500.Select(path => Path.GetRelativePath(Repository.Root, path)));
    }

    private static IEnumerable<string> Sources() =>
        new[] { "grammar", "compiler", "runtime", "golden-tests", "bench", "tools", "build" }
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => Extensions.Contains(Path.GetExtension(path)))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));
}
