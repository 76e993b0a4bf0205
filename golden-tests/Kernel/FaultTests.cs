using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Tracegate.Runtime.Features;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// Objects and machines that cannot do: each is brought about for real, by a name space, by a system call that fails as on
/// a kernel without it (targets/deny.c), or by another kernel. Cases/faults has those that a script alone shows.
/// </summary>
[Collection(KernelCollection.Name)]
public sealed class FaultTests(TestTargets targets) : IDisposable
{
    // System calls, commands of bpf(2) and error numbers, for targets/deny.c.
    private const string Bpf = "321";
    private const string LoadProgram = Bpf + ":5";
    private const string RunProgram = Bpf + ":10";
    private const string Mount = "165";
    private const string MakePipe = "293";
    private const string NotPermitted = "1";
    private const string Invalid = "22";
    private const string TooManyFiles = "24";
    private const string NotImplemented = "38";

    private const string Hello = "begin { printf(\"hi %d\\n\", pid); exit(); }";
    private const string Count = "tracepoint:syscalls:sys_enter_getppid { @ = count(); }";
    private const string NeedsHelper = "begin { @ = curtask.pid; exit(); }";
    private const string Relocated = "tracepoint:syscalls:sys_enter_getppid { @[curtask.real_parent.tgid] = count(); }";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TG5006_an_object_with_damaged_type_information()
    {
        var path = await Compile(Hello);
        var bytes = await File.ReadAllBytesAsync(path);
        var btf = bytes.AsSpan().IndexOf<byte>([0x9f, 0xeb, 1, 0, 24, 0, 0, 0]);
        bytes[btf] = 0;
        await File.WriteAllBytesAsync(path, bytes);
        await Refuses("TG5006", "libbpf cannot open", path);
    }

    [Fact]
    public async Task TG5007_an_object_with_a_probe_that_nobody_knows()
    {
        var path = await Compile(Hello);
        var bytes = await File.ReadAllBytesAsync(path);
        var at = bytes.AsSpan().IndexOf("TGMD"u8);
        for (int next; (next = bytes.AsSpan(at).IndexOf("\"begin\""u8)) >= 0; at += next)
            "\"bogus\""u8.CopyTo(bytes.AsSpan(at + next));
        await File.WriteAllBytesAsync(path, bytes);
        await Refuses("TG5007", "unknown probe type 'bogus'", path);
    }

