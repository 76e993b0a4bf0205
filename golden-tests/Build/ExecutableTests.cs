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
    public async Task The_runner_is_static_for_ldd()
    {
        var result = await ProcessRunner.Run("ldd", [Repository.Runner]);
        Assert.Matches("statically linked|not a dynamic executable", result.Output + result.Error);
    }

    // A script whose kernel types are relocated and that needs tracefs; nothing but /proc and /sys is there.
    [Fact]
    public async Task The_runner_runs_an_object_in_an_empty_root()
    {
        using var folder = new TemporaryFolder();
        const string script = """
            begin { printf("%s\n", curtask.comm); }
            tracepoint:sched:sched_switch { @[curtask.mm == 0] = count(); exit(); }
            """;
        var compile = await ProcessRunner.Run(
            Repository.Tracegate, ["compile", "-e", script, "-o", Path.Combine(folder.Path, "x.bpf.o")]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        File.Copy(Repository.Runner, Path.Combine(folder.Path, "tracegate-run"));
        const string command =
            "mkdir proc sys && mount --rbind /proc proc && mount --rbind /sys sys && exec chroot . /tracegate-run /x.bpf.o";
        var result = await ProcessRunner.Run("unshare", ["--mount", "sh", "-c", $"cd '{folder.Path}' && {command}"]);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Matches("^tracegate-run\n\n+@\\[", result.Output);
    }

    private static async Task<string> ReadElf(params string[] arguments)
    {
        var result = await ProcessRunner.Run("llvm-readelf-19", arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }
}
