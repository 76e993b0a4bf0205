using System.Collections.Immutable;
using System.Globalization;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>Probes in the kernel's code.</summary>
internal static class KernelProbes
{
    private const ProbeCapabilities Function = ProbeCapabilities.Func | ProbeCapabilities.Signal;
    private const ProbeCapabilities WithRegisters = Function | ProbeCapabilities.Ctx | ProbeCapabilities.Reg;
    private const ProbeCapabilities Tracing = ProbeCapabilities.Args | ProbeCapabilities.Skb | ProbeCapabilities.Signal;

    public static ImmutableArray<ProbeTypeDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "kprobe",
            Aliases = ["k"],
            Summary = "entry of a kernel function",
            Parts = (1, 2),
            Form = "kprobe:[module:]function[+offset]",
            Context = ContextKind.Registers,
            Capabilities = WithRegisters | ProbeCapabilities.ArgN | ProbeCapabilities.Override,
            ArgumentSpace = AddressSpace.Kernel,
            Gated = true,
            GateReason = "attached one after another",
            AttachesAtOnce = true,
            PidChecked = true,
            AllowsWildcard = true,
            MatchesWildcardProvider = true,
            Check = CheckKprobe,
            Section = point => point.HasWildcard && point.Target.Length == 1 ? Named("kprobe.multi", point.Target[^1]) : Named("kprobe", point.Target[^1]),
        },
        new()
        {
            Name = "kretprobe",
            Aliases = ["kr"],
            Summary = "return of a kernel function",
            Parts = (1, 2),
            Form = "kretprobe:[module:]function",
            Context = ContextKind.Registers,
            Capabilities = WithRegisters | ProbeCapabilities.Retval,
            ArgumentSpace = AddressSpace.Kernel,
            Gated = true,
            GateReason = "attached one after another",
            Entry = EntryPartner.SameFunction("kprobe"),
            AttachesAtOnce = true,
            PidChecked = true,
            AllowsWildcard = true,
            MatchesWildcardProvider = true,
            Check = CheckKretprobe,
            Section = point => point.HasWildcard && point.Target.Length == 1 ? Named("kretprobe.multi", point.Target[^1]) : Named("kretprobe", point.Target[^1]),
        },
        new()
        {
            Name = "fentry",
            Aliases = ["f", "kfunc"],
            Summary = "entry of a kernel function, by trampoline",
            Parts = (1, 2),
            Form = "fentry:[module:]function",
            Context = ContextKind.Arguments,
            Arguments = ArgumentsKind.FunctionEntry,
            Capabilities = Tracing | Function | ProbeCapabilities.Path,
            ArgumentSpace = AddressSpace.Kernel,
            Gated = true,
            GateReason = "attached one after another",
            AttachesAtOnce = true,
            PidChecked = true,
            AllowsWildcard = true,
            MatchesWildcardProvider = true,
            LockFunction = SpinLocks.Find,
            Check = CheckTrampoline,
            Section = point => Named("fentry", point.Target[^1]),
        },
        new()
        {
            Name = "fexit",
            Aliases = ["fr", "kretfunc"],
            Summary = "return of a kernel function, by trampoline",
            Parts = (1, 2),
            Form = "fexit:[module:]function",
            Context = ContextKind.Arguments,
            Arguments = ArgumentsKind.FunctionExit,
            Capabilities = Tracing | Function | ProbeCapabilities.Path | ProbeCapabilities.Retval,
            ArgumentSpace = AddressSpace.Kernel,
            Gated = true,
            GateReason = "attached one after another",
            Entry = EntryPartner.SameFunction("fentry"),
            AttachesAtOnce = true,
            PidChecked = true,
            AllowsWildcard = true,
            MatchesWildcardProvider = true,
            LockFunction = SpinLocks.Find,
            Check = CheckTrampoline,
            Section = point => Named("fexit", point.Target[^1]),
        },
        new()
        {
            Name = "tracepoint",
            Aliases = ["t"],
            Summary = "event that the kernel declares",
            Parts = (2, 2),
            Form = "tracepoint:category:event",
            Context = ContextKind.Tracepoint,
            Arguments = ArgumentsKind.TracepointFormat,
            Capabilities = ProbeCapabilities.Args | ProbeCapabilities.Signal,
            ArgumentSpace = AddressSpace.Kernel,
            // 0 would hide the event from perf (S-retval).
            IdleValue = 1,
            Gated = true,
            GateReason = "attached one after another",
            Entry = EntryPartner.SyscallTracepoint,
            AttachesAtOnce = true,
            PidChecked = true,
            AllowsWildcard = true,
            MatchesWildcardProvider = true,
            PlaceNumber = point => point.Target[0] == Profiles.TracepointName.Syscalls ? Contract.SharedCookie.SyscallNumberOffset : null,
            Section = point => $"tracepoint/{point.Target[0]}/{point.Target[^1]}",
        },
        new()
        {
            Name = "rawtracepoint",
            Aliases = ["rt"],
            Summary = "event that the kernel declares, with the arguments of its call",
            Parts = (1, 2),
            Form = "rawtracepoint:[module:]event",
            Context = ContextKind.Arguments,
            Arguments = ArgumentsKind.RawTracepoint,
            Capabilities = Tracing | ProbeCapabilities.ArgN,
            ArgumentSpace = AddressSpace.Kernel,
            Gated = true,
            GateReason = "attached one after another",
            Entry = EntryPartner.SyscallRawTracepoint,
            AttachesAtOnce = true,
            PidChecked = true,
            AllowsWildcard = true,
            MatchesWildcardProvider = true,
            Section = point => Named("tp_btf", point.Target[^1]),
        },
    ];

    private static string Named(string section, string name) => section + "/" + name;

    private static void CheckKprobe(AttachPointSite site)
    {
        var last = site.Parts.Length - 1;
        if (site.IsOpen(last))
            return;
        var text = site.Parts[last];
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        if (plus >= 0 && !IsNumber(text.AsSpan(plus + 1)))
            site.Report(SemanticDiagnostics.BadOffset.At(site.Spans[last], text[(plus + 1)..]));
        else if (plus < 0 && IsNumber(text) && !site.Unsafe)
            site.Report(SemanticDiagnostics.AddressNeedsUnsafe.At(site.Spans[last]));
    }

    private static void CheckKretprobe(AttachPointSite site)
    {
        var last = site.Parts.Length - 1;
        if (!site.IsOpen(last) && site.Parts[last].Contains('+', StringComparison.Ordinal))
            site.Report(SemanticDiagnostics.OffsetOnReturn.At(site.Spans[last], "kretprobe"));
    }

    private static void CheckTrampoline(AttachPointSite site)
    {
        // A parameter may become any name, most of which are harmless.
        if (!site.IsOpen(site.Parts.Length - 1) && SpinLocks.Find(site.Parts) is { } function)
            site.Report(SemanticDiagnostics.LockFunction.At(site.Span, function));
    }

    internal static bool IsNumber(ReadOnlySpan<char> text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
