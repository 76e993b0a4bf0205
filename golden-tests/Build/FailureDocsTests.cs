using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Build;

/// <summary>Every row of the table of failures names its tests, and these exist.</summary>
public sealed class FailureDocsTests
{
    [Fact]
    public void Every_row_names_tests_that_exist()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "start-sync-failures.md"));
        var rows = lines.SkipWhile(static line => !line.StartsWith("| failure", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(static line => line.StartsWith('|')).ToArray();
        Assert.InRange(rows.Length, 15, 100);
        var sources = string.Concat(Directory.EnumerateFiles(Repository.Tests, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var cases = Directory.EnumerateFiles(Path.Combine(Repository.Tests, "Kernel", "cases"), "*.bt", SearchOption.AllDirectories)
            .Select(Path.GetFileName).ToHashSet();
        foreach (var row in rows)
        {
            var names = Regex.Matches(row.TrimEnd('|', ' ').Split('|')[^1], "`([^`]+)`").Select(static match => match.Groups[1].Value).ToArray();
            Assert.NotEmpty(names);
            Assert.All(names, name => Assert.True(cases.Contains(name) || sources.Contains($" {name}(", StringComparison.Ordinal), name));
        }
    }
}
