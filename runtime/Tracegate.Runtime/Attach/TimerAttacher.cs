using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// interval and profile: the perf event cpu-clock, on the first online CPU or on all. Opened disabled, so that the first
/// tick comes one period after the gate opens.
/// </summary>
internal sealed class TimerAttacher(bool everyCpu) : Attacher
{
    // Names of units with their nanoseconds; hz is a frequency.
    private static readonly (string Unit, ulong Nanoseconds)[] Units =
    [
        ("ns", 1),
        ("us", 1_000),
        ("ms", 1_000_000),
        ("s", 1_000_000_000),
        ("m", 60_000_000_000),
        ("h", 3_600_000_000_000),
        ("d", 86_400_000_000_000),
    ];

    /// <inheritdoc/>
    internal override void Expand(ProgramPlan plan, IReadOnlyList<string> target, AttachContext context)
    {
        var name = $"{plan.Provider.Name}:{string.Join(':', target)}";
        if (target.Count == 2 && target[0] == "hz" && ulong.TryParse(target[1], out var frequency) && frequency > 0)
            plan.Sites.Add(new(name, "", "hz", frequency));
        else if (Period(target) is { } period && period >= 1000)
            plan.Sites.Add(new(name, "", "ns", period));
        else
            context.Fail(name, "it is not a frequency or a period of at least 1 µs");
    }

    /// <inheritdoc/>
    internal override void Attach(ProgramPlan plan, AttachContext context)
    {
        foreach (var site in plan.Sites)
        {
            var attributes = new PerfEventAttributes
            {
                Type = PerfConstants.TypeSoftware,
                Config = PerfConstants.SoftwareCpuClock,
                SamplePeriod = site.Offset,
                Flags = PerfConstants.FlagDisabled | (site.Function == "hz" ? PerfConstants.FlagFrequency : 0),
            };
            PerfCounter.Attach(context, plan, site, attributes, everyCpu, disabled: true);
        }
    }

    private static ulong? Period(IReadOnlyList<string> target)
    {
        var (unit, count) = target.Count == 2 ? (target[0], target[1]) : Split(target[0]);
        foreach (var row in Units)
        {
            if (row.Unit == unit && ulong.TryParse(count, out var number))
                return number * row.Nanoseconds;
        }

        return null;
    }

    private static (string Unit, string Count) Split(string duration)
    {
        var digits = 0;
        while (digits < duration.Length && char.IsAsciiDigit(duration[digits]))
            digits++;
        return (digits == duration.Length ? "ns" : duration[digits..], duration[..digits]);
    }
}
