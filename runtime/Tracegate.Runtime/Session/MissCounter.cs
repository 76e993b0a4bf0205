using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Session;

/// <summary>
/// Events that the kernel kept from programs, because they came while the same CPU was inside a program of the kind. The
/// kernel counts them for most kinds (Linux 5.12; not for perf events).
/// </summary>
internal sealed class MissCounter
{
    private readonly List<(ProgramPlan Plan, long Before)> counters = [];

    /// <summary>Starts to count.</summary>
    internal MissCounter(List<ProgramPlan> plans)
    {
        foreach (var plan in plans)
        {
            if (plan.Provider.Role == ProviderRole.Attached && plan.Sites.Count > 0)
                counters.Add((plan, plan.Program.Misses));
        }
    }

    /// <summary>What was missed since the start.</summary>
    internal IEnumerable<Loss> All()
    {
        foreach (var (plan, before) in counters)
        {
            if (plan.Program.Misses - before is var count and > 0)
                yield return new Loss(LossReason.Recursion, count, plan.Info.Title, "", plan.Info.Location);
        }
    }
}
