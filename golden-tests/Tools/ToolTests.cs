using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Tracegate.GoldenTests.Kernel;
using Xunit;

namespace Tracegate.GoldenTests.Tools;

/// <summary>
/// Runs each script of <c>tools/</c> while a command does what the tool shows, and looks for it in the output. With
/// <c>TRACEGATE_PEER</c> set to another bpftrace implementation, that one runs the scripts.
/// </summary>
[Collection(KernelCollection.Name)]
public sealed partial class ToolTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tools");

    public static TheoryData<string> Scripts() => [.. Directory.EnumerateFiles(Folder, "*.bt").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Begins_with_what_it_shows_needs_and_prints(string script)
    {
        var text = File.ReadAllText(Path.Combine(Folder, script));
        var comment = text[..text.IndexOf("*/", StringComparison.Ordinal)];
        Assert.StartsWith($"/*\n * {Path.GetFileNameWithoutExtension(script)} - ", comment);
        Assert.All(["Shows", "Needs", "Usage", "Example"], word => Assert.Contains($"\n * {word}", comment));
    }

    [Theory]
    [InlineData("opensnoop.bt", "cat /etc/hostname /no/such/file", @"^\d+ +cat +\d+ +0 /etc/hostname$", @"^\d+ +cat +-1 +2 /no/such/file$")]
    [InlineData("execsnoop.bt", "/usr/bin/env -i /bin/echo one two", @"^[\d:.]{12} \d+ +\d+ +0 +env +/bin/echo one two$")]
    [InlineData("exitsnoop.bt", "/usr/bin/timeout 0.2 /bin/sleep 5", @"^\d+ +\d+ +sleep +0\.[123]\d\d +0 +15$", @"^\d+ +\d+ +timeout +\d+\.\d{3} +124 +0$")]
    [InlineData("syscount.bt", "dd if=/dev/zero of=/dev/null bs=1 count=5000", @"^--- [\d:]{8} calls by program$", @"^@calls\[dd\]: 1\d{4}$", @"^@numbers\[0\]: [5-9]\d{3}$")]
    [InlineData("biolatency.bt", "dd if=/dev/zero of={folder}/file bs=64k count=50 oflag=direct", @"^@us\[\w*W\w*\]:$", @"^\[\d+, \d+K?\) +\d+ \|@")]
    [InlineData("bitesize.bt", "dd if=/dev/zero of={folder}/file bs=64k count=50 oflag=direct", @"^@bytes\[dd\]:$", @"^\[64K, 128K\) +\d+ \|@{52}\|$")]
    [InlineData("runqlat.bt", "sleep 0.3", @"^@us:$", @"^\[\d+(, \d+K?\))?\]? +\d+ \|@*")]
    [InlineData("killsnoop.bt", "/usr/bin/timeout -s KILL 0.2 /bin/sleep 5", @"^\d+ +timeout +KILL +\d+ +0$")]
    public async Task Shows(string script, string command, params string[] patterns)
    {
        using var folder = new TemporaryFolder();
        var run = await Run(script, command.Replace("{folder}", folder.Path), folder);
        Assert.True(run.ExitCode is 0 && !run.TimedOut, run.ToString());
        foreach (var pattern in patterns)
            Assert.True(Regex.IsMatch(run.Output, pattern, RegexOptions.Multiline), $"no match for {pattern}\n{run}");
    }

    [Fact]
    public async Task Readlat_counts_each_read()
    {
        const int Reads = 100_000;
        using var folder = new TemporaryFolder();
        var run = await Run("readlat.bt", $"dd if=/dev/zero of=/dev/null bs=1 count={Reads}", folder);
        Assert.True(run.ExitCode is 0 && !run.TimedOut, run.ToString());
        var histogram = run.Output[run.Output.IndexOf("@ns[dd]:", StringComparison.Ordinal)..].Split("\n\n")[0];
        var total = HistogramRow().Matches(histogram).Sum(row => long.Parse(row.Groups[1].Value));

        // Starting a program takes a few reads as well.
        Assert.InRange(total, Reads + 1, Reads + 20);
    }

    [Fact]
    public async Task Vfsstat_shows_reads_and_writes()
    {
        if (KernelFeatures.Has("kprobe"))
        {
            using var here = new TemporaryFolder();
            CheckVfsstat(await Run("vfsstat.bt", "dd if=/dev/zero of=/dev/null bs=1 count=1000", here));
            return;
        }

        using var folder = new TemporaryFolder();
        var target = await Compile("vfsstat.bt", folder);
        CheckVfsstat(await ProcessRunner.Run(
            Path.Combine(Repository.Root, "build.sh"),
            [
                "vm", "6.12", "--file", $"{target}:/vfsstat.bpf.o", "--",
                "tracegate-run", "/vfsstat.bpf.o", "-c", "/bin/timeout 3 /bin/yes",
            ],
            limit: TimeSpan.FromMinutes(3)));
    }

    private static void CheckVfsstat(ProcessResult run)
    {
        Assert.True(!run.TimedOut && Regex.IsMatch(run.Output, @"^@calls\[vfs_write\]: \d+\r?$", RegexOptions.Multiline), run.ToString());
        Assert.Matches(TimeLine(), run.Output);
    }

    private static async Task<ProcessResult> Run(string script, string command, TemporaryFolder folder)
    {
        if (Environment.GetEnvironmentVariable("TRACEGATE_PEER") is { Length: > 0 } peer)
            return await ProcessRunner.Run(peer, ["-c", command, Path.Combine(Folder, script)]);
        return await ProcessRunner.Run(Repository.Runner, [await Compile(script, folder), "-c", command]);
    }

    private static async Task<string> Compile(string script, TemporaryFolder folder)
    {
        var target = Path.Combine(folder.Path, script + ".o");
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", Path.Combine(Folder, script), "-o", target]);
        Assert.True(compile.ExitCode == 0 && compile.Error.Length == 0, compile.ToString());
        return target;
    }

    [GeneratedRegex(@"^[\[(].*?[\])] +(\d+) \|", RegexOptions.Multiline)]
    private static partial Regex HistogramRow();

    [GeneratedRegex(@"^\d\d:\d\d:\d\d\r?$", RegexOptions.Multiline)]
    private static partial Regex TimeLine();
}
