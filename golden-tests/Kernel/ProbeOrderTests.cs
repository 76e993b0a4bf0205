using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// P-order: probes on one place fire in the script's order, and none fires after one of them has called <c>exit()</c>.
/// Types that the running kernel lacks are in <c>cases/probes/P-order-*.bt</c>.
/// </summary>
[Collection(KernelCollection.Name)]
public sealed class ProbeOrderTests(TestTargets targets) : IDisposable
{
    private readonly ScriptFolder scripts = new();

    public void Dispose() => scripts.Dispose();

    public static TheoryData<string, string, string> Places() => new()
    {
        { "tracepoint:syscalls:sys_enter_getppid", "pid == cpid", "" },
        { "rawtracepoint:sys_enter", "pid == cpid && arg1 == 110", "" },
        { "uprobe:CALLS:add", "1", "" },
        { "uprobe:CALLS:add", "1", "uprobe_multi" },
        { "uprobe:CALLS:ad*", "1", "" },
        { "uretprobe:CALLS:add", "1", "" },
        { "uretprobe:CALLS:add", "1", "uprobe_multi" },
        { "interval:ms:50", "1", "" },
        { "profile:ms:50", "cpu == 0", "" },
        { "software:page-faults:1", "1", "" },
        { "software:context-switches:1", "cpu == 0", "" },
        { "software:cpu-clock:50000000", "cpu == 0", "" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Probes_fire_in_the_order_of_the_script(string place, string when, string without)
    {
        var probes = Enumerable.Range(1, 4).Select(i => $"{place} /{when} && @ == {i - 1}/ {{ @ = {i}; }}")
            .Append($"{place} /{when}/ {{ printf(\"%d\\n\", @); exit(); }}");
        Assert.Equal("4", await Run(probes, without));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task None_fires_after_one_has_called_exit(string place, string when, string without)
    {
        var probes = Enumerable.Range(1, 4).Select(i => $"{place} /{when}/ {{ @ = 10 * @ + {i}; {(i == 2 ? "exit(); " : "")}}}")
            .Prepend("begin { @ = 0; }").Append("end { printf(\"%d\\n\", @); }");
        Assert.Equal("12", await Run(probes, without));
    }

    private async Task<string> Run(IEnumerable<string> probes, string without)
    {
        var calls = Path.Combine(targets.Folder, "calls");
        var text = "config = { print_maps_on_exit = false }\n" + string.Join('\n', probes).Replace("CALLS", calls);
        var script = await scripts.Compile("order", text);
        string[] features = without.Length > 0 ? ["--no-feature", without] : [];

        // Timers need no process, and those that follow one stop and go with it.
        string[] command = text.Contains(calls) ? ["-c", $"{calls} 1000"]
            : text.Contains("sys_enter") ? ["-c", Path.Combine(targets.Folder, "syscalls") + " 1000"]
            : text.Contains("page-faults") ? ["-c", Path.Combine(targets.Folder, "forks") + " 1000"]
            : [];
        var run = await ProcessRunner.Run(Repository.Runner, [.. features, "-q", .. command, script]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Output.Trim();
    }
}
