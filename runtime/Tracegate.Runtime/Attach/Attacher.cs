namespace Tracegate.Runtime.Attach;

/// <summary>A kind of link: how its attach points are expanded, prepared before load, and attached after it.</summary>
internal abstract class Attacher
{
    /// <summary>
    /// Finds the places that the attach point means and adds them to the plan. None found is a failure only where the
    /// attacher knows a reason; an empty plan is reported by the caller.
    /// </summary>
    /// <param name="plan">The program.</param>
    /// <param name="target">The attach point's parts, with parameters filled in.</param>
    /// <param name="context">What the search depends on; takes failures.</param>
    internal abstract void Expand(ProgramPlan plan, IReadOnlyList<string> target, AttachContext context);

    /// <summary>Sets what the program needs to know before load.</summary>
    internal virtual void Prepare(ProgramPlan plan, AttachContext context)
    {
    }

    /// <summary>Whether this program must attach in the script's order to fire in it (<see cref="Provider.AttachesForwards"/>).</summary>
    internal virtual bool AttachesForwards(ProgramPlan plan) => plan.Provider.AttachesForwards;

    /// <summary>Attaches the loaded program to its places; failures go to the context.</summary>
    internal abstract void Attach(ProgramPlan plan, AttachContext context);
}
