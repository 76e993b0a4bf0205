using System.Globalization;
using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// kprobe and kretprobe: a perf event of the kernel's kprobe source for one function; one multi link for the matches of
/// a wildcard where the kernel has that (P-expand-multi).
/// </summary>
internal sealed unsafe class KprobeAttacher(bool isReturn) : Attacher
{
    private const string Source = "kprobe";

    private string Prefix => isReturn ? "kretprobe" : "kprobe";

    /// <inheritdoc/>
    internal override void Expand(ProgramPlan plan, IReadOnlyList<string> target, AttachContext context)
    {
        var module = target.Count > 1 ? target[0] : "";
        var (function, offset) = SplitOffset(target[^1]);
        if (!Wildcard.IsPattern(function) && !Wildcard.IsPattern(module))
        {
            plan.Sites.Add(new(Name(module, target[^1]), module, function, offset));
            return;
        }

        foreach (var found in KernelFunctions.Match(module.Length > 0 ? module : null, function, context.FunctionList))
            plan.Sites.Add(new(Name(module.Length > 0 ? found.Module : "", found.Name), module.Length > 0 ? found.Module : "", found.Name));
    }

    /// <inheritdoc/>
    internal override void Prepare(ProgramPlan plan, AttachContext context)
    {
        plan.IsMulti = plan.Sites.Count > 1
            && plan.Sites.TrueForAll(static site => site.Group.Length == 0 && site.Function.Length > 0 && site.Offset == 0)
            && context.Has(KernelFeatures.KprobeMulti);
        plan.Program.AttachType = plan.IsMulti ? AttachType.TraceKprobeMulti : AttachType.None;
    }

    /// <inheritdoc/>
    internal override void Attach(ProgramPlan plan, AttachContext context)
    {
        if (plan.IsMulti)
            MultiLink.Attach(plan.Sites.ToArray(), context, sites => CreateMulti(plan, sites.Span, context.Calls));
        else
            AttachSingly(plan, context);
    }

    private static (string Function, ulong Offset) SplitOffset(string part)
    {
        if (part.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return ("", ParseNumber(part));
        var plus = part.LastIndexOf('+');
        return plus < 0 ? (part, 0) : (part[..plus], ParseNumber(part[(plus + 1)..]));
    }

    private static ulong ParseNumber(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? ulong.TryParse(text.AsSpan(2), NumberStyles.HexNumber, null, out var hex) ? hex : 0
        : ulong.TryParse(text, out var number) ? number : 0;

    private int CreateMulti(ProgramPlan plan, ReadOnlySpan<Site> sites, AttachCalls calls)
    {
        var symbols = new nint[sites.Length];
        var cookies = new ulong[sites.Length];
        for (var i = 0; i < sites.Length; i++)
        {
            symbols[i] = (nint)NativeText.Pin(sites[i].Function);
            cookies[i] = sites[i].Cookie;
        }

        fixed (nint* s = symbols)
        fixed (ulong* c = cookies)
        {
            const uint returnFlag = 1;
            var options = new BpfLinkCreateOptions
            {
                Size = BpfLinkCreateOptions.FullSize,
                MultiFlags = isReturn ? returnFlag : 0,
                MultiCount = (uint)sites.Length,
                KprobeSymbols = (byte**)s,
                KprobeCookies = c,
            };
            return calls.CreateLink(plan.Program.Fd, 0, AttachType.TraceKprobeMulti, &options);
        }
    }

    private void AttachSingly(ProgramPlan plan, AttachContext context)
    {
        var type = context.Calls.SourceType(Source);
        foreach (var site in plan.Sites)
        {
            if (type < 0)
            {
                context.Fail(site.Name, "this kernel has no kprobes (CONFIG_KPROBE_EVENTS)", "use a tracepoint or rawtracepoint");
                continue;
            }

            var function = site.Group.Length > 0 ? $"{site.Group}:{site.Function}" : site.Function;
            fixed (byte* name = NativeText.Bytes(function))
            {
                // Programs run for disabled events as well, and these are opened without a message to the CPU.
                var attributes = new PerfEventAttributes
                {
                    Type = (uint)type,
                    Flags = PerfConstants.FlagDisabled,
                    Config = isReturn ? 1u : 0u,
                    Config1 = site.Function.Length > 0 ? (ulong)name : 0,
                    Config2 = site.Offset,
                };
                var failures = context.Failures.Count;
                PerfEvent.Attach(context, plan, site, attributes, process: -1, Cpus.Online[0]);
                if (context.Failures.Count > failures)
                    context.Failures[^1] = WithReason(context.Failures[^1], site, context.FunctionList);
            }
        }
    }

    // P-traceable: the kernel's error number does not say so.
    private static AttachFailure WithReason(AttachFailure failure, Site site, string? list) =>
        failure.Hint.Length > 0 || site.Function.Length == 0
        || KernelFunctions.Match(site.Group.Length > 0 ? site.Group : null, site.Function, list).Count > 0
            ? failure
            : failure with { Hint = $"the function is not among those that can be traced ({list ?? KernelFunctions.DefaultList})" };

    private string Name(string module, string function) =>
        module.Length > 0 ? $"{Prefix}:{module}:{function}" : $"{Prefix}:{function}";
}
