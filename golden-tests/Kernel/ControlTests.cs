using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>X-sync: opening, pausing, resuming and closing the gate from outside.</summary>
[Collection(KernelCollection.Name)]
public sealed class ControlTests(TestTargets targets) : IDisposable
{
    private readonly ScriptFolder scripts = new();

    private string Calls => Path.Combine(targets.Folder, "calls");

    private string Syscalls => Path.Combine(targets.Folder, "syscalls");

    // Of its own, so that sessions of others are not seen.
    private Dictionary<string, string> Environment => new() { ["TRACEGATE_RUN_DIR"] = Path.Combine(scripts.Path, "run") };

    public void Dispose() => scripts.Dispose();

    private static string Count(string map) => $"tracepoint:syscalls:sys_enter_getppid {{ @{map} = count(); }}";

    [Fact]
    public async Task One_command_opens_pauses_resumes_and_closes_two_objects_at_one_instant()
    {
        var config = "config = { start_sync = on }\n";
        var first = await scripts.Compile("first", config + Count("a"));
        var second = await scripts.Compile("second", config + Count("b"));
        using var load = new SyscallLoad(Syscalls);
        using var session = RunningSession.Start(Environment, "--hold", first, second);
        await session.Attached();
        Assert.Equal("held", await State(session, "status"));
        await Control(session, "open");
        await session.Printed("Opened");
        Assert.Equal("running", await State(session, "status"));
        await Control(session, "pause");
        Assert.Equal("paused", await State(session, "status"));
        await Control(session, "resume");
        Assert.Equal("running", await State(session, "status"));
        await Control(session, "close");
        var run = await session.Finish();
        Assert.True(run.ExitCode == 0, run.ToString());
        var (a, b) = (ScriptFolder.Value(run.Output, "a"), ScriptFolder.Value(run.Output, "b"));
        Assert.InRange(Math.Abs(a - b), 0, SyscallLoad.Threads());
        Assert.True(a > 0);
    }

    [Fact]
    public async Task Only_what_happens_while_the_gate_is_open_counts()
    {
        var script = await scripts.Compile("windows", "uprobe:$1:walk { @n = count(); }");
        using var session = RunningSession.Start(Environment, "--hold", script, Calls);
        await session.Attached();
        await ProcessRunner.Run(Calls, ["7"]);
        await Control(session, "open");
        await session.Printed("Opened");
        await ProcessRunner.Run(Calls, ["11"]);
        await Control(session, "pause");
        await ProcessRunner.Run(Calls, ["13"]);
        await Control(session, "resume");
        await ProcessRunner.Run(Calls, ["17"]);
        await Control(session, "close");
        var run = await session.Finish();
        Assert.Equal(11 + 17, ScriptFolder.Value(run.Output, "n"));
    }

    [Fact]
    public async Task SIGUSR2_opens_pauses_and_resumes()
    {
        var script = await scripts.Compile("signals", "uprobe:$1:walk { @n = count(); }");
        using var session = RunningSession.Start(Environment, "--hold", script, Calls);
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
        Assert.Equal(11 + 17, ScriptFolder.Value(run.Output, "n"));
    }

    [Fact]
    public async Task O_c_the_command_begins_only_when_a_held_gate_has_opened()
    {
        var script = await scripts.Compile("child", "uprobe:$1:walk { @n = count(); @first = min(elapsed); }");
        using var session = RunningSession.Start(Environment, "--hold", "-c", $"{Calls} 500", script, Calls);
        await session.Attached();
        Assert.Equal("held", await State(session, "status"));
        await Control(session, "open");
        var run = await session.Finish();
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(500, ScriptFolder.Value(run.Output, "n"));
        Assert.True(ScriptFolder.Value(run.Output, "first") > 0);
    }

    [Fact]
    public async Task A_session_removes_the_sockets_of_those_that_were_killed_and_no_others()
    {
        var script = await scripts.Compile("sockets", "uprobe:$1:walk { @n = count(); }");
        var folder = Environment["TRACEGATE_RUN_DIR"];
        using var killed = RunningSession.Start(Environment, "--hold", script, Calls);
        using var other = RunningSession.Start(Environment, "--hold", script, Calls);
        await killed.Attached();
        await other.Attached();
        killed.Signal(RunningSession.Kill);
        await killed.Finish();
        Assert.Equal(Sockets(killed, other), Directory.GetFiles(folder).Order());
        using var last = RunningSession.Start(Environment, "--hold", script, Calls);
        await last.Attached();
        Assert.Equal(Sockets(other, last), Directory.GetFiles(folder).Order());

        IEnumerable<string> Sockets(params RunningSession[] sessions) =>
            sessions.Select(session => Path.Combine(folder, $"{session.Pid}.sock")).Order();
    }

