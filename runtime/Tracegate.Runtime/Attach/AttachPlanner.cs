using System.Collections.Immutable;
using System.Text;
using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>Turns the programs of an object into plans, and plans into links.</summary>
internal static class AttachPlanner
{
    /// <summary>Expands every attach point on this machine and prepares the programs for load.</summary>
    /// <returns>Plans in the script's order; one without sites has its reason in the context's failures.</returns>
    /// <exception cref="FaultException">The object has a probe that this runtime does not know.</exception>
    internal static List<ProgramPlan> Expand(ObjectMetadata metadata, BpfObject opened, AttachContext context)
    {
        var plans = new List<ProgramPlan>(metadata.Programs.Length);
        foreach (var info in metadata.Programs)
        {
            var provider = Providers.Find(info.Provider)
                ?? throw Faults.BrokenContract.With($"unknown probe type '{info.Provider}'");
            if (!opened.Programs.TryGetValue(info.Name, out var program))
                throw Faults.BrokenContract.With($"it has no program '{info.Name}'");
            var plan = new ProgramPlan(info, program, provider);
            context.Current = plan;
            Expand(plan, plan, info.Target, context);
            foreach (var place in info.OtherPlaces)
            {
                // Attachers speak of the plan's attach point.
                var other = new ProgramPlan(info with { AttachPoint = place.AttachPoint, Target = place.Target }, program, provider);
                Expand(other, plan, place.Target, context);
            }

            if (plan.Sites.Count > 0)
                provider.Attacher.Prepare(plan, context);
            if (plan.Sites.Count == 0)
                program.Skip();
            plans.Add(plan);
        }

        context.Current = null;
        context.Binaries.Dispose();
        context.Dispatch = SyscallDispatch.Plan(plans, context);
        return plans;
    }

    private static void Expand(ProgramPlan place, ProgramPlan plan, ImmutableArray<string> target, AttachContext context)
    {
        var (sites, failures) = (place.Sites.Count, context.Failures.Count);
        plan.Provider.Attacher.Expand(place, target, context);
        if (place.Sites.Count == sites && context.Failures.Count == failures)
            context.Fail(place.Info.AttachPoint, "nothing on this machine matches it");

        // What the user leaves out is not missing.
        if (context.Filter is { } filter && plan.Provider.Role is not (ProviderRole.Begin or ProviderRole.End))
            place.Sites.RemoveAll(site => !filter.Matches(site.Name));
        if (place != plan)
            plan.Sites.AddRange(place.Sites);
    }

    /// <summary>
    /// Numbers the places whose names programs ask for (B-probe).
    /// </summary>
    /// <returns>Names by cookie; the first row is for places that have none.</returns>
    internal static List<string> NumberProbes(IReadOnlyList<ProgramPlan> plans, AttachContext context)
    {
        var names = new ProbeNameTable();
        context.Dispatch?.NumberProbes(names);
        foreach (var plan in plans)
        {
            if (!plan.Info.NeedsCookie)
                continue;
            foreach (var site in plan.Sites)
                site.Cookie = (ulong)names.Row(site.Name);
        }

        return names.Names;
    }

    /// <summary>Fills the map of names after load.</summary>
    internal static void WriteNames(BpfObject loaded, IReadOnlyList<string> names)
    {
        if (!loaded.Maps.TryGetValue(WellKnown.ProbeNames, out var map))
            return;
        for (var i = 1; i < names.Count; i++)
        {
            if (names[i].Length == 0)
                continue;
            var value = new byte[map.ValueSize];
            var text = Encoding.UTF8.GetBytes(names[i]);
            text.AsSpan(0, Math.Min(text.Length, value.Length - 1)).CopyTo(value);
            _ = map.Update(BitConverter.GetBytes(i), value);
        }
    }

    /// <summary>Attaches everything, in the order in which probes on one place fire as in the script (P-order).</summary>
    internal static void Attach(IReadOnlyList<ProgramPlan> plans, AttachContext context)
    {
        context.Dispatch?.Attach(context);
        foreach (var plan in plans.Where(IsForwards).Concat(plans.Where(static plan => !IsForwards(plan)).Reverse()))
        {
            // The dispatcher that has attached it noted when.
            if (plan.Sites.Count > 0 && plan.Sites.TrueForAll(static site => site.IsDispatched))
                continue;
            context.Current = plan;
            plan.AttachBegan = Clock.Boot;
            plan.Provider.Attacher.Attach(plan, context);
            plan.AttachEnded = Clock.Boot;
        }

        context.Current = null;
    }

    private static bool IsForwards(ProgramPlan plan) => plan.Provider.Attacher.AttachesForwards(plan);

    /// <summary>Puts the positional parameters into all attach points (L-ap-params); a missing one is a fault.</summary>
    internal static ObjectMetadata FillParameters(ObjectMetadata metadata, IReadOnlyList<string> parameters) =>
        metadata.Programs.Any(static program => HasParameters(program))
            ? metadata with { Programs = [.. metadata.Programs.Select(program => HasParameters(program) ? FillParameters(program, parameters) : program)] }
            : metadata;

    private static bool HasParameters(ProgramInfo info) =>
        info.OtherPlaces.Select(static place => place.Target).Prepend(info.Target).Any(static target => target.Any(static part => part.Contains('$', StringComparison.Ordinal)));

    private static ProgramInfo FillParameters(ProgramInfo info, IReadOnlyList<string> parameters) => info with
    {
        Target = FillParameters(info.Target, info.AttachPoint, parameters),
        OtherPlaces = [.. info.OtherPlaces.Select(place => place with { Target = FillParameters(place.Target, place.AttachPoint, parameters) })],
    };

    private static ImmutableArray<string> FillParameters(ImmutableArray<string> target, string attachPoint, IReadOnlyList<string> parameters)
    {
        var parts = ImmutableArray.CreateBuilder<string>(target.Length);
        foreach (var part in target)
        {
            var text = new StringBuilder();
            for (var i = 0; i < part.Length; i++)
            {
                var end = i + 1;
                while (part[i] == '$' && end < part.Length && char.IsAsciiDigit(part[end]))
                    end++;
                if (end == i + 1)
                {
                    text.Append(part[i]);
                    continue;
                }

                var number = int.Parse(part.AsSpan(i + 1, end - i - 1));
                if (number < 1 || number > parameters.Count)
                    throw Faults.MissingTargetParameter.With($"${number}", attachPoint);
                text.Append(parameters[number - 1]);
                i = end - 1;
            }

            parts.Add(text.ToString());
        }

        return parts.MoveToImmutable();
    }
}
