using Tracegate.Contract;
using Tracegate.Runtime.Actions;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Session;

/// <summary>
/// One run of an object: check, load, <c>begin</c>, attach all, open the gate, poll, close the gate, drain, <c>end</c>,
/// print. One thread does it all.
/// </summary>
public sealed class TraceSession
{
    private const int PollMilliseconds = 100;

    // Records handled before signals are looked at again.
    private const int BatchSize = 4096;
    private const int MostWriterWaits = 100;
    private const string NotifyAttached = "__BPFTRACE_NOTIFY_PROBES_ATTACHED";

    private readonly ObjectImage image;
    private readonly ObjectMetadata metadata;
    private readonly RunOptions options;
    private readonly RunConfig config;
    private readonly ScriptOutput output;
    private readonly SessionServices services;
    private readonly EventLoop loop = new();
    private readonly int signals;

    private ChildProcess? child;
    private BpfObject opened = null!;
    private Gate gate = null!;
    private AttachContext attach = null!;
    private ActionContext actions = null!;
    private LossCounter losses = null!;
    private RingBuffer? ring;
    private List<string> probeNames = [];
    private int selfSignals;
    private bool stopAsked;
    private bool cutShort;

    private TraceSession(ObjectImage image, RunOptions options)
    {
        this.image = image;
        this.options = options;
        metadata = AttachPlanner.FillParameters(image.Metadata, options.Parameters);
        config = new RunConfig(metadata);
        services = new SessionServices(metadata, config);
        output = OutputFactory.Create(options, services);
        signals = SignalInbox.Open();
    }

    /// <summary>
    /// Lets threads that start from now on ignore the signals that steer a session. To be called before anything starts
    /// a thread in a process that will run one.
    /// </summary>
    public static void HoldSignals() => SignalInbox.BlockHere();

    /// <summary>Runs an object until it ends.</summary>
    /// <returns>Exit status (O-exit).</returns>
    /// <exception cref="FaultException">The run could not start; nothing stays attached.</exception>
    public static int Run(ObjectImage image, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(options);
        if (image.Metadata.Unsafe && !options.Unsafe)
            throw Faults.UnsafeRefused.With();
        Rights.Check();
        var session = new TraceSession(image, options);
        try
        {
            return session.Run();
        }
        finally
        {
            session.output.Flush();
            session.child?.End();
            if (session.attach is { } attached && !Reaper.TakeOver(attached.Links))
                attached.Links.Close();
        }
    }

    private int Run()
    {
        WatchProcesses();
        LibbpfLog.Install(options.Verbose ? line => output.Message(Severity.Notice, line) : null);
        opened = ObjectLoader.Open(options.Process > 0 ? image.WithPidFilter((uint)options.Process) : image, config);
        var plans = Prepare();
        ObjectLoader.Load(opened, metadata, plans, options.Verbose);
        OpenChannels();
        gate.StartClock();
        RunAll(plans, ProviderRole.Begin);
        if (!IsOver)
        {
            if (!Start(plans))
                return 0;
            WaitForEnd(plans);
        }
        else
        {
            TellAttached(plans);
            TellStarted();
        }

        return Finish(plans);
    }

    private bool IsOver => stopAsked || actions.ExitCode is not null || gate.IsStopped;

    private void WatchProcesses()
    {
        loop.Add(signals, OnSignal);
        if (options.Command is { } command)
        {
            child = ChildProcess.Start(command);
            loop.Add(child.Fd, OnChildEnd);
        }
        else if (options.Process > 0)
        {
            var fd = (int)Libc.syscall(Libc.SyscallPidfdOpen, options.Process, 0, 0, 0, 0);
            if (fd < 0)
                throw Faults.NoProcess.With($"{options.Process}");
            loop.Add(fd, () => stopAsked = true);
        }
    }

    private List<ProgramPlan> Prepare()
    {
        attach = new AttachContext
        {
            Process = child?.Pid ?? (options.Process > 0 ? options.Process : -1),
            Unsafe = options.Unsafe,
            WithoutFeatures = options.WithoutFeatures.ToHashSet(StringComparer.Ordinal),
            FunctionList = options.FunctionList,
        };
        var plans = AttachPlanner.Expand(metadata, opened, attach);
        AttachPolicy.Settle(attach.Failures, config, output, options);
        AttachPolicy.CheckCount(plans, config);
        var names = AttachPlanner.NumberProbes(plans);
        services.Use(opened, names);
        MapSizes.Apply(opened, metadata, config, names.Count);
        new LoadConstants(metadata, options, child?.Pid ?? 0).Fill(opened);
        AttachPolicy.RaiseFileLimit(plans);
        probeNames = names;
        return plans;
    }

