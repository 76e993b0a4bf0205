using System.Text.Json;
using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>X-sync: the proof for the user, and C-start_sync wherever it can be set.</summary>
[Collection(KernelCollection.Name)]
public sealed class TimingTests(TestTargets targets) : IDisposable
{
    // One place: auto leaves the gate out.
    private const string Single = "tracepoint:syscalls:sys_enter_getppid /pid == cpid/ { @n = count(); }";
    private readonly ScriptFolder scripts = new();

    private string Calls => Path.Combine(targets.Folder, "calls");

    private Dictionary<string, string> Sockets => new() { ["TRACEGATE_RUN_DIR"] = Path.Combine(scripts.Path, "run") };

    public void Dispose() => scripts.Dispose();

    [Fact]
    public async Task C_gate_counters_what_is_kept_out_and_what_is_counted_is_all_that_was_made()
    {
        var script = await scripts.Compile("counted", """
            config = { gate_counters = on }
            uprobe:$1:walk { @walk = count(); }
            uprobe:$1:add { @add = count(); }
            """);
        using var session = RunningSession.Start(Sockets, "--hold", "--timing", "-f", "json", script, Calls);
        await session.Attached();
        await ProcessRunner.Run(Calls, ["7"]);
        session.Signal(RunningSession.User2);
        await session.Printed("Opened");
        await ProcessRunner.Run(Calls, ["11"]);
        session.Signal(RunningSession.User2);
        await session.Printed("Paused");
        await ProcessRunner.Run(Calls, ["13"]);
        session.Signal(RunningSession.User2);
        await session.Printed("Resumed");
        await ProcessRunner.Run(Calls, ["17"]);
        session.Signal(RunningSession.Interrupt);
        var run = await session.Finish();
        Assert.Contains("\"@walk\": 28", run.Output);
        using var timing = Parse(run.Output);
        var data = timing.RootElement.GetProperty("data");
        Assert.Equal(1, data.GetProperty("pauses").GetInt32());
        var probes = data.GetProperty("probes").EnumerateArray().ToArray();
        Assert.Equal(2, probes.Length);
        foreach (var probe in probes)
        {
            var kept = probe.GetProperty("suppressed");
            Assert.Equal(7, kept.GetProperty("before").GetInt64());
            Assert.Equal(13, kept.GetProperty("paused").GetInt64());
            Assert.Equal(0, kept.GetProperty("after").GetInt64());
            Assert.InRange(probe.GetProperty("attach_began").GetInt64(), 1, probe.GetProperty("attach_ended").GetInt64());
            Assert.InRange(probe.GetProperty("attach_ended").GetInt64(), 1, data.GetProperty("gate_opened").GetInt64());
        }

        Assert.InRange(data.GetProperty("gate_opened").GetInt64(), 1, data.GetProperty("gate_closed").GetInt64());
        var (first, last) = (probes.Min(static p => p.GetProperty("attach_began").GetInt64()), probes.Max(static p => p.GetProperty("attach_ended").GetInt64()));
        Assert.InRange(data.GetProperty("skew_without_gate").GetInt64(), 1, last - first);
    }

    [Fact]
    public async Task The_table_has_a_row_for_each_probe()
    {
        var script = await scripts.Compile("table", """
            tracepoint:syscalls:sys_enter_getp* { @a = count(); }
            uprobe:$1:walk { @n = count(); }
            """);
        var run = await ProcessRunner.Run(Repository.Runner, ["--timing", "-c", $"{Calls} 5", script, Calls]);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches(@"(?m)^ +attached at +took +places  probe$", run.Error);
        Assert.Matches(@"(?m)^ +\d+\.\d{3} ms +\d+\.\d{3} ms +[2-9]  tracepoint:syscalls:sys_enter_getp\*$", run.Error);
        Assert.Matches(@"(?m)^ +\d+\.\d{3} ms +\d+\.\d{3} ms +1  uprobe:\$1:walk$", run.Error);
        Assert.Matches(@"(?m)^gate opened at \d+\.\d{3} ms, closed at \d+\.\d{3} ms$", run.Error);
        Assert.Matches(@"(?m)^without the gate the probes would have started up to \d+\.\d{3} ms apart$", run.Error);
        run = await ProcessRunner.Run(Repository.Runner, ["-v", "-c", $"{Calls} 5", script, Calls]);
        Assert.Contains("gate opened at", run.Error);
        run = await ProcessRunner.Run(Repository.Runner, ["-c", $"{Calls} 5", script, Calls]);
        Assert.DoesNotContain("gate opened at", run.Error);
    }

