using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// fentry, fexit and rawtracepoint: programs that are loaded for one kernel function or tracepoint. Further matches of a
/// wildcard get copies of the loaded program (P-expand-full). Raw tracepoint programs without BTF need no copies.
/// </summary>
internal sealed unsafe class TracingAttacher(bool function) : Attacher
{
    /// <inheritdoc/>
    internal override void Expand(ProgramPlan plan, IReadOnlyList<string> target, AttachContext context)
    {
        var module = target.Count > 1 ? target[0] : "";
        var name = target[^1];
        if (!Wildcard.IsPattern(name) && !Wildcard.IsPattern(module))
        {
            plan.Sites.Add(new($"{plan.Provider.Name}:{string.Join(':', target)}", module, name));
            return;
        }

        foreach (var found in Match(module, name, context))
        {
            var place = found.Module.Length > 0 ? $"{found.Module}:{found.Name}" : found.Name;
            plan.Sites.Add(new($"{plan.Provider.Name}:{place}", found.Module, found.Name));
        }
    }

    /// <inheritdoc/>
    internal override void Prepare(ProgramPlan plan, AttachContext context)
    {
        if (plan.Program.Type != ProgramType.Tracing)
            return;
        var site = plan.Sites[0];
        var name = IsInModule(site) ? $"{site.Group}:{site.Function}" : site.Function;
        var error = plan.Program.SetAttachTarget(name);
        if (error == 0)
            return;
        var what = function ? "function" : "tracepoint";
        context.Fail(site.Name, KernelFeatures.Btf.Exists()
            ? $"this kernel's BTF has no {what} '{site.Function}'"
            : "this kernel has no BTF");
        plan.Sites.Clear();
    }

    /// <inheritdoc/>
    internal override void Attach(ProgramPlan plan, AttachContext context)
    {
        for (var i = 0; i < plan.Sites.Count; i++)
        {
            var site = plan.Sites[i];
            var link = plan.Program.Type != ProgramType.Tracing ? OpenRaw(context.Calls, plan.Program.Fd, site)
                : i == 0 ? Link(context.Calls, plan.Program.Fd, plan.Program.AttachType, site)
                : LinkCopy(context.Calls, plan.Program, site);
            if (link < 0)
                context.Fail(site, link);
            else
                context.Links.Add(link, slow: function);
        }
    }

    private static bool IsInModule(Site site) => site.Group.Length > 0 && site.Group != "vmlinux";

    private static int OpenRaw(AttachCalls calls, int programFd, Site site)
    {
        fixed (byte* name = NativeText.Bytes(site.Function))
        {
            var options = new BpfRawTracepointOptions
            {
                Size = (nuint)sizeof(BpfRawTracepointOptions),
                Name = name,
                Cookie = site.Cookie,
            };
            return calls.OpenRawTracepoint(programFd, &options);
        }
    }

    private static int Link(AttachCalls calls, int programFd, int attachType, Site site)
    {
        var options = new BpfLinkCreateOptions { Size = BpfLinkCreateOptions.FullSize, Cookie = site.Cookie };
        return calls.CreateLink(programFd, 0, attachType, site.Cookie == 0 ? null : &options);
    }

    private int LinkCopy(AttachCalls calls, BpfProgram program, Site site)
    {
        var target = KernelBtf.Load()?.Find(site.Function, function) ?? 0;
        if (target == 0)
            return -Errno.NoEntry;
        var copy = program.LoadCopy(target);
        if (copy < 0)
            return copy;
        var link = Link(calls, copy, program.AttachType, site);

        // The link holds the program.
        calls.Close(copy);
        return link;
    }

    private IEnumerable<KernelFunction> Match(string module, string name, AttachContext context)
    {
        var btf = KernelBtf.Load();
        if (btf is null)
        {
            context.Fail(name, "this kernel has no BTF");
            return [];
        }

        if (!function)
            return btf.Match(name, function: false).Select(static n => new KernelFunction("", n));
        return KernelFunctions.Match(module.Length > 0 ? module : null, name, context.FunctionList)
            .Where(f => btf.Find(f.Name, function: true) != 0);
    }
}
