using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>The command line of <c>tracegate</c> and what surrounds a run (LANGUAGE section 7).</summary>
[Collection(KernelCollection.Name)]
public sealed class OptionTests : IDisposable
{
    private const int User1 = 10;
    private const string Hello = "begin { printf(\"hello %d\\n\", $1); exit(); }";
    private const string Wrong = "begin {\n\tprint($x);\n}\n";

    private readonly ScriptFolder folder = new();

    public void Dispose() => folder.Dispose();

    // O-file
    [Fact]
    public async Task A_script_is_a_file_or_the_standard_input_or_a_text()
    {
        var file = Path.Combine(folder.Path, "x.bt");
        await File.WriteAllTextAsync(file, Hello);
        Assert.Equal("hello 1", (await Tracegate([file, "1"])).Output.Trim());
        Assert.Equal("hello 2", (await Tracegate(["-", "2"], input: Hello)).Output.Trim());
        Assert.Equal("hello 3", (await Tracegate(["-e", Hello, "3"])).Output.Trim());
        Assert.Equal("hello 4", (await Tracegate(["-e", Wrong, "-e", Hello, "4"])).Output.Trim());
        var none = await Tracegate(["-q"]);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("name a script", none.Error);
    }

    // O-h, O-file
    [Fact]
    public async Task Help_goes_to_the_standard_output()
    {
        var help = await Tracegate(["-h"]);
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.Contains("--probe-filter", help.Output);
        var empty = await Tracegate([]);
        Assert.Equal(1, empty.ExitCode);
        Assert.Equal(help.Output, empty.Output);
        Assert.Matches(@"^tracegate v\d+\.\d+\.\d+\n$", (await Tracegate(["-V"])).Output);
    }

    // O-info
    [Fact]
    public async Task Info_tells_what_the_kernel_can_do()
    {
        var info = await Tracegate(["--info"]);
        Assert.Equal((0, ""), (info.ExitCode, info.Error));
        Assert.StartsWith($"System\n  OS: Linux {(await File.ReadAllTextAsync("/proc/sys/kernel/osrelease")).Trim()}\n  Arch: x64\n\nBuild\n", info.Output);
        Assert.Contains("\n  bpf_ringbuf_output: yes\n", info.Output);
        Assert.Contains($"\n  kprobe: {(KernelFeatures.Has("kprobe") ? "yes" : "no")}\n", info.Output);
    }

    // O-v
    [Fact]
    public async Task Verbose_tells_of_attaching_and_of_the_command()
    {
        var run = await Tracegate(["-v", "-e", "tracepoint:syscalls:sys_enter_getppid { }", "-c", "true"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the command exited with 0", run.Error);
        Assert.Matches(@"attached at +took +places +probe\n.* 1  tracepoint:syscalls:sys_enter_getppid", run.Error);
    }

    // O-diag, L-src
    [Theory]
    [InlineData("x.bt")]
    [InlineData("stdin")]
    public async Task A_diagnostic_shows_place_and_source_line(string name)
    {
        var file = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(file, Wrong);
        var run = name == "stdin" ? await Tracegate(["-"], input: Wrong) : await Tracegate([file]);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(
            $"^{Regex.Escape(name == "stdin" ? name : file)}:2:8-10: ERROR: .*\\$x.* \\[TG2002\\]\n print\\(\\$x\\);\n       ~~\n", run.Error);
    }

    // O-color: neither stream is a terminal here.
    [Theory]
    [InlineData("auto", false)]
    [InlineData("never", false)]
    [InlineData("always", true)]
    public async Task Colour_is_for_terminals_unless_it_is_forced(string mode, bool coloured)
    {
        var environment = new Dictionary<string, string> { ["BPFTRACE_COLOR"] = mode };
        var compile = await Tracegate(["-e", Wrong], environment);
        var run = await Tracegate(["-e", "tracepoint:no:such { }"], environment);
        Assert.Equal(coloured, compile.Error.Contains("\e[31mERROR"));
        Assert.Equal(coloured, run.Error.Contains("\e[31mERROR"));
    }

    // O-env
    [Fact]
    public async Task The_kernels_types_may_come_from_a_file()
    {
        const string script = "begin { print(curtask.pid > 0); exit(); }";
        var types = Path.Combine(folder.Path, "types");
        var environment = new Dictionary<string, string> { ["BPFTRACE_BTF"] = types };
        var missing = await Tracegate(["-e", script], environment);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains(types, missing.Error);
        File.Copy("/sys/kernel/btf/vmlinux", types);
        var found = await Tracegate(["-e", script], environment);
        Assert.Equal("true", found.Output.Trim());
    }

    [Theory]
    [InlineData("D-kk", "use a single -k", "-kk")]
    [InlineData("D-dd", "compile --emit", "-d")]
    [InlineData("D-dd", "compile --emit", "-dd")]
    [InlineData("O-no-feature", "not 'nosuch'", "--no-feature", "nosuch")]
    [InlineData("O-filter", "no regular expression", "--probe-filter", "(")]
    public async Task A_wrong_option_is_told_with_advice(string item, string advice, params string[] options)
    {
        var target = await folder.Compile("x", "begin { exit(); }");
        foreach (var (program, words) in new[] { (Repository.Tracegate, new[] { "-e", "begin { }" }), (Repository.Runner, [target]) })
        {
            var run = await ProcessRunner.Run(program, [.. options, .. words]);
            Assert.True(run.ExitCode == 1 && run.Error.Contains(advice), $"{item} {program}: {run}");
        }
    }

    // O-emit, O-d
    [Theory]
    [InlineData("ast", "attach begin")]
    [InlineData("bound", "probe 0 begin")]
    [InlineData("lowered", "probe 0 begin")]
    [InlineData("llvm", "define ")]
    [InlineData("llvm-opt", "define ")]
    [InlineData("asm", "exit")]
    public async Task Every_stage_can_be_shown(string stage, string text)
    {
        var run = await Tracegate(["compile", "-e", "begin { exit(); }", "--emit", stage]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(text, run.Output);
    }

    // O-usr1, D-usr1
    [Fact]
    public async Task SIGUSR1_does_nothing_without_a_probe_for_it()
    {
        using var session = RunningSession.Start(await folder.Compile("x", "begin { @n = 5; } interval:s:1000 { @n = 6; }"));
        await session.Attached();
        session.Signal(User1);
        session.Signal(RunningSession.Interrupt);
        var run = await session.Finish();
        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Output.Split('\n'), line => line.StartsWith('@'));
    }

    // O-systemd
    [Fact]
    public async Task A_service_manager_is_told_of_start_and_end()
    {
        var address = Path.Combine(folder.Path, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(address));
        var target = await folder.Compile("x", "interval:ms:1 { exit(); }");
        var run = await ProcessRunner.Run(Repository.Runner, [target], new Dictionary<string, string> { ["NOTIFY_SOCKET"] = address });
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("READY=1", Receive(socket));
        Assert.Equal("STOPPING=1", Receive(socket));
        Assert.Equal(0, socket.Available);
    }

    private static string Receive(Socket socket)
    {
        var buffer = new byte[256];
        socket.ReceiveTimeout = 1000;
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }

    private static Task<ProcessResult> Tracegate(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string input = "") =>
        ProcessRunner.Run(Repository.Tracegate, arguments, environment, input);
}
