using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Build;

/// <summary>What the built executables promise to the machine that they are copied to.</summary>
public sealed class ExecutableTests
{
    private const long RunnerLimit = 4 * 1024 * 1024;

    [Fact]
    public async Task The_runner_needs_no_loader_and_no_library()
    {
        var headers = await ReadElf("--program-headers", "--dynamic-table", Repository.Runner);
        Assert.DoesNotContain("INTERP", headers);
        Assert.DoesNotContain("NEEDED", headers);
    }

    [Fact]
    public void The_runner_is_small() => Assert.InRange(new FileInfo(Repository.Runner).Length, 1, RunnerLimit);

    // Every command would pay for loading it, not only those that compile.
    [Fact]
    public async Task The_compiler_loads_LLVM_and_libbpf_neither_at_its_start() =>
        Assert.DoesNotMatch("(?i)libLLVM|libbpf|libelf", await ReadElf("--needed-libs", Repository.Tracegate));

    [Fact]
    public async Task The_runner_runs_in_an_empty_root()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Repository.Runner, Path.Combine(folder.Path, "tracegate-run"));
        var result = await ProcessRunner.Run("chroot", [folder.Path, "/tracegate-run", "--version"]);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private static async Task<string> ReadElf(params string[] arguments)
    {
        var result = await ProcessRunner.Run("llvm-readelf-19", arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }
}
