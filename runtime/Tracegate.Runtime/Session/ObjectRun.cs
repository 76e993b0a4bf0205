using Tracegate.Contract;
using Tracegate.Runtime.Actions;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Session;

/// <summary>
/// One object's part of a session: its programs, maps, ring buffer, losses and output. <see cref="TraceSession"/> says
/// when each step comes.
/// </summary>
internal sealed class ObjectRun
{
    // Records handled before signals are looked at again.
    private const int BatchSize = 4096;

    private readonly ObjectImage image;
    private readonly ObjectMetadata metadata;
    private readonly RunOptions options;
    private readonly SessionServices services;

    private AttachContext attach = null!;
    private int childPid;
    private ActionContext actions = null!;
    private LossCounter losses = null!;
    private MissCounter? misses;
    private RecordChannel? records;
    private SuppressedCounter suppressed = null!;
    private List<string> probeNames = [];

    internal ObjectRun(ObjectImage image, RunOptions options, SessionStreams streams)
    {
        this.image = image;
        this.options = options;
        metadata = AttachPlanner.FillParameters(image.Metadata, options.Parameters);
        Config = new RunConfig(metadata);
        services = new SessionServices(metadata, Config);
        Output = streams.Create(services);
    }

    /// <summary>The object's file, for messages.</summary>
    internal string Name => image.Name;

    /// <summary>Config of the run.</summary>
    internal RunConfig Config { get; }

    /// <summary>Where it prints.</summary>
    internal ScriptOutput Output { get; }

    /// <summary>libbpf's object; loaded after <see cref="Load"/>.</summary>
    internal BpfObject Bpf { get; private set; } = null!;

    /// <summary>Its programs, in the script's order.</summary>
    internal List<ProgramPlan> Plans { get; private set; } = [];

    /// <summary>Number of attach points.</summary>
    internal int SiteCount => Plans.Sum(static plan => plan.Sites.Count);

    /// <summary>Whether programs count losses, which nothing announces.</summary>
    internal bool CountsLosses => losses.IsPresent;

    /// <summary>Number of records lost so far.</summary>
    internal long LostRecords => losses.Total;

    /// <summary>Whether its programs wait for the gate; if not, they count as soon as they are attached.</summary>
    internal bool WaitsForGate => Sync != StartSync.Off && !Plans.Exists(
        static plan => plan.Provider.Role == ProviderRole.Attached && plan.Sites.Count > 0 && !plan.Info.Gated);

    private StartSync Sync => options.StartSync ?? Config.StartSync;

    /// <summary>Whether programs count what the gate keeps out.</summary>
    internal bool CountsSuppressed => suppressed.IsPresent;

    /// <summary>What the gate kept out of a program.</summary>
    internal Suppressed SuppressedBy(ProgramPlan plan) => suppressed.Of(metadata.Programs.IndexOf(plan.Info));

    /// <summary>What the gate kept out of all programs.</summary>
    internal Suppressed SuppressedByAll
    {
        get
        {
            var total = default(Suppressed);
            foreach (var plan in Plans)
                total += SuppressedBy(plan);
            return total;
        }
    }

    /// <summary>Whether the ring buffers hold records that were not handled.</summary>
    internal bool HasMoreRecords => records is { HasMore: true };

    /// <summary>Whether programs run at places of the kernel or of other processes.</summary>
    internal bool IsAttached => Plans.Exists(static plan => plan.Provider.Role == ProviderRole.Attached && plan.Sites.Count > 0);

    /// <summary>Whether a program can run after <c>begin</c> without the session ending (P-autoexit).</summary>
    internal bool CanHappen => Plans.Exists(
        static plan => plan.Provider.Role is ProviderRole.Attached or ProviderRole.Self && plan.Sites.Count > 0);

    /// <summary>Prepares for addresses of the command, see <see cref="SessionServices.Follow"/>.</summary>
    internal void Follow(int childPid, EventLoop loop) => services.Follow(childPid, loop);

    /// <summary>Opens the object and finds the places that it attaches to.</summary>
    /// <param name="process">Process that providers with a filter of their own are limited to, or -1.</param>
    /// <param name="childPid">The command's process id, or 0.</param>
    /// <param name="links">Takes the links of all objects.</param>
    internal void Prepare(int process, int childPid, LinkSet links)
    {
        TellOptionsWithoutEffect();
        var adjusted = PidNamespace.Adjust(options.Process > 0 ? image.WithPidFilter((uint)options.Process) : image);
        Bpf = ObjectLoader.Open(adjusted, Config);
        attach = new AttachContext
        {
            Process = process,
            Unsafe = options.Unsafe,
            WithoutFeatures = FeaturesToAvoid(),
            Filter = options.ProbeFilter,
            FunctionList = options.FunctionList,
            Links = links,
        };
        Plans = AttachPlanner.Expand(metadata, Bpf, attach);
        this.childPid = childPid;
    }

