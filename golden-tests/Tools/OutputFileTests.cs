using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Tools;

/// <summary>What <c>compile -o</c> does to what is there already.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Target => Path.Combine(folder.Path, "x.bpf.o");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_new_file_appears_whole()
    {
        await Compile();
        Assert.True(new FileInfo(Target).Length > 100);
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_device_is_written_to_and_not_replaced()
    {
        await Succeeds("mknod", Target, "c", "1", "3");
        await Compile();
        await Succeeds("test", "-c", Target);
    }

    [Fact]
    public async Task A_pipe_is_written_to_and_not_replaced()
    {
        await Succeeds("mkfifo", Target);
        var reader = ProcessRunner.Run("head", ["-c", "4", Target]);
        await ProcessRunner.Run(Repository.Tracegate, Arguments);
        Assert.Equal("\u007fELF", (await reader).Output);
        await Succeeds("test", "-p", Target);
    }

    [Fact]
    public async Task What_a_link_names_is_replaced_and_not_the_link()
    {
        var named = Path.Combine(folder.Path, "named");
        await File.WriteAllTextAsync(named, "old");
        File.CreateSymbolicLink(Target, named);
        await Compile();
        Assert.Equal(named, new FileInfo(Target).LinkTarget);
        Assert.True(new FileInfo(named).Length > 100);
    }

    private string[] Arguments => ["compile", "-e", "begin { exit(); }", "-o", Target];

    private async Task Compile()
    {
        var run = await ProcessRunner.Run(Repository.Tracegate, Arguments);
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    private static async Task Succeeds(string command, params string[] arguments) =>
        Assert.Equal(0, (await ProcessRunner.Run(command, arguments)).ExitCode);
}
