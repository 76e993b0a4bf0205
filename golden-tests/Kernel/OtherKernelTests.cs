using System.Collections.Immutable;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Profiles;
using Tracegate.GoldenTests.Btf;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>Objects that were compiled for a kernel that differs from every real one, run by this kernel.</summary>
[Collection(KernelCollection.Name)]
public sealed class OtherKernelTests : IDisposable
{
    private const string Task = "*(struct task_struct *)curtask";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task T_struct_a_copy_takes_fields_from_where_the_kernel_has_them() => Assert.Equal(
        "1 1 1 0 0 0",
        await Output($$"""
            $t = {{Task}};
            printf("%d %d %d %d %d %d", $t.pid == tid(init), $t.se.vruntime == curtask.se.vruntime, $t.tgid == pid(init),
              $t.sched_reset_on_fork, $t.no_such_member, $t.no_such_struct.x);
            """));

    [Fact]
    public async Task T_struct_a_map_and_print_have_whole_structs()
    {
        const string whole = @"\{ \.sched_reset_on_fork = 0, \.pid = (\d+), \.se = \{ \.vruntime = [1-9]\d* \}, \.no_such_member = 0,"
            + @" \.tgid = \1, \.comm = tracegate-run, \.no_such_struct = \{ \.x = 0 \} \}";
        var output = await Output($"print({Task}); @t = {Task}; printf(\"%d\\n\", @t.pid == tid(init) && @t.se.vruntime > 0);");
        Assert.Matches(@$"^{whole}\n1\n\n\n@t: {whole}$", output);
    }

    [Fact]
    public async Task T_struct_a_pointer_to_a_copy_reads_the_copy() => Assert.Equal(
        "1 1", await Output($"$t = {Task}; printf(\"%d %d\", (&$t).pid == tid(init), (*(&$t)).tgid == pid(init));"));

    // PIDTYPE_PID is 70 and PIDTYPE_SID 77 where the object was compiled, which does not know PIDTYPE_TGID.
    [Fact]
    public async Task E_enum_str_values_and_names_are_those_of_the_kernel_that_runs() => Assert.Equal(
        "PIDTYPE_SID 3 PIDTYPE_TGID 70",
        await Output("$n = nsecs > 0 ? 1 : 70; printf(\"%s %d %s %s\", PIDTYPE_SID, PIDTYPE_SID, (enum pid_type)$n, (enum pid_type)($n + 69));"));

    [Fact]
    public async Task E_enum_str_an_unknown_enumeration_has_its_compile_time_names() => Assert.Equal(
        "NO_SUCH_ENUMERATOR 7", await Output("$n = nsecs > 0 ? 5 : 6; printf(\"%s %s\", (enum no_such_enum)$n, (enum no_such_enum)($n + 2));"));

    private async Task<string> Output(string body)
    {
        var (profile, target) = (Path.Combine(folder.Path, "odd.profile"), Path.Combine(folder.Path, "x.bpf.o"));
        await using (var file = File.Create(profile))
            ProfileFile.Write(file, new TargetProfile(new OddKernel()));
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", "--profile", profile, "-e", $"begin {{ {body} exit(); }}", "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        var run = await ProcessRunner.Run(Repository.Runner, [target]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Output.Trim();
    }

    private sealed class OddKernel : ProfileSource
    {
        public override string Name => "odd";

        public override string Release => "6.1.0";

        public override (BtfView? Types, ProfileProblem? Problem) OpenTypes() => (new BtfView(Types()), null);

        public override (ImmutableArray<TracepointName> Names, ProfileProblem? Problem) ListTracepoints() => ([], null);

        public override string? ReadFormat(TracepointName name) => null;

        private static BtfFile Types()
        {
            var btf = new BtfWriter();
            var integer = btf.Add(BtfKind.Int, "int", 0, false, 4, 1u << 24 | 32);
            var word = btf.Add(BtfKind.Int, "unsigned int", 0, false, 4, 32);
            var wide = btf.Add(BtfKind.Int, "unsigned long long", 0, false, 8, 64);
            var letter = btf.Add(BtfKind.Int, "char", 0, false, 1, 8);
            var name = btf.Add(BtfKind.Array, "", 0, false, 0, (uint)letter, (uint)word, 20);
            var entity = btf.Add(BtfKind.Struct, "sched_entity", 1, false, 48, btf.String("vruntime"), (uint)wide, 40 * 8);
            var missing = btf.Add(BtfKind.Struct, "no_such_struct", 1, false, 4, btf.String("x"), (uint)integer, 0);
            btf.Add(BtfKind.Struct, "task_struct", 7, true, 400,
                btf.String("sched_reset_on_fork"), (uint)word, 1u << 24 | (100 * 8 + 7),
                btf.String("pid"), (uint)integer, 104 * 8,
                btf.String("se"), (uint)entity, 200 * 8,
                btf.String("no_such_member"), (uint)integer, 300 * 8,
                btf.String("tgid"), (uint)integer, 304 * 8,
                btf.String("comm"), (uint)name, 310 * 8,
                btf.String("no_such_struct"), (uint)missing, 340 * 8);
            btf.Add(BtfKind.Enum, "pid_type", 2, false, 4, btf.String("PIDTYPE_PID"), 70, btf.String("PIDTYPE_SID"), 77);
            btf.Add(BtfKind.Enum, "no_such_enum", 1, false, 4, btf.String("NO_SUCH_ENUMERATOR"), 5);
            return TestData.Open(btf.ToArray());
        }
    }
}
