namespace Tracegate.Runtime.Attach;

/// <summary>Programs that the runtime runs itself; they have one place and no link.</summary>
internal sealed class SpecialProgram : Attacher
{
    /// <inheritdoc/>
    internal override void Expand(ProgramPlan plan, IReadOnlyList<string> target, AttachContext context) =>
        plan.Sites.Add(new(plan.Info.AttachPoint, "", plan.Provider.Name));

    /// <inheritdoc/>
    internal override void Attach(ProgramPlan plan, AttachContext context)
    {
    }
}