    [Theory]
    // What was compiled: nothing, the script, the environment, the command line. The later one wins.
    [InlineData("", "", "", "auto left it out")]
    [InlineData("on", "", "", null)]
    [InlineData("off", "", "", "start_sync = off")]
    [InlineData("on", "off", "", "start_sync = off")]
    [InlineData("off", "auto", "", "auto left it out")]
    [InlineData("off", "off", "on", null)]
    [InlineData("on", "on", "auto", "auto left it out")]
    public async Task C_start_sync_inspect_says_why_a_program_is_not_gated(string script, string environment, string option, string? reason)
    {
        var source = Path.Combine(scripts.Path, "sync.bt");
        var target = Path.Combine(scripts.Path, "sync.bpf.o");
        await File.WriteAllTextAsync(source, (script.Length > 0 ? $"config = {{ start_sync = {script} }}\n" : "") + Single);
        var compile = await ProcessRunner.Run(
            Repository.Tracegate,
            ["compile", .. option.Length > 0 ? new[] { "--start-sync", option } : [], source, "-o", target],
            environment.Length > 0 ? new Dictionary<string, string> { ["TRACEGATE_START_SYNC"] = environment } : null);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        var text = await ProcessRunner.Run(Repository.Tracegate, ["inspect", target]);
        var json = await ProcessRunner.Run(Repository.Tracegate, ["inspect", "--json", target]);
        using var document = JsonDocument.Parse(json.Output);
        var probe = document.RootElement.GetProperty("probes")[0];
        Assert.Equal(reason is null, probe.GetProperty("gated").GetBoolean());
        if (reason is null)
        {
            Assert.DoesNotContain("not gated", text.Output);
            return;
        }

        Assert.Contains($"(not gated: {reason}", text.Output);
        Assert.StartsWith(reason, probe.GetProperty("not_gated_because").GetString());
    }

    [Fact]
    public async Task C_start_sync_at_run_off_is_for_any_object_and_on_says_when_there_is_no_gate()
    {
        var gated = await scripts.Compile("gated", Single, "--start-sync", "on");
        var free = await scripts.Compile("free", Single);
        var command = Path.Combine(targets.Folder, "syscalls") + " 10";
        foreach (var (target, option, environment, warns) in new[]
        {
            (gated, "off", "on", false), (gated, "on", "off", false), (gated, "auto", "", false), (gated, "", "off", false),
            (free, "off", "", false), (free, "on", "", true), (free, "auto", "on", false), (free, "", "", false),
        })
        {
            var run = await ProcessRunner.Run(
                Repository.Runner,
                [.. option.Length > 0 ? new[] { "--start-sync", option } : [], "--timing", "-c", command, target],
                environment.Length > 0 ? new Dictionary<string, string> { ["TRACEGATE_START_SYNC"] = environment } : null);
            Assert.True(run.ExitCode == 0, run.ToString());
            Assert.Equal(10, ScriptFolder.Value(run.Output, "n"));
            Assert.Equal(warns, run.Error.Contains("was compiled without a start gate"));
        }
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("", "off", "off")]
    [InlineData("on", "off", "")]
    [InlineData("off", "on", "off")]
    [InlineData("auto", "off", "")]
    public async Task C_start_sync_of_a_run_the_option_wins_over_the_environment(string option, string environment, string result)
    {
        // Without a gate attaching itself waits.
        var script = await scripts.Compile("held", Single, "--start-sync", "on");
        var variables = Sockets;
        if (environment.Length > 0)
        {
            variables["TRACEGATE_START_SYNC"] = environment;
        }

        using var session = RunningSession.Start(
            variables, [.. option.Length > 0 ? new[] { "--start-sync", option } : [], "--hold", script]);
        await session.Attached();
        Assert.Equal(result == "off", session.Error.Contains("is attached only then"));
        Assert.Equal(result != "off", session.Error.Contains("Attached 1 probe"));
        session.Signal(RunningSession.Interrupt);
        Assert.Equal(0, (await session.Finish()).ExitCode);
    }

    [Fact]
    public async Task C_start_sync_bad_values_are_refused()
    {
        var source = Path.Combine(scripts.Path, "bad.bt");
        await File.WriteAllTextAsync(source, Single);
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", "--start-sync", "maybe", source]);
        Assert.Equal(1, compile.ExitCode);
        Assert.Contains("[TG5050]", compile.Error);
        var target = await scripts.Compile("good", Single);
        var run = await ProcessRunner.Run(Repository.Runner, [target], new Dictionary<string, string> { ["TRACEGATE_START_SYNC"] = "maybe" });
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[TG5044]", run.Error);
    }

    [Fact]
    public async Task A_script_that_is_held_is_compiled_with_the_gate()
    {
        var source = Path.Combine(scripts.Path, "held.bt");
        await File.WriteAllTextAsync(source, Single);
        var run = await ProcessRunner.Run(
            Repository.Tracegate,
            ["--start-at", "+10ms", "--timing", "-c", Path.Combine(targets.Folder, "syscalls") + " 10", source], Sockets);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(10, ScriptFolder.Value(run.Output, "n"));
        Assert.DoesNotContain("(no gate)", run.Error);
    }

    private static JsonDocument Parse(string output) =>
        JsonDocument.Parse(Regex.Match(output, @"^\{""type"": ""timing"".*$", RegexOptions.Multiline).Value);
}
