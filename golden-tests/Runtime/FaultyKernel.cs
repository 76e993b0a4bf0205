using System.Collections.Immutable;
using Tracegate.Contract;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.GoldenTests.Runtime;

/// <summary>A kernel for the attach layer in which chosen calls fail; it keeps account of the descriptors.</summary>
internal sealed unsafe class FaultyKernel : AttachCalls
{
    private int next = 1000;

    /// <summary>Descriptors that are open.</summary>
    public HashSet<int> Open { get; } = [];

    /// <summary>What was done, in order.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Error number of opening an event, by what it is on.</summary>
    public Func<PerfEventAttributes, int, int> EventError { get; set; } = static (_, _) => 0;

    /// <summary>Error number of a link, by the program.</summary>
    public Func<int, int> LinkError { get; set; } = static _ => 0;

    /// <summary>Error number of a link for several places, by their offsets in the binary.</summary>
    public Func<ulong[], int> MultiError { get; set; } = static _ => 0;

    /// <summary>Error number of a raw tracepoint.</summary>
    public int RawError { get; set; }

    /// <summary>Numbers of tracepoints; a negative one is an error.</summary>
    public Func<string, long> Ids { get; set; } = static name => 1 + name.Length;

    public int DispatcherError { get; set; }

    internal override bool Has(KernelFeature feature) => true;

    internal override int OpenEvent(PerfEventAttributes attributes, int process, int cpu) =>
        Result($"event {attributes.Type} {attributes.Config} cpu {cpu}", EventError(attributes, cpu));

    internal override int CreateLink(int programFd, int eventFd, int attachType, BpfLinkCreateOptions* options)
    {
        if (attachType is not (AttachType.TraceUprobeMulti or AttachType.TraceKprobeMulti))
        {
            return Result($"link {programFd} cookie {(options is null ? 0 : (long)options->Cookie)}", LinkError(programFd));
        }

        var offsets = attachType == AttachType.TraceUprobeMulti
            ? new ReadOnlySpan<ulong>(options->UprobeOffsets, (int)options->MultiCount).ToArray()
            : [.. Enumerable.Range(0, (int)options->MultiCount).Select(static i => (ulong)i)];
        return Result($"multi {string.Join(' ', offsets)}", MultiError(offsets));
    }

    internal override int OpenRawTracepoint(int programFd, BpfRawTracepointOptions* options) => Result("raw", RawError);

    internal override int CreateArray(int entries) => Result($"array {entries}", 0);

    internal override int SetEntry(int array, int index, int programFd)
    {
        Log.Add($"{array}[{index}] = {programFd}");
        return 0;
    }

    internal override int LoadDispatcher(int array) => Result($"dispatcher {array}", DispatcherError);

    internal override long TracepointId(string category, string name) => Ids(name);

    internal override long SourceType(string source) => 7;

    internal override void Close(int fd) => Open.Remove(fd);

    private int Result(string what, int error)
    {
        Log.Add(error == 0 ? what : $"{what}: error {error}");
        if (error != 0)
        {
            return -error;
        }

        Open.Add(next);
        return next++;
    }
}

/// <summary>A program that only has a number.</summary>
internal sealed class NumberedProgram(string name, int fd, uint type = ProgramType.Tracepoint) : BpfProgram(name)
{
    internal override uint Type => type;

    internal override int AttachType { get; set; }

    internal override int Fd => fd;

    internal override void Skip()
    {
    }

    internal override int LoadCopy(int btfId) => -Errno.NoEntry;

    /// <summary>Its plan, with places of a provider.</summary>
    public static ProgramPlan Plan(string provider, int fd, IEnumerable<Site> sites, uint type = ProgramType.Tracepoint, bool cookie = false, bool shares = false)
    {
        var name = $"p{fd}";
        var info = new ProgramInfo(name, "", fd, provider, [], $"{provider}:{fd}", true, cookie, [], null) { SharesCookie = shares };
        var plan = new ProgramPlan(info, new NumberedProgram(name, fd, type), Providers.Find(provider)!);
        plan.Sites.AddRange(sites);
        return plan;
    }

    /// <summary>Its plan with a policy of its own for places that fail.</summary>
    public static ProgramPlan WithPolicy(ProgramPlan plan, string policy)
    {
        var config = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("missing_probes", policy);
        var copy = new ProgramPlan(plan.Info with { Config = config }, plan.Program, plan.Provider) { IsMulti = plan.IsMulti };
        copy.Sites.AddRange(plan.Sites);
        return copy;
    }
}