    private void OpenChannels()
    {
        AttachPlanner.WriteNames(opened, probeNames);
        gate = new Gate(opened);
        losses = new LossCounter(opened);
        actions = new ActionContext
        {
            Output = output,
            Metadata = metadata,
            Maps = MapContents.Of(metadata, opened),
            Options = options,
            Config = config,
        };
        if (!opened.Maps.TryGetValue(WellKnown.RingBuffer, out var map))
            return;
        var dispatcher = new EventDispatcher(actions);
        ring = RingBuffer.Open(map.Fd, dispatcher.Handle, out var error);
        if (ring is null)
            throw Faults.SystemCall.With($"cannot map the ring buffer: {Errno.Describe(error)}");
        loop.Add(ring.PollFd, () => ring.Consume(BatchSize));
    }

    /// <summary>Attaches all probes and opens the gate; false when that was all (O-dry).</summary>
    private bool Start(List<ProgramPlan> plans)
    {
        if ((options.StartSync ?? config.StartSync) == StartSync.Off)
            gate.Open();
        AttachPlanner.Attach(plans, attach);
        AttachPolicy.Settle(attach.Failures, config, output, options);
        TellAttached(plans);

        // What begin prints follows the message about attached probes, as upstream's does; it still precedes what
        // probes do, since the gate is closed.
        _ = ring?.Consume(BatchSize);
        output.EndBatch();
        if (options.DryRun)
            return false;
        if (!IsOver)
        {
            gate.Open();
            attach.Links.StartTimers();
            child?.Release();
        }

        TellStarted();
        return true;
    }

    private void TellAttached(List<ProgramPlan> plans)
    {
        if (!options.Quiet)
            output.AttachedProbes(plans.Sum(static plan => plan.Sites.Count));
        output.Flush();
    }

    /// <summary>Tells those who wait for the gate (O-notify, O-systemd).</summary>
    private static void TellStarted()
    {
        ServiceManager.Notify("READY=1");
        if (Environment.GetEnvironmentVariable(NotifyAttached) == "1")
            OutputFactory.WriteLine(NotifyAttached);
    }

    private void WaitForEnd(List<ProgramPlan> plans)
    {
        // P-autoexit: with begin and end only, nothing more can happen.
        if (!plans.Exists(static p => p.Provider.Role is ProviderRole.Attached or ProviderRole.Self && p.Sites.Count > 0))
            return;
        while (!IsOver)
        {
            loop.Wait(losses.IsPresent ? PollMilliseconds : -1);
            output.EndBatch();
            ReportLosses();
            RunSelfProbes(plans);
            if (output.Stream.Broken)
                return;
        }
    }

    private int Finish(List<ProgramPlan> plans)
    {
        gate.Close();
        ServiceManager.Notify("STOPPING=1");
        child?.End();
        Drain();
        AwaitWriters();
        RunAll(plans, ProviderRole.End);
        Drain();
        output.BeginFinalMaps();
        if (config.PrintMapsOnExit)
            MapPrinting.PrintAll(actions);
        ReportLosses();
        if (losses.Total > 0 && !options.NoWarnings)
            output.Message(Severity.Warning, $"Total lost event count: {losses.Total}");
        output.Flush();
        return actions.ExitCode ?? 0;
    }

    private static void RunAll(List<ProgramPlan> plans, ProviderRole role)
    {
        foreach (var plan in plans)
        {
            if (plan.Provider.Role != role)
                continue;
            var result = plan.Program.Run();
            if (result < 0)
                throw Faults.RunFailed.With(plan.Info.AttachPoint, Errno.Describe(result));

        }
    }

    private void RunSelfProbes(List<ProgramPlan> plans)
    {
        for (; selfSignals > 0 && !IsOver; selfSignals--)
            RunAll(plans, ProviderRole.Self);
    }

    private void OnSignal()
    {
        while (SignalInbox.Take(signals) is var signal and > 0)
        {
            if (signal == Libc.SigUsr1)
                selfSignals++;
            else
                stopAsked = true;
        }
    }

    private void OnChildEnd()
    {
        var status = child!.Reap();
        stopAsked = true;
        if (options.Verbose || status.StartsWith("the command could not", StringComparison.Ordinal))
            output.Message(Severity.Notice, status);
    }

    private void Drain()
    {
        while (ring is not null && ring.Consume(BatchSize) > 0)
        {
            // A second signal cuts the draining short (O-signals).
            if (stopAsked && SignalInbox.Take(signals) is Libc.SigInt or Libc.SigTerm)
            {
                cutShort = true;
                return;
            }
        }
    }

    // Another CPU may be in the middle of a record, which hides those behind it. It needs microseconds, unless the
    // machine is busy.
    private void AwaitWriters()
    {
        for (var tries = 0; tries < MostWriterWaits && !cutShort && ring is { HasMore: true }; tries++)
        {
            Thread.Sleep(1);
            Drain();
        }
    }

    private void ReportLosses()
    {
        var lost = losses.Take();
        if (options.NoWarnings)
            return;
        if (lost > 0)
            output.LostEvents(lost);
        foreach (var row in losses.TakeRows(metadata))
            output.RuntimeError(row.Error, row.Format, 0, row.Location);
    }
}
