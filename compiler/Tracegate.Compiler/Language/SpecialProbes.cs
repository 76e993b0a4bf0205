using System.Collections.Immutable;
using Tracegate.Compiler.Binding;

namespace Tracegate.Compiler.Language;

/// <summary>Probes of the session itself. They run whatever the gate's state is.</summary>
internal static class SpecialProbes
{
    public static ImmutableArray<ProbeTypeDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "begin",
            Summary = "before anything is attached",
            GateReason = "runs before the gate opens",
            TypeName = "special",
            Parts = (0, 0),
            Form = "begin",
            Section = _ => "raw_tp",
        },
        new()
        {
            Name = "end",
            Summary = "after everything is detached",
            GateReason = "runs after the gate has closed",
            TypeName = "special",
            Parts = (0, 0),
            Form = "end",
            RunsAtEnd = true,
            Section = _ => "raw_tp",
        },
        new()
        {
            Name = "self",
            Summary = "when the tracer receives a signal",
            GateReason = "a command of the user, whatever the state",
            TypeName = "special",
            Parts = (2, 2),
            Form = "self:signal:SIGUSR1",
            Check = CheckSelf,
            Section = _ => "raw_tp",
        },
    ];

    private static void CheckSelf(AttachPointSite site)
    {
        if (!site.IsOpen(0) && site.Parts[0] != "signal")
            site.Report(SemanticDiagnostics.UnknownSelfEvent.At(site.Spans[0], site.Parts[0]));
        else if (!site.IsOpen(1) && site.Parts[1] != "SIGUSR1")
            site.Report(SemanticDiagnostics.UnknownSelfSignal.At(site.Spans[1], site.Parts[1]));
    }
}
