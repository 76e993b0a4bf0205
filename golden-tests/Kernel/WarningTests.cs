using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>O-k: warnings of failed reads need code that only objects compiled with <c>-k</c> have.</summary>
[Collection(KernelCollection.Name)]
public sealed class WarningTests : IDisposable
{
    private const string NoEffect = "-k has no effect";
    private readonly ScriptFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task O_k_says_when_the_object_was_compiled_without_it()
    {
        var target = await folder.Compile("read", "begin { print(*(uint64 *)8); exit(); }");
        var run = await ProcessRunner.Run(Repository.Runner, ["-k", target]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"{NoEffect}: '{target}' was compiled without it; compile the script with 'tracegate compile -k'", run.Error);
        Assert.DoesNotContain("probe_read", run.Error);
        var quiet = await ProcessRunner.Run(Repository.Runner, [target]);
        Assert.DoesNotContain(NoEffect, quiet.Error);
    }

    [Theory]
    [InlineData("begin { print(*(uint64 *)8); exit(); }", "probe_read")]
    [InlineData("begin { exit(); }", "")]
    public async Task O_k_has_an_effect_in_an_object_compiled_with_it(string script, string expected)
    {
        var target = await folder.Compile("read", script, "-k");
        var run = await ProcessRunner.Run(Repository.Runner, ["-k", target]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Assert.DoesNotContain(NoEffect, run.Error);
        var quiet = await ProcessRunner.Run(Repository.Runner, [target]);
        Assert.DoesNotContain("probe_read", quiet.Error);
    }
}
