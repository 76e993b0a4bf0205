namespace Tracegate.Bench;

/// <summary>The gate's instructions in a script of each probe type that this kernel has.</summary>
internal static partial class GateBenchmark
{
    // What a probe of a type needs to attach here, and an attach point that does.
    private static readonly (string Provider, string Target, Func<bool> Exists)[] Types =
    [
        ("tracepoint", ":syscalls:sys_enter_getppid", () => true),
        ("rawtracepoint", ":sys_enter", () => true),
        ("kprobe", ":vfs_read", HasKprobe),
        ("kretprobe", ":vfs_read", HasKprobe),
        ("fentry", ":vfs_read", HasKprobe),
        ("fexit", ":vfs_read", HasKprobe),
        ("uprobe", ":$PROGRAM:main", () => true),
        ("uretprobe", ":$PROGRAM:main", () => true),
        ("profile", ":hz:99", () => true),
        ("interval", ":s:1", () => true),
        ("software", ":page-faults:1000", () => true),
        ("hardware", ":cycles:1000000", () => Directory.Exists("/sys/bus/event_source/devices/cpu")),
    ];

    private static void EachType(Workspace workspace, Table table)
    {
        foreach (var (provider, target, exists) in Types)
        {
            if (!exists())
            {
                table.Note($"{provider}: this kernel has none");
                continue;
            }

            var place = target.Replace("$PROGRAM", workspace.Native("load"), StringComparison.Ordinal);
            var script = workspace.WriteScript($"{provider}{place} {{ @n = count(); }}") + ".bt";
            var off = Cell.Measure(() => Count(workspace, script, "off"));
            var on = Cell.Measure(() => Count(workspace, script, "on"));
            var more = new Cell(on.Value - off.Value, on.Error ?? off.Error);
            table.AddTexts($"instructions, {provider}", [table.Text(off, "0"), table.Text(on, "0"), "", table.Text(more, "0"), ""]);
        }
    }

    private static bool HasKprobe() => Directory.Exists("/sys/bus/event_source/devices/kprobe");
}
