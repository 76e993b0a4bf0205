using System.Text;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Session;

/// <summary>What follows from attach points that are not there, and from too many that are (P-missing, P-limit).</summary>
internal static unsafe class AttachPolicy
{
    // Columns of a line of names.
    private const int LineLength = 110;

    /// <summary>Acts on the failures of all objects so far and forgets them.</summary>
    /// <exception cref="FaultException">
    /// C-missing_probes is <c>error</c> for one of them: the message names all for which it is.
    /// </exception>
    internal static void Settle(IReadOnlyList<ObjectRun> objects, RunOptions options)
    {
        var fatal = new List<AttachFailure>();
        foreach (var run in objects)
        {
            foreach (var failure in run.Failures)
            {
                var policy = run.Config.MissingProbesOf(failure.Program);
                if (policy == MissingProbes.Error)
                    fatal.Add(failure);
                else if (policy == MissingProbes.Warn && !options.NoWarnings)
                    run.Output.Message(Severity.Warning, $"{failure.Name} is left out: {failure.Reason}");
            }

            run.Failures.Clear();
        }

        if (fatal.Count > 0)
            throw Faults.AttachFailed.With(fatal.Count == 1 ? "1 probe" : $"{fatal.Count} probes", Describe(fatal));
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

    /// <summary>
    /// The failed places with reason and advice. A wildcard can fail hundreds of times for one reason: that is told once,
    /// with all the names below it.
    /// </summary>
    internal static string Describe(IReadOnlyList<AttachFailure> failures)
    {
        var text = new StringBuilder();
        foreach (var group in failures.GroupBy(static failure => (failure.Reason, failure.Hint)))
        {
            string[] names = [.. group.Select(static failure => failure.Name)];
            text.Append(text.Length > 0 ? "\n" : "").Append("  ");
            text.Append(names.Length == 1 ? names[0] : $"{names.Length} probes").Append(": ").Append(group.Key.Reason);
            if (group.Key.Hint.Length > 0)
                text.Append(" - ").Append(group.Key.Hint);
            if (names.Length > 1)
                AppendNames(text, names);
        }

        return text.ToString();
    }

    private static void AppendNames(StringBuilder text, string[] names)
    {
        var column = LineLength;
        foreach (var name in names)
        {
            if (column + name.Length >= LineLength)
            {
                text.Append("\n   ");
                column = 0;
            }

            text.Append(' ').Append(name);
            column += name.Length + 1;
        }
    }
}
