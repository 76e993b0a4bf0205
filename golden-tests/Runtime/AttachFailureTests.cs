using Tracegate.Contract;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Session;
using Xunit;

namespace Tracegate.GoldenTests.Runtime;

/// <summary>
/// P-missing: whatever the kernel refuses is told with the place, the reason and advice; the other places are attached, and
/// nothing stays open when the run is given up.
/// </summary>
public sealed class AttachFailureTests
{
    private readonly FaultyKernel kernel = new();

    [Theory]
    [InlineData(Errno.Busy, "EBUSY", "something else uses it exclusively")]
    [InlineData(Errno.NotPermitted, "EPERM", "perf_event_paranoid")]
    [InlineData(Errno.Access, "EACCES", "perf_event_paranoid")]
    [InlineData(Errno.NoEntry, "ENOENT", "check the name")]
    [InlineData(Errno.TooBig, "E2BIG", "attach fewer probes here")]
    [InlineData(Errno.FileTable, "EMFILE", "ulimit -n")]
    [InlineData(Errno.SystemFileTable, "ENFILE", "fs.file-max")]
    [InlineData(Errno.NoMemory, "ENOMEM", "attach fewer probes")]
    [InlineData(Errno.KernelNotSupported, "ENOTSUPP", "built without it")]
    public void A_place_that_fails_halfway_is_told_and_the_others_attach(int error, string name, string advice)
    {
        kernel.EventError = (attributes, _) => attributes.Config is 3 or 5 ? error : 0;
        var context = Attach(Tracepoints(10, id: static i => i));
        Assert.Equal(8, context.Links.Count);
        Assert.Equal(["tracepoint:x:e3", "tracepoint:x:e5"], context.Failures.Select(static failure => failure.Name));
        Assert.All(context.Failures, failure => Assert.Contains($"({name})", failure.Reason));
        Assert.All(context.Failures, failure => Assert.Contains(advice, failure.Hint));
        NothingIsLeft(context);
    }

    [Fact]
    public void A_link_that_fails_closes_its_event()
    {
        kernel.LinkError = static _ => Errno.Busy;
        var context = Attach(Tracepoints(3));
        Assert.Equal(3, context.Failures.Count);
        Assert.Empty(kernel.Open);
    }

    [Fact]
    public void A_tracepoint_that_is_gone_by_now_is_told()
    {
        kernel.Ids = static name => name == "e1" ? -Errno.NoEntry : 5;
        var context = Attach(Tracepoints(3));
        var failure = Assert.Single(context.Failures);
        Assert.Equal("tracepoint:x:e1", failure.Name);
        Assert.Contains("ENOENT", failure.Reason);
        NothingIsLeft(context);
    }

    [Fact]
    public void A_timer_is_on_all_cpus_or_on_none()
    {
        var cpus = 0;
        kernel.EventError = (_, _) => ++cpus == 3 ? Errno.FileTable : 0;
        var context = new AttachContext { Calls = kernel, Links = new(kernel), OnlineCpus = [0, 1, 2, 3] };
        AttachPlanner.Attach([NumberedProgram.Plan("profile", 1, [new("profile:hz:99", "", "hz", 99)])], context);
        Assert.Single(context.Failures);
        Assert.Equal(0, context.Links.Count);
        Assert.Empty(kernel.Open);
    }

    [Theory]
    [InlineData("software")]
    [InlineData("interval")]
    [InlineData("kprobe")]
    [InlineData("kretprobe")]
    [InlineData("uprobe")]
    [InlineData("uretprobe")]
    public void Every_kind_of_event_tells_its_failure(string provider)
    {
        kernel.EventError = static (_, _) => Errno.NoEntry;
        var context = Attach(NumberedProgram.Plan(provider, 1, [new($"{provider}:x", "", "page-faults", 1)]));
        Assert.Contains("ENOENT", Assert.Single(context.Failures).Reason);
        Assert.Empty(kernel.Open);
    }

    // An enabled event is told to its CPU, which takes several times as long as all the rest.
    [Theory]
    [InlineData("kprobe")]
    [InlineData("kretprobe")]
    [InlineData("uprobe")]
    [InlineData("uretprobe")]
    public void Events_that_only_carry_a_program_stay_disabled(string provider)
    {
        var flags = new List<ulong>();
        kernel.EventError = (attributes, _) =>
        {
            flags.Add(attributes.Flags);
            return 0;
        };
        Attach(NumberedProgram.Plan(provider, 1, [new($"{provider}:x", "", "x", 1), new($"{provider}:y", "", "y", 2)]));
        Assert.Equal([PerfConstants.FlagDisabled, PerfConstants.FlagDisabled], flags);
    }

