using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>software and hardware: perf events on every CPU that fire after a number of events.</summary>
internal sealed class CounterAttacher(PerfCounter[] counters) : Attacher
{
    /// <inheritdoc/>
    internal override void Expand(ProgramPlan plan, IReadOnlyList<string> target, AttachContext context)
    {
        var name = $"{plan.Provider.Name}:{string.Join(':', target)}";
        var count = target.Count > 1 && target[1] is not ("" or "*") ? target[1] : "0";
        if (Find(target[0]) is not { } counter)
            context.Fail(name, $"there is no {plan.Provider.Name} event '{target[0]}'");
        else if (!ulong.TryParse(count, out var period))
            context.Fail(name, $"'{count}' is not a count");
        else
            plan.Sites.Add(new(name, "", target[0], period == 0 ? counter.Period : period));
    }

    // Clocks fire in the order in which they were started; of other events the kernel keeps a list, the newest first.
    internal override bool AttachesForwards(ProgramPlan plan) =>
        plan.Sites.Count == 0 || Find(plan.Sites[0].Function) is not { Type: PerfConstants.TypeSoftware } counter || counter.IsClock;

    /// <inheritdoc/>
    internal override void Attach(ProgramPlan plan, AttachContext context)
    {
        foreach (var site in plan.Sites)
        {
            var counter = Find(site.Function)!;

            // Clocks start together behind the opening, as timers do: else one could be seen to tick first by its phase.
            var attributes = new PerfEventAttributes
            {
                Type = counter.Type,
                Config = counter.Config,
                SamplePeriod = site.Offset,
                Flags = counter.IsClock ? PerfConstants.FlagDisabled : 0,
            };
            PerfCounter.Attach(context, plan, site, attributes, everyCpu: true, disabled: counter.IsClock);
        }
    }

    private PerfCounter? Find(string name) => Array.Find(counters, counter => counter.Name == name);
}
