using System.Collections.Immutable;
using System.Globalization;
using Tracegate.Compiler.Binding;

namespace Tracegate.Compiler.Language;

/// <summary>Probes on timers and counters (perf_event_open(2)).</summary>
internal static class PerfProbes
{
    private const ProbeCapabilities Registers = ProbeCapabilities.Ctx | ProbeCapabilities.Reg;

    /// <summary>Shortest period of a timer.</summary>
    private const ulong MinNanoseconds = 1000;

    private static readonly ImmutableArray<string> Units = ["hz", "s", "ms", "us"];

    // Units that a duration may end with, in nanoseconds (L-dur).
    private static readonly ImmutableArray<(string Suffix, ulong Scale)> Durations =
    [
        ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
        ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
    ];

    public static ImmutableArray<ProbeTypeDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "profile",
            Aliases = ["p"],
            Summary = "at intervals on every CPU",
            Parts = (1, 2),
            Form = "profile:hz:N, profile:s|ms|us:N or profile:DURATION",
            Context = ContextKind.PerfEvent,
            Capabilities = Registers | ProbeCapabilities.Signal,
            Gated = true,
            GateReason = "one timer for each CPU, enabled one after another behind the opening",
            Check = CheckTimer,
            Section = _ => "perf_event",
        },
        new()
        {
            Name = "interval",
            Aliases = ["i"],
            Summary = "at intervals on one CPU",
            Parts = (1, 2),
            Form = "interval:hz:N, interval:s|ms|us:N or interval:DURATION",
            Context = ContextKind.PerfEvent,
            Capabilities = Registers,
            Gated = true,
            GateReason = "enabled behind the opening; a last tick may come after the closing",
            Check = CheckTimer,
            Section = _ => "perf_event",
        },
        new()
        {
            Name = "software",
            Aliases = ["s"],
            Summary = "every N software events",
            Parts = (1, 2),
            Form = "software:event[:count]",
            Context = ContextKind.PerfEvent,
            Capabilities = Registers,
            Gated = true,
            GateReason = "one counter for each CPU, opened one after another",
            Check = site => CheckEvent(site, PerfEvents.Software),
            Section = _ => "perf_event",
        },
        new()
        {
            Name = "hardware",
            Aliases = ["h"],
            Summary = "every N hardware events",
            Parts = (1, 2),
            Form = "hardware:event[:count]",
            Context = ContextKind.PerfEvent,
            Capabilities = Registers,
            Gated = true,
            GateReason = "one counter for each CPU, opened one after another",
            Check = site => CheckEvent(site, PerfEvents.Hardware),
            Section = _ => "perf_event",
        },
    ];

    private static void CheckTimer(AttachPointSite site)
    {
        if (site.Parts.Length == 2)
        {
            if (!site.IsOpen(0) && !Units.Contains(site.Parts[0]))
                site.Report(SemanticDiagnostics.UnknownUnit.At(site.Spans[0], site.Parts[0]).WithSuggestion(site.Parts[0], Units));
            else if (!site.IsOpen(1) && !(ulong.TryParse(site.Parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate > 0))
                site.Report(SemanticDiagnostics.BadCount.At(site.Spans[1], site.Parts[1]));
            return;
        }

        if (site.IsOpen(0))
            return;
        if (Nanoseconds(site.Parts[0]) is not { } period)
            site.Report(SemanticDiagnostics.BadDuration.At(site.Spans[0], site.Parts[0]));
        else if (period < MinNanoseconds)
            site.Report(SemanticDiagnostics.ShortPeriod.At(site.Spans[0], period, MinNanoseconds));
    }

    private static ulong? Nanoseconds(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var suffix = text[digits..];
        if (!ulong.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return null;
        if (suffix.Length == 0)
            return value;
        var scale = Durations.FirstOrDefault(unit => unit.Suffix == suffix).Scale;
        return scale == 0 || value > ulong.MaxValue / scale ? null : value * scale;
    }

    private static void CheckEvent(AttachPointSite site, ImmutableArray<PerfEvent> events)
    {
        var name = site.Parts[0];
        if (!site.IsOpen(0) && PerfEvents.Find(events, name) is null)
        {
            site.Report(SemanticDiagnostics.UnknownPerfEvent.At(site.Spans[0], name)
                .WithSuggestion(name, events.Select(e => e.Name))
                .WithHint("events: " + string.Join(", ", events.Select(e => e.Name))));
        }

        // An empty count and '*' mean the default (P-sw-events).
        if (site.Parts.Length == 2 && !site.IsOpen(1) && site.Parts[1] is not ("" or "*")
            && !(ulong.TryParse(site.Parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0))
        {
            site.Report(SemanticDiagnostics.BadCount.At(site.Spans[1], site.Parts[1]));
        }
    }
}
