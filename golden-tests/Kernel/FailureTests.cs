using System.Diagnostics;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>What the executables do with input that is wrong: one clear message with a code, exit 1, nothing left behind.</summary>
[Collection(KernelCollection.Name)]
public sealed class FailureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task All_errors_of_a_script_are_reported_and_nothing_is_written()
    {
        var script = Write("bad.bt", "begin { nosuch(1); }\ntracepoint:syscalls:sys_enter_read { $a = $undefined; }\n");
        var target = Path.Combine(folder.Path, "bad.bpf.o");
        var result = await ProcessRunner.Run(Repository.Tracegate, ["compile", script, "-o", target]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("bad.bt:1:9-15: ERROR: unknown function 'nosuch'", result.Error);
        Assert.Contains("bad.bt:2:", result.Error);
        Assert.Equal([script], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("text")]
    [InlineData("truncated")]
    [InlineData("foreign")]
    [InlineData("corrupted")]
    [InlineData("newer")]
    public async Task A_bad_object_is_refused(string kind)
    {
        var path = Path.Combine(folder.Path, kind + ".bpf.o");
        if (await Make(kind) is { } bytes)
        {
            await File.WriteAllBytesAsync(path, bytes);
        }

        var result = await ProcessRunner.Run(Repository.Runner, [path]);
        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"\[TG5\d\d\d\]", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.Equal("", result.Output);
    }

    private async Task<byte[]?> Make(string kind)
    {
        var script = Write("good.bt", "begin { printf(\"hi\\n\"); exit(); }\n");
        var target = Path.Combine(folder.Path, "good.bpf.o");
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        var good = await File.ReadAllBytesAsync(target);
        var header = good.AsSpan().IndexOf("TGMD"u8);
        switch (kind)
        {
            case "missing":
                return null;
            case "empty":
                return [];
            case "text":
                return "begin { exit(); }"u8.ToArray();
            case "truncated":
                return good[..(good.Length / 2)];
            case "foreign":
                return await File.ReadAllBytesAsync("/bin/true");
            case "corrupted":
                good.AsSpan(header + 16, 40).Fill((byte)'x');
                return good;
            default:
                good[header + 4] = 0x7f;
                return good;
        }
    }

    [Fact]
    public async Task A_rejection_by_the_verifier_names_the_line_of_the_script()
    {
        // X-verifier. A loop that never ends is for the verifier to refuse.
        var script = Write("endless.bt", "begin {\n  $i = (uint64)0;\n  while (1) { $i = $i + 1; @a = $i; }\n}\n");
        var target = Path.Combine(folder.Path, "endless.bpf.o");
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        var run = await ProcessRunner.Run(Repository.Runner, [target]);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"rejected begin \[TG5020\]\nat \S*endless\.bt:\d+", run.Error);
        Assert.InRange(run.Error.Split('\n').Length, 2, 60);
    }

    [Fact]
    public async Task A_killed_runner_leaves_nothing_attached()
    {
        var script = Write("killed.bt", "tracepoint:syscalls:sys_enter_getppid { @[pid] = count(); }\n");
        var start = new ProcessStartInfo(Repository.Tracegate, [script])
        {
            RedirectStandardOutput = true,
            Environment = { ["__BPFTRACE_NOTIFY_PROBES_ATTACHED"] = "1" },
        };
        using var run = Process.Start(start)!;
        while (await run.StandardOutput.ReadLineAsync() is { } line && line != "__BPFTRACE_NOTIFY_PROBES_ATTACHED")
        {
        }

        var objects = KernelObjects.Of(run.Id);
        Assert.Contains("prog", objects.Select(found => found.Kind));
        Assert.Contains("map", objects.Select(found => found.Kind));
        run.Kill();
        await run.WaitForExitAsync();

        // The kernel takes its time to detach.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        foreach (var (kind, id) in objects)
        {
            while ((await ProcessRunner.Run("bpftool", [kind, "show", "id", $"{id}"])).ExitCode == 0)
                await Task.Delay(50, limit.Token);
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
