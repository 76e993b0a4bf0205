using Tracegate.Contract;

namespace Tracegate.Runtime.Output;

/// <summary>Why something was lost.</summary>
public enum LossReason
{
    /// <summary>The ring buffer had no room for a record.</summary>
    RingFull,

    /// <summary>Neither ring buffer had room for a control record.</summary>
    Control,

    /// <summary>A map had no room for an element (X-full).</summary>
    MapFull,

    /// <summary>The event came while the CPU was inside another program.</summary>
    Recursion,

    /// <summary>The kernel had no room to note the entry of a call (C-start_sync_pairs).</summary>
    CallNotNoted,
}

/// <summary>Something that was lost at one place, and how often (M-out-lost).</summary>
/// <param name="Reason">Why.</param>
/// <param name="Count">How often.</param>
/// <param name="Probe">Attach point as written; empty when several may have lost it.</param>
/// <param name="What">The function whose record it was, or the map; may be empty.</param>
/// <param name="Location">Place in the script.</param>
public sealed record Loss(LossReason Reason, long Count, string Probe = "", string What = "", SourceLocation? Location = null);

/// <summary>The reasons in words.</summary>
public static class LossTexts
{
    private static readonly (string Name, string Text)[] Table =
    [
        ("ring_buffer_full", "ring buffer full"),
        ("control_ring_full", "control records: both ring buffers full"),
        ("map_full", "map full"),
        ("recursion", "event inside another program"),
        ("call_not_noted", "no room to note a call"),
    ];

    /// <summary>Name in JSON.</summary>
    public static string Name(this LossReason reason) => Table[(int)reason].Name;

    /// <summary>Text for people.</summary>
    public static string Text(this LossReason reason) => Table[(int)reason].Text;

    /// <summary>What is told of lost control records as it happens.</summary>
    public static string Sentence(this LossReason reason, long count) =>
        $"Lost {count} of print, clear, zero, time or exit ({reason.Text()}); C-perf_rb_pages makes them larger";

    /// <summary>Lines of a table, the largest first: how often, why, which probe, what and where.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Loss> losses)
    {
        var width = losses.Max(static loss => loss.Count.ToString().Length);
        foreach (var loss in losses.OrderByDescending(static loss => loss.Count))
        {
            var what = loss.What.Length > 0 ? $" ({loss.What})" : "";
            var probe = loss.Probe.Length > 0 ? $", {loss.Probe}" : "";
            var place = loss.Location is { } at ? $", {at.File}:{at.Line}:{at.Column}" : "";
            yield return $"  {loss.Count.ToString().PadLeft(width)}  {loss.Reason.Text()}{what}{probe}{place}";
        }
    }
}
