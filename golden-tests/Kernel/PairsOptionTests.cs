using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>C-start_sync_pairs: the ways to ask for it, seen in what <c>inspect</c> says of the object.</summary>
[Collection(KernelCollection.Name)]
public sealed class PairsOptionTests : IDisposable
{
    private const string Checked = "tracepoint:syscalls:sys_exit_read  (after its entry)";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", null, "", false)]
    [InlineData("config = { start_sync_pairs = on }", null, "", true)]
    [InlineData("", "1", "", true)]
    [InlineData("", null, "on", true)]
    [InlineData("config = { start_sync_pairs = on }", null, "off", false)]
    [InlineData("", "1", "off", false)]
    public async Task The_command_line_wins_over_the_environment_and_that_over_the_script(string config, string? variable, string option, bool expected)
    {
        var (compile, target) = await Compile(config, variable, option);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        var inspect = await ProcessRunner.Run(Repository.Tracegate, ["inspect", target]);
        Assert.Equal(expected, inspect.Output.Contains(Checked, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_word_is_refused()
    {
        var (compile, target) = await Compile("", null, "maybe");
        Assert.Equal(1, compile.ExitCode);
        Assert.Contains("--start-sync-pairs takes on, off, not 'maybe'", compile.Error);
        Assert.False(File.Exists(target));
    }

    private async Task<(ProcessResult Result, string Target)> Compile(string config, string? variable, string option)
    {
        var script = Path.Combine(folder.Path, "p.bt");
        var target = Path.Combine(folder.Path, "p.bpf.o");
        await File.WriteAllTextAsync(
            script, config + " tracepoint:syscalls:sys_enter_read { @e = count(); } tracepoint:syscalls:sys_exit_read { @x = count(); }");
        Dictionary<string, string> environment = variable is null ? [] : new() { ["TRACEGATE_START_SYNC_PAIRS"] = variable };
        string[] options = option.Length == 0 ? [] : ["--start-sync-pairs", option];
        return (await ProcessRunner.Run(Repository.Tracegate, ["compile", .. options, script, "-o", target], environment), target);
    }
}
