using System.Globalization;
using System.Text;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Output;

namespace Tracegate.Runtime.Session;

/// <summary>
/// What <c>--timing</c> and <c>-v</c> show: when each probe was attached, when the gate opened and closed, what it kept
/// out, and how far apart the probes would have started without it. All times are the boot-time clock in ns.
/// </summary>
/// <param name="started">When the session began.</param>
/// <param name="objects">Its objects.</param>
/// <param name="control">The gate's times.</param>
internal sealed class TimingReport(long started, IReadOnlyList<ObjectRun> objects, GateControl control)
{
    private readonly List<Row> rows = Rows(objects);

    private bool Counts => rows.Exists(static row => row.Run.CountsSuppressed);

    // From the first attach to the last: a probe counts from its own attach when nothing holds it back.
    private long Skew
    {
        get
        {
            var (first, last) = (long.MaxValue, 0L);
            foreach (var row in rows)
            {
                first = Math.Min(first, First(row));
                last = Math.Max(last, row.Plan.AttachEnded);
            }

            return Math.Max(0, last - first);
        }
    }

    /// <summary>The table.</summary>
    internal string Text()
    {
        var text = new StringBuilder();
        Line(text, "attached at", "took", "places", Counts ? ["before", "paused", "after"] : [], "probe");
        rows.Sort(static (a, b) => a.Plan.AttachBegan.CompareTo(b.Plan.AttachBegan));
        foreach (var row in rows)
        {
            Line(
                text,
                Milliseconds(row.Plan.AttachEnded - started),
                Milliseconds(row.Plan.AttachEnded - row.Plan.AttachBegan),
                $"{row.Plan.Sites.Count}",
                Counts ? [$"{row.Counts.Before}", $"{row.Counts.Paused}", $"{row.Counts.After}"] : [],
                row.Plan.Info.Title + (row.Plan.Info.Gated ? "" : "  (no gate)"));
        }

        text.Append($"gate opened at {Moment(control.OpenedAt)}, closed at {Moment(control.ClosedAt)}");
        text.Append(control.Pauses > 0 ? $", {control.Pauses} pauses\n" : "\n");

        // A shared link, which only the gate allows, hides what links of their own would take.
        var bound = rows.Exists(static row => row.Plan.Sites.Exists(static site => site.IsDispatched)) ? "more than" : "up to";
        text.Append($"without the gate the probes would have started {bound} {Milliseconds(Skew)} apart\n");
        if (!Counts)
            text.Append("(gate_counters = on counts the events that the gate keeps out)\n");
        return text.ToString();
    }

    /// <summary>The same as an object for JSON output: times in ns since the session began.</summary>
    internal string Json()
    {
        var json = new JsonLine("timing");
        json.Begin("data", '{');
        json.Number("gate_opened", Since(control.OpenedAt));
        json.Number("gate_closed", Since(control.ClosedAt));
        json.Number("pauses", control.Pauses);
        json.Number("skew_without_gate", Skew);
        json.Begin("probes", '[');
        foreach (var row in rows)
        {
            json.Begin(null, '{');
            json.Text("probe", row.Plan.Info.AttachPoint);
            json.Text("object", row.Run.Name);
            json.Number("places", row.Plan.Sites.Count);
            json.Flag("gated", row.Plan.Info.Gated);
            json.Number("attach_began", row.Plan.AttachBegan - started);
            json.Number("attach_ended", row.Plan.AttachEnded - started);
            if (row.Run.CountsSuppressed)
                row.Counts.Write(json);
            json.End('}');
        }

        json.End(']');
        json.End('}');
        return json.ToString();
    }

    // Places of a wildcard attach one after another: the first needs about its share.
    private static long First(Row row) =>
        row.Plan.AttachBegan + ((row.Plan.AttachEnded - row.Plan.AttachBegan) / row.Plan.Sites.Count);

    private static List<Row> Rows(IReadOnlyList<ObjectRun> objects)
    {
        var rows = new List<Row>();
        foreach (var run in objects)
        {
            foreach (var plan in run.Plans)
            {
                if (plan.Provider.Role == ProviderRole.Attached && plan.AttachEnded > 0 && plan.Sites.Count > 0)
                    rows.Add(new(run, plan, run.SuppressedBy(plan)));
            }
        }

        return rows;
    }

    private long? Since(long time) => time > 0 ? time - started : null;

    private string Moment(long time) => time > 0 ? Milliseconds(time - started) : "-";

    private static string Milliseconds(long nanoseconds) =>
        (nanoseconds / 1e6).ToString("0.000", CultureInfo.InvariantCulture) + " ms";

    private static void Line(StringBuilder text, string at, string took, string places, string[] counts, string probe)
    {
        const int wide = 14;
        const int narrow = 8;
        text.Append(at.PadLeft(wide)).Append(took.PadLeft(wide)).Append(places.PadLeft(narrow));
        foreach (var count in counts)
            text.Append(count.PadLeft(wide));
        text.Append("  ").Append(probe).Append('\n');
    }

    private sealed record Row(ObjectRun Run, ProgramPlan Plan, Suppressed Counts);
}
