using Tracegate.Compiler;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Source;
using Xunit;

namespace Tracegate.GoldenTests.CodeGen;

/// <summary>X-sync, S-retval: the gate of every row of the probe table.</summary>
public sealed class GateRowsTests
{
    // An attach point for each row.
    private static readonly Dictionary<string, string> Targets = new()
    {
        ["begin"] = "",
        ["end"] = "",
        ["self"] = ":signal:SIGUSR1",
        ["kprobe"] = ":vfs_read",
        ["kretprobe"] = ":vfs_read",
        ["fentry"] = ":vfs_read",
        ["fexit"] = ":vfs_read",
        ["tracepoint"] = ":syscalls:sys_enter_read",
        ["rawtracepoint"] = ":sys_enter",
        ["uprobe"] = ":/bin/true:main",
        ["uretprobe"] = ":/bin/true:main",
        ["profile"] = ":hz:99",
        ["interval"] = ":s:1",
        ["software"] = ":cpu-clock:1000",
        ["hardware"] = ":cycles:1000",
    };

    public static TheoryData<string> Rows() => new(ProbeTypes.All.Select(row => row.Name));

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_gate_comes_first_and_closed_it_returns_the_idle_value(string name)
    {
        var row = ProbeTypes.Find(name)!;
        var compilation = Compile($"config = {{ start_sync = on }} {name}{Targets[name]} /@looked++ > 0/ {{ @n = count(); }}");
        var statements = compilation.Lowered.Probes.Single().Body.Statements;
        var check = statements.OfType<BoundGateCheck>().SingleOrDefault();
        Assert.Equal(row.Gated, check is not null);
        if (check is null)
            return;
        Assert.Same(check, statements[0]);
        Assert.Equal(row.IdleValue, check.IdleValue);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Without_the_gate_there_is_no_check(string name) => Assert.DoesNotContain(
        Compile($"config = {{ start_sync = off }} {name}{Targets[name]} {{ @n = count(); }}").Lowered.Probes.Single().Body.Statements,
        statement => statement is BoundGateCheck);

    [Fact]
    public void Exits_name_entries_that_are_rows_of_the_table() => Assert.All(
        ProbeTypes.All.Where(row => row.Entry is not null),
        row => Assert.True(ProbeTypes.Find(row.Entry!.Provider) is { Gated: true }, row.Name));

    private static Compilation Compile(string text)
    {
        var compilation = Compilation.Create(new SourceText("gate.bt", text), new CompilationOptions { Unsafe = true }, CodeCases.Reference);
        Assert.True(compilation.IsValid, Tracegate.Compiler.Diagnostics.DiagnosticRenderer.Render(compilation.Diagnostics));
        return compilation;
    }
}
