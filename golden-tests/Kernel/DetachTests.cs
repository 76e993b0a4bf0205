using System.Globalization;
using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>O-signals, X-detach: the process ends before the kernel has detached what it is slow to detach.</summary>
[Collection(KernelCollection.Name)]
public sealed class DetachTests(TestTargets targets) : IDisposable
{
    private readonly ScriptFolder scripts = new();

    public void Dispose() => scripts.Dispose();

    [Theory]
    [InlineData("tracepoint:syscalls:sys_enter_get*", "syscall_dispatch")]
    [InlineData("uprobe:CALLS:*", "uprobe_multi")]
    [InlineData("uprobe:CALLS:*", "")]
    public async Task Verbose_tells_which_process_still_detaches(string place, string without)
    {
        var calls = Path.Combine(targets.Folder, "calls");
        var script = await scripts.Compile("slow", $"{place.Replace("CALLS:*", calls + ":add*")} {{ @ = count(); }} interval:s:1000 {{ }}");
        using var session = RunningSession.Start(["-v", .. Without(without), script]);
        await session.Attached();
        session.Signal(RunningSession.Interrupt);
        var ended = await session.Finish();
        Assert.Equal(0, ended.ExitCode);
        var told = Regex.Match(ended.Error, @"the kernel detaches (\d+) links in the background: process (\d+) \(tracegate-reap\)");
        Assert.True(told.Success, ended.ToString());

        // Another run does not mind.
        var next = await scripts.Compile("next", "tracepoint:syscalls:sys_enter_getppid /pid == cpid/ { @ = count(); }");
        var run = await ProcessRunner.Run(Repository.Runner, ["-c", Path.Combine(targets.Folder, "syscalls") + " 10", next]);
        Assert.Contains("@: 10", run.Output);
        await Gone(int.Parse(told.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("uprobe:libc:m* { @ = count(); }")]
    [InlineData("uprobe:libc:read,uprobe:libc:write,uprobe:libc:m* { @[func] = count(); }")]
    [InlineData("uprobe:libc:read { @ = count(); } uprobe:libc:write { @ = count(); } uprobe:libc:m* { @ = count(); }")]
    public async Task Many_places_of_a_binary_are_one_link(string probe)
    {
        var script = await scripts.Compile("libc", probe + " interval:s:1000 { }");
        var environment = new Dictionary<string, string> { ["BPFTRACE_MAX_PROBES"] = "10000" };
        using var session = RunningSession.Start(environment, script);
        await session.Attached();
        var links = Directory.GetFiles($"/proc/{session.Pid}/fdinfo").Select(Read).Where(static text => text.Contains("link_type:")).ToArray();
        Assert.Single(links, static text => text.Contains("uprobe_multi"));
        Assert.Equal(2, links.Length);
        session.Signal(RunningSession.Interrupt);
        await session.Finish();
    }

    private static string[] Without(string feature) => feature.Length > 0 ? ["--no-feature", feature] : [];

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    // As long as it is there, it has its name.
    private static async Task Gone(int pid)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (Read($"/proc/{pid}/comm") is { Length: > 0 } name)
        {
            Assert.Equal("tracegate-reap", name.Trim());
            await Task.Delay(20, limit.Token);
        }
    }
}
