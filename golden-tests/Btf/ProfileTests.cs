using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Source;
using Xunit;

namespace Tracegate.GoldenTests.Btf;

public sealed class ProfileTests
{
    private static readonly TargetProfile Reference = Load(ProfileLoader.Reference);

    private static TargetProfile Load(string name) =>
        ProfileLoader.TryLoad(name, out TargetProfile? profile, out ProfileProblem? problem)
            ? profile : throw new InvalidDataException(problem.Descriptor.Code);

    [Fact]
    public void A_format_file_is_read_field_by_field()
    {
        TracepointFormat format = TracepointFormat.Parse(new TracepointName("x", "y"), """
            name: y
            format:
            	field:unsigned short common_type;	offset:0;	size:2;	signed:0;

            	field:char prev_comm[16];	offset:8;	size:16;	signed:0;
            	field:const char * filename;	offset:24;	size:8;	signed:0;
            	field:__data_loc char[] name;	offset:32;	size:4;	signed:0;
            	field:__rel_loc u8[] bytes;	offset:36;	size:4;	signed:0;
            	field:__u8 saddr[sizeof(struct sockaddr_in6)];	offset:40;	size:28;	signed:0;
            	field:enum req_op op;	offset:68;	size:4;	signed:1;

            print fmt: "field:%s", REC->x
            """);
        Assert.Equal("common_type", Assert.Single(format.CommonFields).Name);
        Assert.Equal(
            [
                ("prev_comm", "char[16]", TracepointFieldKind.Plain), ("filename", "const char *", TracepointFieldKind.Plain),
                ("name", "char[]", TracepointFieldKind.DataLocation), ("bytes", "u8[]", TracepointFieldKind.RelativeLocation),
                ("saddr", "__u8[sizeof(struct sockaddr_in6)]", TracepointFieldKind.Plain), ("op", "enum req_op", TracepointFieldKind.Plain),
            ],
            format.Fields.Select(field => (field.Name, field.TypeText, field.Kind)));
        Assert.Equal((68, 4, true), (format.Fields[5].Offset, format.Fields[5].Size, format.Fields[5].IsSigned));
    }

    [Fact]
    public void Arguments_of_system_calls_are_read_by_their_index()
    {
        Tracepoint openat = Reference.FindTracepoint("syscalls", "sys_enter_openat")!;
        Assert.Equal(new TracepointAccess.SyscallArgument(1), openat.Find("filename")!.Access);
        Assert.Equal(new TracepointAccess.SyscallNumber(), openat.Find("__syscall_nr")!.Access);
        Assert.Equal(new TracepointAccess.SyscallReturn(), Reference.FindTracepoint("syscalls", "sys_exit_openat")!.Find("ret")!.Access);
    }

    [Fact]
    public void Other_fields_are_members_of_the_kernels_struct()
    {
        Tracepoint exec = Reference.FindTracepoint("sched", "sched_process_exec")!;
        Assert.Equal("trace_event_raw_sched_process_exec", exec.Struct!.Name);
        TracepointField filename = exec.Find("filename")!;
        Assert.Equal(TracepointFieldKind.DataLocation, filename.Format.Kind);
        Assert.Equal("__data_loc_filename", Assert.IsType<TracepointAccess.Member>(filename.Access).Field.Member.Name);
        Assert.Equal("pid_t", exec.Find("pid")!.Type!.Name);
        Assert.Equal(2, Assert.IsType<TracepointAccess.Member>(exec.Find("common_pid")!.Access).Field.Steps.Length);
    }

    [Fact]
    public void An_event_of_a_class_has_the_struct_of_the_class() =>
        Assert.Equal("trace_event_raw_sched_wakeup_template", Reference.FindTracepoint("sched", "sched_wakeup")!.Struct!.Name);

    [Fact]
    public void Every_tracepoint_of_the_reference_is_bound()
    {
        Assert.NotEmpty(Reference.Tracepoints);
        foreach (TracepointName name in Reference.Tracepoints.Where(name => name.Category != "syscalls"))
        {
            Tracepoint tracepoint = Reference.FindTracepoint(name.Category, name.Event)!;
            Assert.All(tracepoint.Fields, field => Assert.IsType<TracepointAccess.Member>(field.Access));
        }
    }