    // O-caps
    [Fact]
    public async Task TG5010_a_user_without_rights()
    {
        var path = await Compile(Hello);
        var runner = Path.Combine(folder.Path, "tracegate-run");
        File.Copy(Repository.Runner, runner);
        await ProcessRunner.Run("chmod", ["705", folder.Path]);
        var result = await ProcessRunner.Run(
            "setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", runner, path]);
        Check(result, "TG5010", "needs root, or the capabilities CAP_BPF and CAP_PERFMON");
        Assert.Contains("sudo", result.Error);
    }

    [Fact]
    public async Task TG5011_a_kernel_without_BPF() =>
        await Refuses("TG5011", "no bpf\\(\\) system call", await Compile(Hello), [Deny, Bpf, NotImplemented]);

    [Fact]
    public async Task TG5012_no_tracefs_and_none_can_be_mounted() => await RefusesInside(
        "mount -t tmpfs none /sys/kernel/tracing && mount -t tmpfs none /sys/kernel/debug",
        "TG5012", "tracefs is not there: Operation not permitted", await Compile(Count), [Deny, Mount, NotPermitted]);

    [Fact]
    public async Task TG5013_a_kernel_without_BTF() => await RefusesInside(
        "mount -t tmpfs none /run && mount -t tmpfs none /sys/kernel/btf", "TG5013", "has no BTF", await Compile(Relocated), []);

    [Fact]
    public async Task TG5014_a_kernel_that_is_too_old()
    {
        var result = await Refuses(
            "TG5014", @"needs kernel ≥ 5\.\d+ \(\w+\); this is 2\.6\.", await Compile(NeedsHelper),
            [Deny, LoadProgram, Invalid, "setarch", "--uname-2.6"]);

        // O-kernel
        Assert.Matches(@"WARNING: kernel 2\.6\.\S+ is older than 5\.15", result.Error);
    }

    // O-lockdown
    [Fact]
    public async Task TG5015_a_kernel_that_is_locked_down() => await RefusesInside(
        "mount -t tmpfs none /sys/kernel/security && echo 'none integrity [confidentiality]' >/sys/kernel/security/lockdown",
        "TG5015", "locked down in confidentiality mode", await Compile(Hello), []);

    // O-lockdown
    [Fact]
    public async Task A_guest_that_is_locked_down_says_so()
    {
        var path = await Compile(Count);
        var result = await ProcessRunner.Run(
            Path.Combine(Repository.Root, "build.sh"),
            ["vm", "6.12", "--file", path, "--append", "lockdown=confidentiality", "--", "tracegate-run", Path.GetFileName(path)],
            limit: TimeSpan.FromMinutes(5));
        Check(result, "TG5015", "locked down in confidentiality mode");
    }

    [Fact]
    public async Task TG5016_a_kernel_that_was_built_without_something() =>
        await Refuses("TG5016", "built without \\w+", await Compile(NeedsHelper), [Deny, LoadProgram, Invalid]);

    [Fact]
    public async Task TG5022_a_probe_that_the_kernel_does_not_run() => await Refuses(
        "TG5022", "cannot run the begin probe: .*not permitted", await Compile(Hello), [Deny, RunProgram, NotPermitted]);

    // F-unsafe, O-unsafe
    [Fact]
    public async Task TG5040_an_unsafe_function_needs_leave() =>
        await Refuses("TG5040", "unsafe function", await Compile("begin { system(\"ls\"); exit(); }", "--unsafe"));

    [Fact]
    public async Task TG5044_a_variable_of_the_environment_with_a_wrong_value() =>
        await Refuses("TG5044", "invalid value 'many' for max_probes", await Compile(Count), ["env", "BPFTRACE_MAX_PROBES=many"]);

    [Fact]
    public async Task TG5060_no_descriptors_are_left() => await Refuses(
        "TG5060", "cannot create a pipe: .*open files", await Compile(Hello), [Deny, MakePipe, TooManyFiles], "-c", "/bin/true");

    [Theory]
    [InlineData("TG6001", "cannot read the script '/nosuch.bt'", "/nosuch.bt")]
    [InlineData("TG6001", "cannot read the script '/nosuch.bt'", "compile", "/nosuch.bt")]
    [InlineData("TG6002", "cannot write '/nosuch/x.bpf.o'", "compile", "-e", "begin { exit(); }", "-o", "/nosuch/x.bpf.o")]
    [InlineData("TG6003", "--emit takes .*, not 'bogus'", "compile", "-e", "begin { exit(); }", "--emit", "bogus")]
    [InlineData("TG6004", "nosuch", "compile", "-e", "begin { exit(); }", "--profile", "/nosuch", "-o", "/dev/null")]
    public async Task The_compiler_says_what_is_wrong_with_its_files(string code, string message, params string[] arguments) =>
        Check(await ProcessRunner.Run(Repository.Tracegate, arguments), code, message);

    [Fact]
    public void Every_code_of_the_runtime_and_of_the_command_line_has_a_test()
    {
        var commandLine = Regex.Matches(
            File.ReadAllText(Path.Combine(Repository.Root, "compiler", "Tracegate.Cli", "CliFaults.cs")), "\"(TG6\\d\\d\\d)\"");
        var codes = Faults.All.Select(row => row.Code).Concat(commandLine.Select(match => match.Groups[1].Value)).ToList();
        Assert.True(codes.Count > 30);
        var tests = Directory.EnumerateFiles(Repository.Tests, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".bt" && !path.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .ToList();
        Assert.All(codes, code => Assert.Contains(tests, text => text.Contains(code, StringComparison.Ordinal)));
    }

    private string Deny => Path.Combine(targets.Folder, "deny");

    private async Task<string> Compile(string script, params string[] options)
    {
        var target = Path.Combine(folder.Path, "x.bpf.o");
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", "-e", script, "-o", target, .. options]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        return target;
    }

    private static async Task<ProcessResult> Refuses(
        string code, string message, string path, string[]? before = null, params string[] options)
    {
        string[] command = [.. before ?? [], Repository.Runner, path, .. options];
        var result = await ProcessRunner.Run(command[0], command[1..]);
        Check(result, code, message);
        return result;
    }

    // In a mount name space of its own.
    private static async Task RefusesInside(string setup, string code, string message, string path, string[] before)
    {
        var result = await ProcessRunner.Run(
            "unshare", ["--mount", "sh", "-c", setup + " && exec \"$@\"", "sh", .. before, Repository.Runner, path]);
        Check(result, code, message);
    }

    private static void Check(ProcessResult result, string code, string message)
    {
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Matches($@"ERROR: .*{message}[^\n]*\[{code}\]", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.Equal("", result.Output);
    }
}