    [Fact]
    public async Task A_held_session_ends_in_order_without_having_opened()
    {
        var script = await scripts.Compile("never", "uprobe:$1:walk { @n = count(); } end { printf(\"end\\n\"); }");
        using var session = RunningSession.Start(Environment, "--hold", "-c", $"{Calls} 5", script, Calls);
        await session.Attached();
        session.Signal(RunningSession.Interrupt);
        var run = await session.Finish();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("end\n", run.Output);
        Assert.DoesNotContain("@n", run.Output);
    }

    [Fact]
    public async Task Start_at_opens_by_itself_and_duration_closes()
    {
        var script = await scripts.Compile("timed", "interval:10ms { @ticks = count(); } uprobe:$1:walk { @n = count(); }");
        var since = Stopwatch.StartNew();
        var run = await ProcessRunner.Run(
            Repository.Runner, ["--start-at", "+300ms", "--duration", "400ms", "--timing", "-f", "json", script, Calls], Environment);
        Assert.True(since.ElapsedMilliseconds >= 700, $"it ran for {since.ElapsedMilliseconds} ms");
        Assert.True(run.ExitCode == 0, run.ToString());
        using var timing = Timing(run.Output);
        var data = timing.RootElement.GetProperty("data");
        var (opened, closed) = (data.GetProperty("gate_opened").GetInt64(), data.GetProperty("gate_closed").GetInt64());
        Assert.True(closed - opened >= 400_000_000, $"closed after {closed - opened} ns");
        Assert.Contains("\"@ticks\"", run.Output);
    }

    [Fact]
    public async Task O_c_the_command_begins_at_the_time_of_start_at()
    {
        var script = await scripts.Compile("later", "uprobe:$1:walk { @n = count(); }");
        var run = await ProcessRunner.Run(
            Repository.Runner, ["--start-at", $"@{DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 2}", "-c", $"{Calls} 500", script, Calls], Environment);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(500, ScriptFolder.Value(run.Output, "n"));
    }

