using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// One link instead of hundreds for scripts that trace many syscall tracepoints: <c>raw_syscalls</c> with a program that
/// finds the script's program by the number of the call. The kernel needs about 80 ms to detach a link.
/// <para>
/// Programs on one call run one after another, in layers: the first program of each call is in the first layer's array,
/// and so on; a layer is a link, and links run in the order in which they were attached (P-order). So all programs of a
/// direction (entry or return) are dispatched, or none. A call whose number is not known keeps its own links.
/// </para>
/// </summary>
internal sealed class SyscallDispatch
{
    /// <summary>
    /// Least number of places for each link. A dispatcher costs time on every system call of the machine, so it pays only
    /// where most of them are traced anyway.
    /// </summary>
    internal const int LeastPlaces = 256;

    // Above the numbers of all calls.
    private const int ArraySize = 1024;
    private const string Category = "syscalls";
    private const string RawCategory = "raw_syscalls";

    private readonly List<Direction> directions = [new("sys_enter"), new("sys_exit")];

    /// <summary>Decides which places are dispatched.</summary>
    internal static SyscallDispatch Plan(IReadOnlyList<ProgramPlan> plans, AttachContext context)
    {
        var dispatch = new SyscallDispatch();
        foreach (var plan in plans)
        {
            foreach (var site in plan.Sites)
                dispatch.directions.Find(direction => direction.Takes(plan, site));
        }

        foreach (var direction in dispatch.directions)
        {
            direction.IsUsed = direction.IsWorthwhile() && context.Has(KernelFeatures.SyscallDispatch);
            if (direction.IsUsed)
                direction.Mark(dispatched: true);
        }

        return dispatch;
    }

    /// <summary>Reserves rows of the table of names, a row for each number of a call.</summary>
    internal void NumberProbes(ProbeNameTable names)
    {
        foreach (var direction in directions)
        {
            if (direction.IsUsed && direction.NeedsNames)
                direction.NumberProbes(names);
        }
    }

    /// <summary>
    /// Attaches the dispatchers. Where that fails, their places are left to links of their own.
    /// </summary>
    internal void Attach(AttachContext context)
    {
        foreach (var direction in directions)
        {
            if (direction.IsUsed && !direction.Attach(context))
                direction.Mark(dispatched: false);
        }
    }

    /// <summary>Entries or returns.</summary>
    private sealed class Direction(string prefix)
    {
        private readonly List<(ProgramPlan Plan, Site Site)> candidates = [];
        private readonly List<ProgramPlan?[]> layers = [];
        private readonly List<(ProgramPlan Plan, Site Site, int Number)> places = [];
        private bool isForeign;
        private int firstName;

        internal bool IsUsed { get; set; }

        internal bool NeedsNames => places.Exists(static place => place.Plan.Info.NeedsCookie);

        internal bool Takes(ProgramPlan plan, Site site)
        {
            if (site.Group != Category
                || plan.Program.Type != ProgramType.Tracepoint
                || !site.Function.StartsWith(prefix, StringComparison.Ordinal))
            {
                return false;
            }

            isForeign |= plan.Info.NeedsCookie && !plan.Info.SharesCookie;
            candidates.Add((plan, site));
            return true;
        }

        /// <summary>Spreads the places over layers, and tells whether those are few enough.</summary>
        internal bool IsWorthwhile()
        {
            // Before any name of a call is looked up: most scripts end here.
            if (isForeign || candidates.Count < LeastPlaces)
                return false;
            foreach (var (plan, site) in candidates)
            {
                var number = SyscallNames.Number(site.Function[Math.Min(prefix.Length + 1, site.Function.Length)..]);
                if (number < 0)
                    continue;
                var layer = layers.Find(layer => layer[number] is null);
                if (layer is null)
                    layers.Add(layer = new ProgramPlan?[ArraySize]);
                layer[number] = plan;
                places.Add((plan, site, number));
            }

            return places.Count >= LeastPlaces * Math.Max(layers.Count, 1);
        }

        internal void Mark(bool dispatched)
        {
            foreach (var place in places)
                place.Site.IsDispatched = dispatched;
        }

        internal void NumberProbes(ProbeNameTable names)
        {
            firstName = names.Reserve(places.Max(static place => place.Number) + 1);
            foreach (var place in places)
            {
                place.Site.Cookie = (ulong)(firstName + place.Number);
                names[firstName + place.Number] = place.Site.Name;
            }
        }

        internal bool Attach(AttachContext context)
        {
            var began = Clock.Boot;
            var links = new List<int>();
            foreach (var layer in layers)
            {
                if (!Attach(layer, context, links))
                {
                    links.ForEach(context.Calls.Close);
                    return false;
                }
            }

            // The array lives as long as its descriptor: it is kept like a link.
            for (var i = 0; i < links.Count; i++)
                context.Links.Add(links[i], slow: i % 2 == 1);
            var ended = Clock.Boot;
            foreach (var (plan, _, _) in places)
                (plan.AttachBegan, plan.AttachEnded) = (began, ended);
            return true;
        }

        private bool Attach(ProgramPlan?[] layer, AttachContext context, List<int> links)
        {
            var calls = context.Calls;
            var array = calls.CreateArray(ArraySize);
            if (array < 0)
                return false;
            links.Add(array);
            var program = calls.LoadDispatcher(array);
            if (program < 0)
                return false;
            var isFilled = Enumerable.Range(0, ArraySize)
                .All(number => layer[number] is not { } plan || calls.SetEntry(array, number, plan.Program.Fd) == 0);
            var attributes = new PerfEventAttributes
            {
                Type = PerfConstants.TypeTracepoint,
                Config = (ulong)Math.Max(0, calls.TracepointId(RawCategory, prefix)),
                Flags = PerfConstants.FlagDisabled,
            };
            var eventFd = isFilled ? calls.OpenEvent(attributes, -1, context.OnlineCpus[0]) : -1;
            var link = eventFd < 0 ? eventFd : PerfEvent.Link(calls, program, eventFd, SharedCookie.Of(firstName));
            calls.Close(program);
            if (eventFd >= 0)
                calls.Close(eventFd);
            if (link >= 0)
                links.Add(link);
            return link >= 0;
        }
    }
}
