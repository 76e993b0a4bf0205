using System.Globalization;
using System.Text.RegularExpressions;
using Tracegate.Compiler.Language;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Build;

/// <summary>The documentation of the gate says what the probe table says.</summary>
public sealed class StartSyncDocsTests
{
    private const string Begin = "<!-- probe table -->\n";
    private const string End = "<!-- end of probe table -->";

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "start-sync.md"));

    [Fact]
    public void The_table_of_probe_types_is_that_of_the_compiler()
    {
        var start = Text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var table = Text[start..Text.IndexOf(End, StringComparison.Ordinal)];
        Assert.Equal(
            "| probe type | gated | why | closed, it returns | entry that an exit belongs to |\n|---|---|---|---|---|\n"
                + string.Concat(ProbeTypes.All.Select(Row)),
            table);
    }

    [Fact]
    public void Links_lead_to_files_that_there_are()
    {
        foreach (Match link in Regex.Matches(Text, @"\]\(([a-z.-]+)\)"))
            Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", link.Groups[1].Value)), link.Value);
    }

    [Fact]
    public void Tests_that_it_names_exist()
    {
        var files = Directory.EnumerateFiles(Repository.Tests, "*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        foreach (Match name in Regex.Matches(Text, @"`(\w+Tests)`"))
            Assert.Contains(name.Groups[1].Value, files);
    }

    private static string Row(ProbeTypeDescriptor row)
    {
        var idle = row.Gated ? row.IdleValue.ToString(CultureInfo.InvariantCulture) : "";
        var entry = row.Entry is { } partner ? $"`{partner.Provider}`, {partner.Place}" : "";
        return $"| `{row.Name}` | {(row.Gated ? "yes" : "no")} | {row.GateReason} | {idle} | {entry} |\n";
    }
}
