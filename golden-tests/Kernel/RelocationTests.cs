using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>What libbpf makes of relocations, with the runtime's extract of the kernel's types and with all of them.</summary>
[Collection(KernelCollection.Name)]
public sealed class RelocationTests : IDisposable
{
    // Embedded structs, arrays of them, bit-fields, pointers, texts, sizes and offsets.
    private const string Script = """
        tracepoint:sched:sched_switch {
          @[curtask.comm, curtask.real_parent.tgid, curtask.mm.arg_start] = count();
          @embedded = curtask.se.vruntime;
          @bit = curtask.sched_reset_on_fork;
          @array = curtask.signal.rlim[7].rlim_cur;
          @far = curtask.nsproxy.uts_ns.name.nodename;
          @union = curtask.files.fdt.max_fds;
          @size = sizeof(struct task_struct);
          @offset = offsetof(struct task_struct, files);
        }
        rawtracepoint:sched_process_exit { @exit = ((struct task_struct *)arg0).exit_code; }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Programs_are_the_same_with_an_extract_and_with_all_types()
    {
        var target = Path.Combine(folder.Path, "x.bpf.o");
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", "-e", Script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        var extract = await Translate(target, []);
        var whole = await Translate(target, new() { ["BPFTRACE_BTF"] = "/sys/kernel/btf/vmlinux" });
        Assert.Equal(2, extract.Count);
        Assert.Equal(whole, extract);
    }

    // The second run has no BTF but what the first one kept.
    [Theory]
    [InlineData("true", true)]
    [InlineData("chown nobody /run/tracegate/btf-*", false)]
    [InlineData("chmod o+w /run/tracegate/btf-*", false)]
    [InlineData("truncate -s 100 /run/tracegate/btf-*", false)]
    public async Task An_extract_is_kept_and_used_again_if_it_is_sound(string change, bool isUsed)
    {
        var target = Path.Combine(folder.Path, "x.bpf.o");
        const string script = "tracepoint:sched:sched_switch { @[curtask.real_parent.tgid] = count(); exit(); }";
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", "-e", script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        string[] setup =
        [
            "mount -t tmpfs none /run", "\"$@\"", change, "mount -t tmpfs none /sys/kernel/btf", "echo again", "exec \"$@\"",
        ];
        var result = await ProcessRunner.Run(
            "unshare", ["--mount", "sh", "-c", string.Join(" && ", setup), "sh", Repository.Runner, target]);
        Assert.Contains("again", result.Output);
        Assert.True(result.ExitCode == (isUsed ? 0 : 1), result.ToString());
        Assert.Equal(isUsed, !result.Error.Contains("TG5013"));
    }

    // The programs as the kernel has them, without what differs from load to load.
    private static async Task<List<string>> Translate(string target, Dictionary<string, string> environment)
    {
        using var session = RunningSession.Start(environment, target);
        await session.Attached();
        var texts = new List<string>();
        foreach (var (kind, id) in KernelObjects.Of(session.Pid))
        {
            if (kind != "prog")
                continue;
            var dump = await ProcessRunner.Run("bpftool", ["prog", "dump", "xlated", "id", $"{id}"]);
            Assert.True(dump.ExitCode == 0, dump.ToString());
            texts.Add(Regex.Replace(dump.Output, @"id:\d+", "id"));
        }

        return texts;
    }
}
