using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// X-sync: the scripts of bpftrace's issue 3128, an entry and an exit of the same call, in both orders and under load.
/// </summary>
[Collection(KernelCollection.Name)]
public sealed class StartOrderTests(TestTargets targets) : IDisposable
{
    private const int Runs = 5;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Totals_do_not_depend_on_the_order_of_the_probes()
    {
        const string enter = "tracepoint:syscalls:sys_enter_read /pid == cpid/ { @a = count(); }";
        const string exit = "tracepoint:syscalls:sys_exit_read /pid == cpid/ { @b = count(); }";
        string[] orders = [await Compile("forwards", enter, exit), await Compile("backwards", exit, enter)];
        var totals = new HashSet<string>();
        await UnderLoad(async () =>
        {
            for (var run = 0; run < Runs; run++)
            {
                foreach (var order in orders)
                {
                    totals.Add(await Run(order, "-c", Path.Combine(targets.Folder, "syscalls") + " 5000"));
                }
            }
        });

        // The read() in which the command waits for the start is not one of them.
        Assert.Equal("@a: 5000\n@b: 5000", string.Join("\n---\n", totals));
    }

    /// <summary>O-c: a child that gets a CPU only after the tracer has attached is still waited for.</summary>
    [Fact]
    public async Task A_child_s_wait_is_not_counted_when_the_child_is_slow()
    {
        var target = await Compile("reads", "tracepoint:syscalls:sys_enter_read /pid == cpid/ { @a = count(); }");
        var command = Path.Combine(targets.Folder, "syscalls") + " 100";
        await UnderLoad(4, ["taskset", "-c", "0", "nice", "-n", "-20"], async () =>
        {
            for (var run = 0; run < Runs; run++)
            {
                // One CPU, on which the tracer comes before the load and its child long after it.
                string[] tracer = ["-c", "0", "chrt", "--reset-on-fork", "-f", "1", Repository.Runner, "-q", "-c", command, target];
                var result = await ProcessRunner.Run("taskset", tracer);
                Assert.True(result.ExitCode == 0, result.ToString());
                Assert.Equal("@a: 100", result.Output.Trim());
            }
        });
    }

    [Fact]
    public async Task An_exit_never_comes_before_the_first_entry()
    {
        const string enter = "tracepoint:syscalls:sys_enter_read { print(\"a\"); }";
        const string exit = "tracepoint:syscalls:sys_exit_read { print(\"b\"); exit(); }";
        string[] orders = [await Compile("forwards", enter, exit), await Compile("backwards", exit, enter)];
        await UnderLoad(async () =>
        {
            for (var run = 0; run < Runs; run++)
            {
                foreach (var order in orders)
                {
                    var lines = (await Run(order)).Split('\n');
                    Assert.Equal("a", lines[0]);
                    Assert.Contains("b", lines);
                }
            }
        });
    }

    private async Task<string> Compile(string name, params string[] probes)
    {
        var script = Path.Combine(folder.Path, name + ".bt");
        var target = Path.Combine(folder.Path, name + ".bpf.o");
        await File.WriteAllTextAsync(script, "config = { start_sync_pairs = on }\n" + string.Join('\n', probes));
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        return target;
    }

    private static async Task<string> Run(string target, params string[] options)
    {
        var run = await ProcessRunner.Run(Repository.Runner, ["-q", .. options, target]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return string.Join('\n', run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private Task UnderLoad(Func<Task> work) => UnderLoad(Environment.ProcessorCount, [], work);

    private async Task UnderLoad(int processes, string[] wrapper, Func<Task> work)
    {
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, processes).Select(_ => Load(wrapper, stop.Token)).ToArray();
        try
        {
            await work();
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(load);
        }
    }

    private async Task Load(string[] wrapper, CancellationToken stop)
    {
        string[] command = [.. wrapper, Path.Combine(targets.Folder, "syscalls"), "200000"];
        while (!stop.IsCancellationRequested)
        {
            await ProcessRunner.Run(command[0], command[1..]);
        }
    }
}
