using Tracegate.Contract;
using Tracegate.Runtime.Output;
using Xunit;
using static Tracegate.GoldenTests.Output.Harness;

namespace Tracegate.GoldenTests.Output;

/// <summary>Messages besides values: M-out-streams, M-out-rt, M-out-lost, P-attached and their JSON forms.</summary>
public class MessageTests
{
    private static readonly SourceLocation Place = new("x.bt", 2, 3, 8, "  print(1/0)");

    [Fact]
    public void P_attached_and_J_attached()
    {
        Assert.Equal("Attached 1 probe\n", Errors(OutputFormat.Text, o => o.AttachedProbes(1)));
        Assert.Equal("Attached 2 probes\n", Errors(OutputFormat.Text, o => o.AttachedProbes(2)));
        Assert.Equal("""{"type": "attached_probes", "count": 2, "data": {"probes": 2}}""" + "\n",
            Printed(OutputFormat.Json, o => o.AttachedProbes(2)));
    }

    [Fact]
    public void M_out_lost_and_J_lost()
    {
        Assert.Equal("Lost 12 events\n", Errors(OutputFormat.Text, o => o.LostEvents(12)));
        Assert.Equal("""{"type": "lost_events", "count": 8, "data": {"events": 8}}""" + "\n",
            Printed(OutputFormat.Json, o => o.LostEvents(8)));
    }

    // X-full
    [Fact]
    public void M_out_lost_by_reason_and_probe()
    {
        static void All(ScriptOutput o) => o.Losses(
        [
            new(LossReason.MapFull, 8, "tracepoint:a:b", "@x", Place),
            new(LossReason.RingFull, 120, "kprobe:f", "printf", Place),
            new(LossReason.Recursion, 9, "kprobe:f"),
            new(LossReason.Control, 1),
            new(LossReason.CallNotNoted, 2, "tracepoint:syscalls:sys_enter_read", "", Place),
        ]);
        Assert.Equal("""
            Lost by reason and probe:
              120  ring buffer full (printf), kprobe:f, x.bt:2:3
                9  event inside another program, kprobe:f
                8  map full (@x), tracepoint:a:b, x.bt:2:3
                2  no room to note a call, tracepoint:syscalls:sys_enter_read, x.bt:2:3
                1  control records: both ring buffers full

            """, Errors(OutputFormat.Text, All));
        Assert.Equal(
            """{"type": "losses", "data": [{"reason": "map_full", "probe": "tracepoint:a:b", "map": "@x", "filename": "x.bt", "line": 2, "col": 3, "count": 8}, """
            + """{"reason": "ring_buffer_full", "probe": "kprobe:f", "function": "printf", "filename": "x.bt", "line": 2, "col": 3, "count": 120}, """
            + """{"reason": "recursion", "probe": "kprobe:f", "count": 9}, {"reason": "control_ring_full", "count": 1}, """
            + """{"reason": "call_not_noted", "probe": "tracepoint:syscalls:sys_enter_read", "filename": "x.bt", "line": 2, "col": 3, "count": 2}]}""" + "\n",
            Printed(OutputFormat.Json, All));
    }

    // J-printf, J-time
    [Fact]
    public void Texts_of_actions()
    {
        static void All(ScriptOutput o)
        {
            o.Printf("hi 7\n"u8);
            o.Time("12:00:01\n"u8);
            o.Cat("c\n"u8);
            o.Join("a b"u8);
            o.System("out\n"u8);
            o.BeginFinalMaps();
        }

        Assert.Equal("hi 7\n12:00:01\nc\na b\nout\n\n\n\n", Printed(OutputFormat.Text, All));
        Assert.Equal("""
            {"type": "printf", "data": "hi 7\n"}
            {"type": "time", "data": "12:00:01\n"}
            {"type": "cat", "data": "c\n"}
            {"type": "join", "data": "a b"}
            {"type": "syscall", "data": "out\n"}

            """, Printed(OutputFormat.Json, All));
    }

    // F-errorf, F-warnf
    [Fact]
    public void J_errorf_and_its_text()
    {
        static void Both(ScriptOutput o)
        {
            o.Errorf(Severity.Error, "bad 3"u8, Place);
            o.Errorf(Severity.Warning, "w\n"u8, Place);
        }

        Assert.Equal("x.bt:2:3-8: ERROR: bad 3\nx.bt:2:3-8: WARNING: w\n", Errors(OutputFormat.Text, Both));
        Assert.Equal("""
            {"type": "errorf", "msg": "bad 3", "filename": "x.bt", "line": 2, "col": 3}
            {"type": "warnf", "msg": "w\n", "filename": "x.bt", "line": 2, "col": 3}

            """, Printed(OutputFormat.Json, Both));
    }

    [Fact]
    public void M_out_rt_shows_the_source_line()
    {
        Assert.Equal("""
            x.bt:2:3-8: WARNING: Divide or modulo by 0 detected. This can lead to unexpected results. 1 is being used as the result.
              print(1/0)
              ~~~~~

            """, Errors(OutputFormat.Text, o => o.RuntimeError(RuntimeErrorKind.DivideByZero, "", 0, Place)));
        Assert.Equal("""
            x.bt:2:3-8: WARNING: Bad address
            Additional Info - helper: probe_read_user, retcode: -14
              print(1/0)
              ~~~~~

            """, Errors(OutputFormat.Text, o => o.RuntimeError(RuntimeErrorKind.Helper, "probe_read_user", -14, Place)));
        Assert.StartsWith("x.bt:2:3-8: WARNING: Can't lookup map element because it does not exist.\nAdditional Info - helper: map_lookup_elem, retcode: 0\n",
            Errors(OutputFormat.Text, o => o.RuntimeError(RuntimeErrorKind.MissingElement, "", 0, Place)), StringComparison.Ordinal);
        Assert.StartsWith("x.bt:2:3-8: WARNING: Map full; can't update element. Try increasing max_map_keys config or manually setting the max entries in a map declaration e.g. `let @a = hash(5000)`\nAdditional Info - helper: map_update_elem, retcode: -7\n",
            Errors(OutputFormat.Text, o => o.RuntimeError(RuntimeErrorKind.MapFull, "", 0, Place)), StringComparison.Ordinal);
        Assert.StartsWith("x.bt:2:3-8: WARNING: The kernel had no room to note the entry of a call, so its exit is not counted (start_sync_pairs).\n",
            Errors(OutputFormat.Text, o => o.RuntimeError(RuntimeErrorKind.CallNotNoted, "", 0, Place)), StringComparison.Ordinal);
    }

    [Fact]
    public void J_helper_and_J_rt()
    {
        static void All(ScriptOutput o)
        {
            o.RuntimeError(RuntimeErrorKind.Helper, "probe_read_user", -14, Place);
            o.RuntimeError(RuntimeErrorKind.MissingElement, "", 0, Place);
            o.RuntimeError(RuntimeErrorKind.ArrayBounds, "", 0, Place);
        }

        Assert.Equal("""
            {"type": "helper_error", "msg": "Bad address", "helper": "probe_read_user", "retcode": -14, "filename": "x.bt", "line": 2, "col": 3}
            {"type": "helper_error", "msg": "Success", "helper": "map_lookup_elem", "retcode": 0, "filename": "x.bt", "line": 2, "col": 3}
            {"type": "runtime_error", "msg": "Array access out of bounds. This can lead to unexpected results.", "filename": "x.bt", "line": 2, "col": 3}

            """, Printed(OutputFormat.Json, All));
    }
}
