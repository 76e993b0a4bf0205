using System.Collections.Immutable;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>Probes in the code of programs and libraries.</summary>
internal static class UserProbes
{
    private const ProbeCapabilities Function = ProbeCapabilities.Func | ProbeCapabilities.Signal | ProbeCapabilities.Ctx
        | ProbeCapabilities.Reg | ProbeCapabilities.Uaddr;

    public static ImmutableArray<ProbeTypeDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "uprobe",
            Aliases = ["u"],
            Summary = "entry of a function of a program or library",
            UserSpace = true,
            // With -p the process is the binary, so that a function alone is enough.
            Parts = (1, 4),
            Form = "uprobe:binary:function[+offset]",
            Context = ContextKind.Registers,
            Arguments = ArgumentsKind.DebugInfo,
            Capabilities = Function | ProbeCapabilities.ArgN | ProbeCapabilities.Args,
            ArgumentSpace = AddressSpace.User,
            Gated = true,
            GateReason = "attached one after another, and reaches running processes one after another",
            AllowsWildcard = true,
            IsSet = IsSet,
            Check = CheckUprobe,
            SharesPrograms = true,
            Section = point => Section("uprobe", point),
        },
        new()
        {
            Name = "uretprobe",
            Aliases = ["ur"],
            Summary = "return of a function of a program or library",
            UserSpace = true,
            Parts = (1, 3),
            Form = "uretprobe:binary:function",
            Context = ContextKind.Registers,
            Capabilities = Function | ProbeCapabilities.Retval,
            ArgumentSpace = AddressSpace.User,
            Gated = true,
            GateReason = "attached one after another, and reaches running processes one after another",
            Entry = EntryPartner.SameFunction("uprobe"),
            AllowsWildcard = true,
            IsSet = IsSet,
            Check = CheckUretprobe,
            SharesPrograms = true,
            Section = point => Section("uretprobe", point),
        },
    ];

    // Not uprobe.multi for sets: libbpf knows that section from 1.3 on only, and the runtime chooses the attach type anyway.
    private static string Section(string name, AttachPoint point) => name + "/" + string.Join(':', point.Target);

    // All overloads of a C++ function match (P-cpp).
    private static bool IsSet(ImmutableArray<string> target) => target.Length > 1 && target[^2] == "cpp";

    private static void CheckUprobe(AttachPointSite site)
    {
        CheckEmpty(site);
        var last = site.Parts.Length - 1;
        var text = site.Parts[last];
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        if (!site.IsOpen(last) && plus > 0 && !IsSet(site.Parts) && !KernelProbes.IsNumber(text.AsSpan(plus + 1)))
            site.Report(SemanticDiagnostics.BadOffset.At(site.Spans[last], text[(plus + 1)..]));
    }

    private static void CheckUretprobe(AttachPointSite site)
    {
        CheckEmpty(site);
        var last = site.Parts.Length - 1;
        var text = site.Parts[last];
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        if (!site.IsOpen(last) && plus > 0 && KernelProbes.IsNumber(text.AsSpan(plus + 1)))
            site.Report(SemanticDiagnostics.OffsetOnReturn.At(site.Spans[last], "uretprobe"));
    }

    private static void CheckEmpty(AttachPointSite site)
    {
        if (site.Parts.Length > 1 && site.Parts[^1].Length == 0)
            site.Report(SemanticDiagnostics.EmptyPart.At(site.Span, "function"));
    }
}
