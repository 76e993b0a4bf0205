using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>tracepoint: a perf event of the tracepoint's number and a link with a cookie on it (Linux 5.15).</summary>
internal sealed class TracepointAttacher : Attacher
{
    /// <inheritdoc/>
    internal override void Expand(ProgramPlan plan, IReadOnlyList<string> target, AttachContext context)
    {
        var (category, name) = (target[0], target[1]);
        foreach (var found in Tracefs.Match(category, name))
        {
            var site = new Site($"tracepoint:{found.Category}:{found.Name}", found.Category, found.Name);
            if (TracepointFormat.Check(found.Category, found.Name, plan.Info.Fields) is { } difference)
                context.Fail(site.Name, difference, "compile the script for this kernel");
            else
                plan.Sites.Add(site);
        }
    }

    /// <inheritdoc/>
    internal override void Attach(ProgramPlan plan, AttachContext context)
    {
        foreach (var site in plan.Sites)
        {
            if (site.IsDispatched)
                continue;
            var id = context.Calls.TracepointId(site.Group, site.Function);
            if (id < 0)
            {
                context.Fail(site, (int)id);
                continue;
            }

            // One event on one CPU is enough: the tracepoint runs the programs of all its events on every CPU, also when
            // the event itself is disabled. Enabled it would count, which costs that CPU another 100 ns an event.
            var attributes = new PerfEventAttributes
            {
                Type = PerfConstants.TypeTracepoint,
                Config = (ulong)id,
                Flags = PerfConstants.FlagDisabled,
            };
            PerfEvent.Attach(context, plan, site, attributes, process: -1, Cpus.Online[0]);
        }
    }
}
