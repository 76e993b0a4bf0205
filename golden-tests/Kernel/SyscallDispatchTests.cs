using System.Globalization;
using System.Text.RegularExpressions;
using Tracegate.Contract;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>P-tracepoint P-order: one link for many syscall tracepoints counts what a link for each would.</summary>
[Collection(KernelCollection.Name)]
public sealed class SyscallDispatchTests(TestTargets targets) : IDisposable
{
    private const string Without = "syscall_dispatch";

    private readonly ScriptFolder scripts = new();

    private string Entries => Path.Combine(targets.Folder, "entries");

    public void Dispose() => scripts.Dispose();

    [Fact]
    public void The_number_of_every_call_of_this_kernel_is_known()
    {
        var events = Directory.GetDirectories("/sys/kernel/tracing/events/syscalls", "sys_enter_*").Select(Path.GetFileName);
        Assert.DoesNotContain(events, name => SyscallNames.Number(name!["sys_enter_".Length..]) < 0);
    }

    [Fact]
    public async Task Counts_are_those_of_links_for_each_place_under_load()
    {
        var script = await scripts.Compile("all", """
            tracepoint:syscalls:sys_enter_* /pid == cpid/ { @enter[probe] = count(); }
            tracepoint:syscalls:sys_exit_* /pid == cpid/ { @exit[probe] = count(); }
            """);
        using var load = new SyscallLoad(Path.Combine(targets.Folder, "syscalls"));
        var dispatched = await Run(script, true, "-c", Entries);
        Assert.Equal(await Run(script, false, "-c", Entries), dispatched);
        Assert.Contains("@enter[tracepoint:syscalls:sys_enter_getppid]: 100", dispatched);
        Assert.Contains("@exit[tracepoint:syscalls:sys_exit_getppid]: 100", dispatched);
        Assert.Contains("@enter[tracepoint:syscalls:sys_enter_getuid]: 100", dispatched);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wildcards_and_names_fire_in_the_order_of_the_script(bool dispatch)
    {
        var script = await scripts.Compile("order", """
            begin { @n = 0; }
            tracepoint:syscalls:sys_enter_* /pid == cpid && args.__syscall_nr == 110/ { @n = 10 * @n + 1; }
            tracepoint:syscalls:sys_enter_getppid /pid == cpid/ { @n = 10 * @n + 2; }
            tracepoint:syscalls:sys_enter_* /pid == cpid && args.__syscall_nr == 110/ { @n = 10 * @n + 3; if (@n > 0) { exit(); } }
            tracepoint:syscalls:sys_enter_* /pid == cpid && args.__syscall_nr == 110/ { @n = 10 * @n + 4; }
            """);
        var output = await Run(script, dispatch, "-c", Entries);
        Assert.Contains("@n: 123\n", output + "\n");
    }

    [Fact]
    public async Task Arguments_and_results_are_those_of_the_call()
    {
        var script = await scripts.Compile("values", """
            tracepoint:syscalls:sys_enter_* /pid == cpid && args.__syscall_nr == 110/ { @number = args.__syscall_nr; }
            tracepoint:syscalls:sys_exit_* /pid == cpid && args.__syscall_nr == 0/ { @result[args.ret] = count(); }
            """);
        var dispatched = await Run(script, true, "-c", Entries);
        Assert.Equal(await Run(script, false, "-c", Entries), dispatched);
        Assert.Contains("@result[-9]: 100", dispatched);
    }

    [Theory]
    [InlineData(true, "sys_enter_*", 1)]
    [InlineData(false, "sys_enter_*", 0)]
    [InlineData(true, "sys_enter_get*", 0)]
    public async Task It_is_used_where_most_calls_are_traced(bool dispatch, string events, int links)
    {
        var script = await scripts.Compile("links", $"tracepoint:syscalls:{events} {{ @ = count(); }} interval:s:1000 {{ }}");
        using var session = RunningSession.Start([.. Options(dispatch), script]);
        await session.Attached();
        Assert.Equal(links, RawLinks(session.Pid));
        session.Signal(RunningSession.Interrupt);
        await session.Finish();
    }

    private static int RawLinks(int pid) => Directory.GetFiles($"/proc/{pid}/fdinfo")
        .Count(path => Regex.IsMatch(ReadAll(path), @"^tp_name:\s+sys_(enter|exit)$", RegexOptions.Multiline));

    private static string ReadAll(string path)
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

    private static string[] Options(bool dispatch) => dispatch ? [] : ["--no-feature", Without];

    private static async Task<string> Run(string script, bool dispatch, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["BPFTRACE_MAX_PROBES"] = (10_000).ToString(CultureInfo.InvariantCulture) };
        var run = await ProcessRunner.Run(Repository.Runner, [.. Options(dispatch), .. arguments, script], environment);
        Assert.True(run.ExitCode == 0, run.ToString());
        return string.Join('\n', run.Output.Split('\n').Order(StringComparer.Ordinal));
    }
}