    [Fact]
    public void Raw_tracepoints_functions_and_iterators()
    {
        Assert.Equal(
            ["bool preempt", "struct task_struct *prev", "struct task_struct *next", "unsigned int prev_state"],
            Reference.RawTracepointArguments("sched_switch")!.Value.Select(argument => argument.ToString()));
        Assert.Null(Reference.RawTracepointArguments("no_such"));
        Assert.Equal("struct file *file", Reference.FunctionSignature("vfs_read")!.Parameters[0].ToString());
        Assert.Equal("struct task_struct *task", Reference.IteratorContext("task")!.Find("task")!.Member.ToString());
        Assert.Contains("task_file", Reference.Iterators);
        Assert.DoesNotContain("task__safe_trusted", Reference.Iterators);
    }

    [Fact]
    public void Features_are_read_from_the_kernels_enums()
    {
        Assert.True(Reference.Features.HasHelper("bpf_loop"));
        Assert.False(Reference.Features.HasHelper("bpf_no_such"));
        Assert.True(Reference.Features.HasMapType("RINGBUF"));
        Assert.True(Reference.Features.HasAttachType("TRACE_FENTRY"));
    }

    [Theory]
    [InlineData("const struct file *", "struct file", 1)]
    [InlineData("unsigned long", "long unsigned int", 0)]
    [InlineData("long long", "long long int", 0)]
    [InlineData("pid_t", "pid_t", 0)]
    [InlineData("char **", "char", 2)]
    [InlineData("void *", "void", 1)]
    [InlineData("enum pid_type", "enum pid_type", 0)]
    public void C_type_names_are_resolved(string text, string baseType, int pointers)
    {
        BtfTypeName name = BtfTypeName.Resolve(Reference.Types!, text)!;
        Assert.Equal((baseType, pointers), (name.Base.ToString(), name.PointerDepth));
    }

    [Fact]
    public void Unknown_type_names_and_arrays()
    {
        Assert.Null(BtfTypeName.Resolve(Reference.Types!, "struct no_such *"));
        Assert.Null(BtfTypeName.Resolve(Reference.Types!, "int long_name"));
        Assert.Equal(6, Assert.Single(BtfTypeName.Resolve(Reference.Types!, "unsigned long[6]")!.Dimensions));
        Assert.Equal(0, Assert.Single(BtfTypeName.Resolve(Reference.Types!, "__u8[sizeof(struct sockaddr_in6)]")!.Dimensions));
    }

    [Fact]
    public void A_profile_written_again_has_the_same_bytes()
    {
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        ProfileFile.Write(first, Reference);
        Assert.True(ProfileFile.TryOpen(first, "again", out TargetProfile? again, out _));
        ProfileFile.Write(second, again);
        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.Equal(Reference.Release, again.Release);
    }

    [Theory]
    [InlineData("no-such-profile", "TG4005")]
    [InlineData("/dev/null", "TG4003")]
    public void A_profile_that_cannot_be_read_is_a_diagnostic(string name, string code)
    {
        Assert.False(ProfileLoader.TryLoad(name, out _, out ProfileProblem? problem));
        Assert.Equal(code, problem.Descriptor.Code);
    }

    [Fact]
    public void A_newer_profile_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        using (Stream header = archive.CreateEntry("profile.json").Open())
            header.Write("""{"format":99,"release":"9.9"}"""u8);
        Assert.False(ProfileFile.TryOpen(stream, "new", out _, out ProfileProblem? problem));
        Assert.Equal("TG4004", problem.Descriptor.Code);
    }

    [Fact]
    public void A_machine_without_BTF_and_tracefs_is_told_apart()
    {
        TargetProfile bare = HostProfile.Create("/nonexistent");
        Assert.False(bare.TryGetTypes(out _, out ProfileProblem? problem));
        Assert.Equal("TG4001", problem.Descriptor.Code);
        Assert.Contains("/nonexistent/sys/kernel/btf/vmlinux", problem.At(SourceSpan.None).Message, StringComparison.Ordinal);
        Assert.Empty(bare.Tracepoints);
        Assert.Equal("TG4002", bare.TracepointsProblem!.Descriptor.Code);
        Assert.Null(bare.FindTracepoint("sched", "sched_switch"));
        Assert.Null(bare.RawTracepointArguments("sched_switch"));
        Assert.False(bare.Features.IsKnown);
    }

    [BpftoolFact]
    public void The_host_profile_knows_this_kernel()
    {
        TargetProfile host = Load(ProfileLoader.Host);
        Assert.NotNull(host.Types!.FindStruct("task_struct")!.Find("mm"));
        Assert.Contains(new TracepointName("sched", "sched_switch"), host.Tracepoints);
        Assert.IsType<TracepointAccess.Member>(host.FindTracepoint("sched", "sched_switch")!.Find("prev_comm")!.Access);
        Assert.Null(host.FindTracepoint("../..", "x"));
        Assert.Null(host.FindTracepoint("sched", "no_such"));
    }
}