    [Theory]
    [InlineData("fentry", ProgramType.Tracing)]
    [InlineData("fexit", ProgramType.Tracing)]
    public void A_trampoline_that_is_full_is_told(string provider, uint type)
    {
        kernel.LinkError = static _ => Errno.TooBig;
        var context = Attach(NumberedProgram.Plan(provider, 1, [new($"{provider}:f", "", "f")], type));
        Assert.Contains("E2BIG", Assert.Single(context.Failures).Reason);
    }

    [Fact]
    public void A_raw_tracepoint_that_is_gone_is_told()
    {
        kernel.RawError = Errno.NoEntry;
        var context = Attach(NumberedProgram.Plan("rawtracepoint", 1, [new("rawtracepoint:f", "", "f")], ProgramType.RawTracepoint));
        Assert.Contains("ENOENT", Assert.Single(context.Failures).Reason);
    }

    [Fact]
    public void The_failing_places_of_a_multi_link_are_found()
    {
        kernel.MultiError = static offsets => offsets.Contains(7UL) || offsets.Contains(31UL) ? Errno.Invalid : 0;
        var context = Attach(Uprobes(64));
        Assert.Equal(["uprobe:/x:f7", "uprobe:/x:f31"], context.Failures.Select(static failure => failure.Name));
        Assert.All(context.Failures, static failure => Assert.Contains("EINVAL", failure.Reason));
        var attached = kernel.Log.Where(static line => line.StartsWith("multi") && !line.Contains("error"))
            .SelectMany(static line => line.Split(' ').Skip(1));
        Assert.Equal(62, attached.Distinct().Count());
        Assert.InRange(kernel.Log.Count, 1, 30);
        NothingIsLeft(context);
    }

    [Theory]
    [InlineData(Errno.NotPermitted)]
    [InlineData(Errno.FileTable)]
    [InlineData(Errno.NoMemory)]
    public void What_no_place_is_to_blame_for_is_tried_once(int error)
    {
        kernel.MultiError = _ => error;
        var context = Attach(Uprobes(64));
        Assert.Equal(64, context.Failures.Count);
        Assert.Single(kernel.Log);
    }

    [Fact]
    public void A_binary_that_is_gone_by_now_fails_everywhere()
    {
        kernel.MultiError = static _ => Errno.NoEntry;
        var context = Attach(Uprobes(64));
        Assert.Equal(64, context.Failures.Count);
        Assert.Empty(kernel.Open);
        Assert.Equal(
            "  64 probes: No such file or directory (ENOENT) - check the name",
            AttachPolicy.Describe(context.Failures).Split(';')[0]);
    }

    [Fact]
    public void Many_failures_are_told_by_reason_and_all_are_named()
    {
        kernel.EventError = static (attributes, _) => attributes.Config == 1 ? Errno.Busy : Errno.FileTable;
        var text = AttachPolicy.Describe(Attach(Tracepoints(100, id: static i => i)).Failures);
        Assert.Contains("\n  tracepoint:x:e1: Device or resource busy (EBUSY)", text);
        Assert.StartsWith("  99 probes: Too many open files (EMFILE)", text);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Matches($@"\btracepoint:x:e{i}\b", text));
        Assert.All(text.Split('\n'), static line => Assert.InRange(line.Length, 1, 150));
    }

    [Fact]
    public void Each_failure_knows_the_program_that_may_have_a_policy()
    {
        kernel.EventError = static (_, _) => Errno.NoEntry;
        var context = new AttachContext { Calls = kernel, Links = new(kernel), OnlineCpus = [0] };
        AttachPlanner.Attach([Tracepoints(1), NumberedProgram.WithPolicy(Tracepoints(1), "warn")], context);
        var config = new RunConfig(new ObjectMetadata());
        Assert.Equal(
            [MissingProbes.Error, MissingProbes.Warn],
            context.Failures.Select(failure => config.MissingProbesOf(failure.Program)));
    }

    private AttachContext Attach(ProgramPlan plan)
    {
        var context = new AttachContext { Calls = kernel, Links = new(kernel), OnlineCpus = [0] };
        AttachPlanner.Attach([plan], context);
        return context;
    }

    private void NothingIsLeft(AttachContext context)
    {
        context.Links.Close();
        Assert.Empty(kernel.Open);
    }

    private ProgramPlan Tracepoints(int count, Func<int, long>? id = null)
    {
        if (id is not null)
        {
            kernel.Ids = name => id(int.Parse(name[1..]));
        }

        return NumberedProgram.Plan("tracepoint", 1, Enumerable.Range(0, count).Select(static i => new Site($"tracepoint:x:e{i}", "x", $"e{i}")));
    }

    private static ProgramPlan Uprobes(int count)
    {
        var sites = Enumerable.Range(0, count).Select(static i => new Site($"uprobe:/x:f{i}", "/x", $"f{i}", (ulong)i));
        var plan = NumberedProgram.Plan("uprobe", 1, sites, ProgramType.Kprobe);
        plan.IsMulti = true;
        return plan;
    }
}
