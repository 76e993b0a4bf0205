using Tracegate.Contract;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Control;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Session;

/// <summary>
/// One run of one or more objects with one gate: check, load, <c>begin</c>, attach all, open the gate, poll, close the
/// gate, drain, <c>end</c>, print. One thread does it all.
/// </summary>
public sealed class TraceSession
{
    private const int PollMilliseconds = 100;
    private const uint GatherMicroseconds = 1000;
    private const int PinnedPollMilliseconds = 2;
    private const int MostWriterWaits = 100;
    private const string NotifyAttached = "__BPFTRACE_NOTIFY_PROBES_ATTACHED";

    private readonly RunOptions options;
    private readonly List<ObjectRun> objects;
    private readonly ScriptOutput output;
    private readonly EventLoop loop = new();
    private readonly LinkSet links = new();
    private readonly int signals;

    private readonly long started = Clock.Boot;

    private ChildProcess? child;
    private PinnedGate? pinned;
    private Gate gate = null!;
    private GateControl control = null!;
    private ControlServer? server;
    private int selfSignals;
    private bool stopAsked;
    private bool attachedTold;
    private bool cutShort;

    private TraceSession(IReadOnlyList<ObjectImage> images, RunOptions options)
    {
        this.options = options;
        var streams = new SessionStreams(options);
        objects = [.. images.Select(image => new ObjectRun(image, options, streams))];
        output = objects[0].Output;
        signals = SignalInbox.Open();
    }

    /// <summary>
    /// Keeps the signals that steer a session for it. To be called early in a process that will run one, and before it
    /// starts threads.
    /// </summary>
    public static void HoldSignals() => SignalInbox.Block();

    /// <summary>Lets the signals that steer a run end the process: first of all, as it starts with them blocked.</summary>
    public static void FreeSignals() => SignalInbox.Unblock();

    /// <summary>Runs objects until they end. They share one gate: all start and stop at one instant.</summary>
    /// <returns>Exit status (O-exit).</returns>
    /// <exception cref="FaultException">The run could not start; nothing stays attached.</exception>
    public static int Run(IReadOnlyList<ObjectImage> images, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(images.Count);
        if (images.Any(static image => image.Metadata.Unsafe) && !options.Unsafe)
            throw Faults.UnsafeRefused.With();
        NamedParameters.Check(images, options);
        Rights.Check();
        var session = new TraceSession(images, options);
        try
        {
            return session.Run();
        }
        finally
        {
            session.output.Flush();
            session.child?.End();
            session.server?.Dispose();
            session.pinned?.Remove();
            if (!Reaper.TakeOver(session.links, options.Verbose ? line => session.output.Message(Severity.Notice, line) : null))
                session.links.Close();
            session.output.Flush();
        }
    }

    private int Run()
    {
        WatchProcesses();
        if (!options.NoWarnings && Rights.KernelWarning() is { } warning)
            output.Message(Severity.Warning, warning);
        LibbpfLog.Install(options.Verbose ? line => output.Message(Severity.Notice, line) : null);
        Load();
        if (pinned is null or { IsOwner: true })
            gate.StartClock();
        RunAll(ProviderRole.Begin);
        if (!IsOver)
        {
            if (!Start())
                return 0;
            WaitForEnd();
        }
        else
        {
            TellAttached();
            TellStarted();
        }

        return Finish();
    }

    private bool IsOver => stopAsked || control.CloseAsked || gate.IsStopped;

    private bool Waits => options.Hold || options.StartAt is not null;

    private List<ObjectRun> Gated => objects.FindAll(static run => run.WaitsForGate);

    private List<ObjectRun> Free => objects.FindAll(static run => !run.WaitsForGate);

    private void WatchProcesses()
    {
        loop.Add(signals, OnSignal);
        if (options.Command is { } command)
        {
            child = ChildProcess.Start(command);
            loop.Add(child.Fd, OnChildEnd);
            foreach (var run in objects)
                run.Follow(child.Pid, loop);
        }
        else if (options.Process > 0)
        {
            var fd = (int)Libc.syscall(Libc.SyscallPidfdOpen, options.Process, 0, 0, 0, 0);
            if (fd < 0)
                throw Faults.NoProcess.With($"{options.Process}");
            loop.Add(fd, () => stopAsked = true);
        }
    }

