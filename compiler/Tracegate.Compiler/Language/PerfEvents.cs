using System.Collections.Immutable;

namespace Tracegate.Compiler.Language;

/// <summary>A perf event that a probe may name (perf_event_open(2)).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Alias">Another name, or null.</param>
/// <param name="DefaultPeriod">Number of events between two runs of the probe when none is given.</param>
public sealed record PerfEvent(string Name, string? Alias, long DefaultPeriod);

/// <summary>The perf events by kind.</summary>
public static class PerfEvents
{
    /// <summary>P-sw-events.</summary>
    public static ImmutableArray<PerfEvent> Software { get; } =
    [
        new("alignment-faults", null, 1),
        new("bpf-output", null, 1),
        new("context-switches", "cs", 1000),
        new("cpu-clock", "cpu", 1_000_000),
        new("cpu-migrations", null, 1),
        new("dummy", null, 1),
        new("emulation-faults", null, 1),
        new("major-faults", null, 1),
        new("minor-faults", null, 100),
        new("page-faults", "faults", 100),
        new("task-clock", null, 1),
    ];

    /// <summary>P-hw-events.</summary>
    public static ImmutableArray<PerfEvent> Hardware { get; } =
    [
        new("backend-stalls", null, 1_000_000),
        new("branch-instructions", "branches", 100_000),
        new("branch-misses", null, 100_000),
        new("bus-cycles", null, 100_000),
        new("cache-misses", null, 1_000_000),
        new("cache-references", null, 1_000_000),
        new("cpu-cycles", "cycles", 1_000_000),
        new("frontend-stalls", null, 1_000_000),
        new("instructions", null, 1_000_000),
        new("ref-cycles", null, 1_000_000),
    ];

    /// <summary>The event with a name or alias, or null.</summary>
    public static PerfEvent? Find(ImmutableArray<PerfEvent> events, string name) =>
        events.FirstOrDefault(e => e.Name == name || e.Alias == name);
}
