using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>P-missing P-nofile: a run that is not allowed more open files, which it cannot raise.</summary>
[Collection(KernelCollection.Name)]
public sealed class AttachLimitTests : IDisposable
{
    private const int Files = 100;
    private const string Script = """
        begin { printf("begun\n"); }
        tracepoint:syscalls:sys_enter_* { @ = count(); }
        interval:ms:100 { printf("tick\n"); exit(); }
        """;

    private readonly ScriptFolder scripts = new();

    public void Dispose() => scripts.Dispose();

    [Fact]
    public async Task Too_few_files_are_an_error_that_names_every_probe()
    {
        var script = await scripts.Compile("all", Script);
        var run = await RunLimited("--no-feature", "syscall_dispatch", script);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("Too many open files (EMFILE) - attach fewer probes, or raise the limit of open files (ulimit -n)", run.Error);
        Assert.Contains("[TG5030]", run.Error);
        var told = int.Parse(Regex.Match(run.Error, @"(\d+) probes could not be attached, nothing was started").Groups[1].Value);
        Assert.Equal(told, Regex.Count(run.Error, @"\btracepoint:syscalls:sys_enter_\w+|\binterval:ms:100\b"));
        Assert.InRange(told, 361 - Files, 1024);
    }

    [Fact]
    public async Task With_warn_the_rest_runs()
    {
        var script = await scripts.Compile("all", "config = { missing_probes = warn }\n" + Script.Replace("interval:ms:100", "[missing_probes = error] interval:ms:100"));

        // The timer comes last, when no files are left, and must be there.
        var failed = await RunLimited("--no-feature", "syscall_dispatch", script);
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("1 probe could not be attached", failed.Error);
        Assert.Contains("sys_enter_write is left out", failed.Error);
        Assert.Equal("", failed.Output);

        // One link for all of them needs few.
        var run = await RunLimited(script);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("begun\ntick\n", run.Output);
    }

    // Without the capability, root cannot raise a hard limit either.
    private static Task<ProcessResult> RunLimited(params string[] arguments) => ProcessRunner.Run(
        "setpriv",
        ["--bounding-set=-sys_resource", "--inh-caps=-sys_resource", "prlimit", $"--nofile={Files}:{Files}", Repository.Runner, .. arguments]);
}