    // Without the gate each probe counts from the moment when it is attached itself, which a shared link would change.
    private HashSet<string> FeaturesToAvoid()
    {
        var names = options.WithoutFeatures.ToHashSet(StringComparer.Ordinal);
        if (Sync == StartSync.Off)
            names.Add(KernelFeatures.SyscallDispatch.Name);
        return names;
    }

    /// <summary>Adjusts the object to the places and to the machine.</summary>
    /// <exception cref="FaultException">There are no places or too many, or a parameter does not fit.</exception>
    internal void Adjust()
    {
        AttachPolicy.CheckCount(Plans, Config);
        probeNames = AttachPlanner.NumberProbes(Plans, attach);
        services.Use(Bpf, probeNames);
        MapSizes.Apply(Bpf, metadata, Config, probeNames.Count);
        new LoadConstants(metadata, Config, options, childPid).Fill(Bpf);
    }

    // O-k needs code that is not in every object.
    private void TellOptionsWithoutEffect()
    {
        if (options.Warnings && !metadata.Constants.Any(static constant => constant.Kind == LoadConstantKind.Warnings))
            Output.Message(Severity.Warning, $"-k has no effect: '{image.Name}' was compiled without it; compile the script with 'tracegate compile -k'");
    }

    /// <summary>Warns when the user asks for a gate that the object does not have.</summary>
    internal void CheckGate()
    {
        if (options.StartSync == StartSync.On && !options.NoWarnings && !WaitsForGate)
            Output.Message(Severity.Warning, $"'{Name}' was compiled without a start gate: compile it with --start-sync on");
    }

    /// <summary>Loads it into the kernel.</summary>
    internal void Load() => ObjectLoader.Load(Bpf, metadata, Plans, options.Verbose);

    /// <summary>Gives access to what programs leave for the runtime.</summary>
    internal void OpenChannels(EventLoop loop)
    {
        AttachPlanner.WriteNames(Bpf, probeNames);
        losses = new LossCounter(Bpf, metadata);
        suppressed = new SuppressedCounter(Bpf);
        actions = new ActionContext
        {
            Output = Output,
            Metadata = metadata,
            Maps = MapContents.Of(metadata, Bpf),
            Options = options,
            Config = Config,
        };
        records = RecordChannel.Open(Bpf, new EventDispatcher(actions).Handle);
        records?.AddTo(loop, () => Consume());
    }

    /// <summary>Runs the programs of a role; their places are the runtime's own.</summary>
    /// <exception cref="FaultException">The kernel does not run one.</exception>
    internal void RunAll(ProviderRole role)
    {
        foreach (var plan in Plans)
        {
            if (plan.Provider.Role != role)
                continue;
            var result = plan.Program.Run();
            if (result < 0)
                throw Faults.RunFailed.With(plan.Info.AttachPoint, Errno.Describe(result));
        }
    }

    /// <summary>Attaches all programs; what cannot be attached is in <see cref="Failures"/>.</summary>
    internal void Attach() => AttachPlanner.Attach(Plans, attach);

    /// <summary>Places that were not found or not attached since they were last settled.</summary>
    internal List<AttachFailure> Failures => attach.Failures;

    /// <summary>Handles records that are there, at most a batch; their number.</summary>
    internal int Consume() => records?.Consume(BatchSize) ?? 0;

    /// <summary>Whether records come one by one (<see cref="RecordChannel.IsSparse"/>).</summary>
    internal bool IsSparse => records is { IsSparse: true };

    /// <summary>Tells what was lost since the last call.</summary>
    internal void ReportLosses()
    {
        var lost = losses.Take();
        if (options.NoWarnings)
            return;
        if (lost > 0)
            Output.LostEvents(lost);
        if (losses.TakeControl() is var control and > 0)
            Output.Message(Severity.Error, LossReason.Control.Sentence(control));
        foreach (var row in losses.TakeRows())
            Output.RuntimeError(row.Error, row.Format, 0, row.Location);
    }

    /// <summary>Lets the kernel's counters of missed events count from now: to be called before the gate opens.</summary>
    internal void StartLossCounters() => misses = new MissCounter(Plans);

    /// <summary>All that was lost, by reason and probe (M-out-lost, X-full).</summary>
    internal List<Loss> Losses() => [.. losses.All(misses?.All() ?? [])];

    /// <summary>M-out-exit.</summary>
    internal void PrintMaps()
    {
        if (Config.PrintMapsOnExit)
            MapPrinting.PrintAll(actions);
    }
}
