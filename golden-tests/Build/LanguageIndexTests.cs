using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using VerifyTests;
using VerifyXunit;
using Xunit;

namespace Tracegate.GoldenTests.Build;

/// <summary>
/// Which language items have tests: an accepted list, so that a review sees an item that lost its test. A case names its
/// items by its file name, or in the <c>// test:</c> line of a kernel case; other tests in a comment or as an argument.
/// </summary>
public sealed partial class LanguageIndexTests
{
    [Fact]
    public async Task Every_item_of_the_index_has_its_tests()
    {
        var items = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (folder, text) in Cases().Concat(Code()))
        {
            foreach (Match id in Id().Matches(text))
            {
                if (!items.TryGetValue(id.Value, out var kinds))
                {
                    items.Add(id.Value, kinds = new(StringComparer.Ordinal));
                }

                kinds.Add(folder);
            }
        }

        var settings = new VerifySettings();
        settings.UseDirectory(Path.Combine("..", "cases"));
        settings.UseFileName("index");
        await Verifier.Verify(string.Join('\n', items.Select(item => $"{item.Key}: {string.Join(", ", item.Value)}")), "txt", settings);
    }

    private static IEnumerable<(string Kind, string Text)> Cases()
    {
        var golden = Path.Combine(Repository.Tests, "cases");
        var kernel = Path.Combine(Repository.Tests, "Kernel", "cases");
        return Directory.EnumerateFiles(golden, "*.bt", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(golden, path).Split('/')[0], Names(path)))
            .Concat(Directory.EnumerateFiles(kernel, "*.bt", SearchOption.AllDirectories).Select(path => ("kernel", Names(path))));
    }

    private static string Names(string path)
    {
        var first = File.ReadLines(path).FirstOrDefault() ?? "";
        return Path.GetFileNameWithoutExtension(path) + (first.StartsWith("// test:", StringComparison.Ordinal) ? " " + first : "");
    }

    private static IEnumerable<(string Kind, string Text)> Code() =>
        Directory.EnumerateFiles(Repository.Tests, "*Tests.cs", SearchOption.AllDirectories).Select(path => ("code", File.ReadAllText(path)));

    [GeneratedRegex(@"\b[LSVETPBFMCOJDX]-[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*")]
    private static partial Regex Id();
}
