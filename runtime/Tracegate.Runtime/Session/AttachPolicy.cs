using System.Text;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Session;

/// <summary>What follows from attach points that are not there, and from too many that are (P-missing, P-limit).</summary>
internal static unsafe class AttachPolicy
{
    /// <summary>Acts on the failures so far and forgets them.</summary>
    /// <exception cref="FaultException">C-missing_probes is <c>error</c>: the message names all of them.</exception>
    internal static void Settle(List<AttachFailure> failures, RunConfig config, ScriptOutput output, RunOptions options)
    {
        if (failures.Count == 0)
            return;
        if (config.MissingProbes == MissingProbes.Error)
        {
            var count = failures.Count == 1 ? "1 probe" : $"{failures.Count} probes";
            throw Faults.AttachFailed.With(count, Describe(failures));
        }

        if (config.MissingProbes == MissingProbes.Warn && !options.NoWarnings)
        {
            foreach (var failure in failures)
                output.Message(Severity.Warning, $"{failure.Name} is left out: {failure.Reason}");
        }

        failures.Clear();
    }

    /// <summary>Refuses runs without probes and with too many.</summary>
    /// <exception cref="FaultException">No probe at all, or more than C-max_probes.</exception>
    internal static void CheckCount(IReadOnlyList<ProgramPlan> plans, RunConfig config)
    {
        var count = plans.Sum(static plan => plan.Sites.Count);
        if (count == 0)
            throw Faults.NoProbes.With();
        if (count > config.MaxProbes)
            throw Faults.TooManyProbes.With($"{count}", $"{config.MaxProbes}");
    }

    /// <summary>Makes room for the descriptors of events and links (P-nofile).</summary>
    internal static void RaiseFileLimit(IReadOnlyList<ProgramPlan> plans)
    {
        const int openFiles = 7;
        const int perProbe = 3;
        const int others = 128;
        ResourceLimit limit;
        var needed = (ulong)((plans.Sum(static plan => plan.Sites.Count) * perProbe) + plans.Count + others);
        if (Libc.getrlimit(openFiles, &limit) != 0 || limit.Soft >= needed)
            return;
        var raised = new ResourceLimit { Soft = needed, Hard = Math.Max(needed, limit.Hard) };
        if (Libc.setrlimit(openFiles, &raised) == 0)
            return;
        limit.Soft = Math.Min(needed, limit.Hard);
        _ = Libc.setrlimit(openFiles, &limit);
    }

    private static string Describe(List<AttachFailure> failures)
    {
        // A wildcard can fail hundreds of times for one reason: it is told once, with all names.
        var text = new StringBuilder();
        foreach (var group in failures.GroupBy(static failure => (failure.Reason, failure.Hint)))
        {
            if (text.Length > 0)
                text.Append('\n');
            text.Append("  ").AppendJoin(", ", group.Select(static failure => failure.Name));
            text.Append(": ").Append(group.Key.Reason);
            if (group.Key.Hint.Length > 0)
                text.Append(" - ").Append(group.Key.Hint);
        }

        return text.ToString();
    }
}