    private void Load()
    {
        var process = child?.Pid ?? (options.Process > 0 ? options.Process : -1);
        foreach (var run in objects)
            run.Prepare(process, child?.Pid ?? 0, links);
        AttachPolicy.Settle(objects, options);
        foreach (var run in objects)
            run.Adjust();
        AttachPolicy.RaiseFileLimit([.. objects.SelectMany(static run => run.Plans)]);
        if (options.Gate is { } path)
            pinned = PinnedGate.Take(path, options.GateMode);
        var sections = new SharedSections(pinned);
        foreach (var run in objects)
        {
            sections.Apply(run.Bpf);
            run.Load();
            sections.Keep(run.Bpf);
        }

        gate = new Gate(sections, pinned is not null);
        control = new GateControl(gate, loop, Tell);
        foreach (var run in objects)
        {
            run.CheckGate();
            run.OpenChannels(loop);
        }
    }

    /// <summary>Attaches all probes and opens the gate; false when that was all (O-dry).</summary>
    private bool Start()
    {
        control.CanPause = Free.Count == 0;
        if (Gated.Count == 0 && pinned is null)
            gate.Open();
        if (OpenedByOthers && !options.NoWarnings)
            output.Message(Severity.Warning, $"the gate '{options.Gate}' is open already: each probe counts once it is attached");
        Attach(Gated);
        if (Waits && !options.DryRun)
            Hold();
        child?.AwaitStart();

        // Programs without a gate count as soon as they are attached: they come last.
        if (!IsOver)
            Attach(Free);
        TellAttached();

        // What begin prints follows the message about attached probes, as upstream's does; it still precedes what
        // probes do, since the gate is closed.
        Consume();
        output.EndBatch();
        if (options.DryRun)
            return false;
        if (!IsOver)
        {
            foreach (var run in objects)
                run.StartLossCounters();
            Open();
            links.StartTimers();
            child?.Release();
        }

        if (!Waits)
            TellStarted();
        Listen();
        return true;
    }

    private void Attach(List<ObjectRun> runs)
    {
        foreach (var run in runs)
            run.Attach();
        AttachPolicy.Settle(objects, options);
    }

    /// <summary>Waits until the gate may open, or the session is to end.</summary>
    private void Hold()
    {
        if (Free.Count == 0)
            TellAttached();
        if (options.StartAt is { } time)
            control.OpenAt(time);
        Listen();
        var places = Free.Count == 0 ? "" : ", and what has no start gate is attached only then";
        Tell(options.Hold
            ? $"Held: SIGUSR2 or 'tracegate ctl {Libc.getpid()} open' opens the gate{places}"
            : $"Waiting for the time to open the gate{places}");
        TellStarted();
        while (!IsOver && !control.OpenAsked && !OpenedByOthers)
        {
            loop.Wait(PollTimeout);
            output.EndBatch();
            ReportLosses();
            RunSelfProbes();
        }
    }

    private void Open()
    {
        if (OpenedByOthers)
            control.MarkOpened(options.Duration);
        else
            control.Open(options.Duration);
        if (Waits)
            Tell("Opened");
    }

    // Nothing announces a change of a pinned gate by another process.
    private bool OpenedByOthers => pinned is not null && gate.State == GateState.Running;

    private int PollTimeout => pinned is not null ? PinnedPollMilliseconds
        : objects.Exists(static run => run.CountsLosses) ? PollMilliseconds : -1;

    // Without a socket everything but commands works.
    private void Listen()
    {
        if (server is not null)
            return;
        server = ControlServer.Open(loop, new ControlCommands(control, objects).Answer, out var error);
        if (server is not null)
            return;
        if (options.Hold)
            throw Faults.NoControl.With(error);
        if (options.Verbose)
            Tell($"There is no control socket: {error}");
    }

    private void Tell(string text)
    {
        if (!options.Quiet)
            output.Message(Severity.Notice, text);
    }