    [Fact]
    public async Task TG5051_a_time_that_is_past_is_refused_and_nothing_starts()
    {
        var script = await scripts.Compile("past", "begin { printf(\"begin\\n\"); } interval:1s { exit(); }");
        var run = await ProcessRunner.Run(Repository.Runner, ["--start-at", "2001-02-03T04:05:06Z", script]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[TG5051]", run.Error);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task TG5052_hold_without_a_control_socket_is_refused()
    {
        var script = await scripts.Compile("deaf", "interval:1ms { @n = count(); exit(); }");
        var environment = new Dictionary<string, string> { ["TRACEGATE_RUN_DIR"] = Path.Combine(scripts.Path, "deaf.bt") };
        var run = await ProcessRunner.Run(Repository.Runner, ["--hold", script], environment);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[TG5052]", run.Error);

        // Without --hold nothing depends on it.
        run = await ProcessRunner.Run(Repository.Runner, [script], environment);
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    [Fact]
    public async Task What_has_no_gate_is_attached_when_it_opens_and_cannot_pause()
    {
        var script = await scripts.Compile("free", "tracepoint:syscalls:sys_enter_getppid /comm == \"syscalls\"/ { @n = count(); }", "--start-sync", "off");
        using var session = RunningSession.Start(Environment, "--hold", script);
        await session.Printed("Held");
        Assert.DoesNotContain("Attached 1 probe", session.Error);
        await Control(session, "open");
        await session.Printed("Attached 1 probe");
        await session.Printed("Opened");
        var refused = await Run(session, "pause");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("[TG5056]", refused.Error);
        Assert.Contains("--start-sync on", refused.Error);
        await ProcessRunner.Run(Syscalls, ["5"]);
        session.Signal(RunningSession.Interrupt);
        var run = await session.Finish();
        Assert.True(ScriptFolder.Value(run.Output, "n") >= 5);
    }

    [Fact]
    public async Task TG5055_for_a_process_that_is_no_session_and_for_one_that_died()
    {
        var script = await scripts.Compile("killed", "interval:1s { @n = count(); }");
        using var session = RunningSession.Start(Environment, "--hold", script);
        await session.Attached();
        session.Signal(RunningSession.Kill);
        _ = await session.Finish();
        var socket = Path.Combine(scripts.Path, "run", $"{session.Pid}.sock");
        Assert.True(File.Exists(socket), "kill -9 leaves the socket");
        var control = await Run(session, "status");
        Assert.Equal(1, control.ExitCode);
        Assert.Contains("[TG5055]", control.Error);
        Assert.False(File.Exists(socket), "and the next command removes it");
        control = await ProcessRunner.Run(Repository.Tracegate, ["ctl", "4194303", "open"], Environment);
        Assert.Contains("[TG5055]", control.Error);
    }

    [Fact]
    public async Task The_socket_answers_several_clients_and_refuses_what_it_does_not_know()
    {
        var script = await scripts.Compile("lines", "interval:1s { @n = count(); }");
        using var session = RunningSession.Start(Environment, "--hold", script);
        await session.Attached();
        var path = Path.Combine(scripts.Path, "run", $"{session.Pid}.sock");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var first = await Connect(path);
        using var second = await Connect(path);
        string[] wrong = ["", "nonsense", "open now", "pause at=5", "open at=x", "open at=99999999999999999", "status status status", "\u0001\u0002", "pause", "resume"];
        foreach (var line in wrong)
        {
            Assert.Contains("\"type\": \"error\"", await Ask(first, line + "\n"));
            Assert.Contains("\"state\": \"held\"", await Ask(second, "status\n"));
        }

        // Half a line is not answered until the other half comes; what is too long never is.
        await first.SendAsync(Encoding.UTF8.GetBytes("sta"));
        Assert.Contains("\"state\": \"held\"", await Ask(first, "tus\n"));
        Assert.Contains("too long", await Ask(first, new string('x', 300)));
        Assert.Contains("\"state\": \"held\"", await Ask(second, "open\n"));
        await session.Printed("Opened");
        session.Signal(RunningSession.Interrupt);
        Assert.Equal(0, (await session.Finish()).ExitCode);
        Assert.False(File.Exists(path), "the socket is removed at the end");
    }

    [Fact]
    public async Task Several_sessions_open_by_one_command()
    {
        var script = await scripts.Compile("many", "uprobe:$1:walk { @n = count(); }");
        using var first = RunningSession.Start(Environment, "--hold", script, Calls);
        using var second = RunningSession.Start(Environment, "--hold", script, Calls);
        await first.Attached();
        await second.Attached();
        var control = await ProcessRunner.Run(Repository.Runner, ["ctl", $"{first.Pid}", $"{second.Pid}", "open"], Environment);
        Assert.True(control.ExitCode == 0, control.ToString());
        await first.Printed("Opened");
        await second.Printed("Opened");
        await ProcessRunner.Run(Calls, ["9"]);
        var all = await ProcessRunner.Run(Repository.Runner, ["ctl", "status"], Environment);
        Assert.Contains($"{first.Pid}: running", all.Output);
        Assert.Contains($"{second.Pid}: running", all.Output);
        control = await ProcessRunner.Run(Repository.Runner, ["ctl", $"{first.Pid}", $"{second.Pid}", "close"], Environment);
        Assert.True(control.ExitCode == 0, control.ToString());
        Assert.Equal(9, ScriptFolder.Value((await first.Finish()).Output, "n"));
        Assert.Equal(9, ScriptFolder.Value((await second.Finish()).Output, "n"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("open")]
    [InlineData("5", "explode")]
    [InlineData("5")]
    [InlineData("5", "--gate", "/x", "open")]
    public async Task TG5050_for_a_wrong_command_line(params string[] words)
    {
        var run = await ProcessRunner.Run(Repository.Runner, ["ctl", .. words]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[TG5050]", run.Error);
    }

    private static JsonDocument Timing(string output) =>
        JsonDocument.Parse(output.Split('\n').Single(static line => line.StartsWith("{\"type\": \"timing\"", StringComparison.Ordinal)));

    private static async Task<Socket> Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private static async Task<string> Ask(Socket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text));
        var buffer = new byte[4096];
        var answer = "";
        while (!answer.EndsWith('\n'))
        {
            var count = await socket.ReceiveAsync(buffer);
            Assert.True(count > 0, $"no answer to '{text}'");
            answer += Encoding.UTF8.GetString(buffer, 0, count);
        }

        return answer;
    }

    private Task<ProcessResult> Run(RunningSession session, params string[] words) =>
        ProcessRunner.Run(Repository.Tracegate, ["ctl", $"{session.Pid}", .. words], Environment);

    private async Task Control(RunningSession session, string verb)
    {
        var run = await Run(session, verb);
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    private async Task<string?> State(RunningSession session, string verb)
    {
        var run = await Run(session, verb, "--json");
        Assert.True(run.ExitCode == 0, run.ToString());
        using var answer = JsonDocument.Parse(run.Output);
        Assert.Equal(session.Pid, answer.RootElement.GetProperty("pid").GetInt32());
        return answer.RootElement.GetProperty("state").GetString();
    }
}