    private void TellAttached()
    {
        if (attachedTold)
            return;
        attachedTold = true;
        if (!options.Quiet)
            output.AttachedProbes(objects.Sum(static run => run.SiteCount));
        output.Flush();
    }

    /// <summary>Tells those who wait for the gate (O-notify, O-systemd).</summary>
    private static void TellStarted()
    {
        ServiceManager.Notify("READY=1");
        if (Environment.GetEnvironmentVariable(NotifyAttached) == "1")
            OutputFactory.WriteLine(NotifyAttached);
    }

    private void WaitForEnd()
    {
        // P-autoexit: with begin and end only, nothing more can happen.
        if (!objects.Exists(static run => run.CanHappen))
            return;
        while (!IsOver)
        {
            // The traced process pays for each wake-up of this one: where records come one by one, some may gather.
            if (objects.Exists(static run => run.IsSparse))
                _ = Libc.usleep(GatherMicroseconds);
            loop.Wait(PollTimeout);
            if (pinned is not null && gate.State == GateState.Paused)
                gate.NotePause();
            output.EndBatch();
            ReportLosses();
            RunSelfProbes();
            if (output.Stream.Broken)
                return;
        }
    }

    private int Finish()
    {
        control.Close();
        ServiceManager.Notify("STOPPING=1");
        child?.End();
        Drain();
        AwaitPrograms();
        Drain();
        AwaitWriters();
        RunAll(ProviderRole.End);
        Drain();
        output.BeginFinalMaps();
        foreach (var run in objects)
            run.PrintMaps();
        ReportLosses();
        if (!options.NoWarnings)
            SumUpLosses();
        if (options.Timing || options.Verbose)
        {
            var report = new TimingReport(started, objects, control);
            output.Timing(report.Text(), report.Json());
        }

        output.Flush();
        return gate.ExitCode ?? 0;
    }

    // M-out-lost: the total, then what was lost where.
    private void SumUpLosses()
    {
        var lost = objects.Sum(static run => run.LostRecords);
        if (lost > 0)
            output.Message(Severity.Warning, $"Total lost event count: {lost}");
        foreach (var run in objects)
        {
            if (run.Losses() is { Count: > 0 } losses)
                run.Output.Losses(losses);
        }
    }

    private void RunAll(ProviderRole role)
    {
        foreach (var run in objects)
            run.RunAll(role);
    }

    private void RunSelfProbes()
    {
        for (; selfSignals > 0 && !IsOver; selfSignals--)
            RunAll(ProviderRole.Self);
    }

    private void ReportLosses()
    {
        foreach (var run in objects)
            run.ReportLosses();
    }

    private void OnSignal()
    {
        while (SignalInbox.Take(signals) is var signal and > 0)
        {
            if (signal == Libc.SigUsr1)
                selfSignals++;
            else if (signal == Libc.SigUsr2)
                control.Toggle();
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

    private int Consume()
    {
        var count = 0;
        foreach (var run in objects)
            count += Math.Max(0, run.Consume());
        return count;
    }

    private void Drain()
    {
        while (Consume() > 0)
        {
            // A second signal cuts the draining short (O-signals).
            if (stopAsked && SignalInbox.Take(signals) is Libc.SigInt or Libc.SigTerm)
            {
                cutShort = true;
                return;
            }
        }
    }

    // A program that saw the gate open may be at work still: end and the final maps are to see all that it does. Programs
    // run in RCU's read sides; this waits until those that have begun are over, which takes some 10 ms.
    private void AwaitPrograms()
    {
        const int global = 1;
        if (objects.Exists(static run => run.IsAttached))
            _ = Libc.syscall(Libc.SyscallMembarrier, global, 0, 0, 0, 0);
    }

    // Another CPU may be in the middle of a record, which hides those behind it. It needs microseconds, unless the
    // machine is busy.
    private void AwaitWriters()
    {
        for (var tries = 0; tries < MostWriterWaits && !cutShort && objects.Exists(static run => run.HasMoreRecords); tries++)
        {
            Thread.Sleep(1);
            Drain();
        }
    }
}
