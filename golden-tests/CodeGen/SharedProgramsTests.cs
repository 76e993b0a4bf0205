using Tracegate.Compiler;
using Tracegate.Compiler.Source;
using Tracegate.Contract;
using Xunit;

namespace Tracegate.GoldenTests.CodeGen;

/// <summary>P-uprobe, P-list: attach points with the same code share a program, where nobody can tell.</summary>
public sealed class SharedProgramsTests
{
    private const string Count = "{ @ = count(); }";

    [Fact]
    public void Places_of_a_list_share() => Assert.Equal([3], Places($"uprobe:/x:a,uprobe:/x:b,uprobe:/x:c {Count}"));

    [Fact]
    public void Blocks_one_behind_another_share() =>
        Assert.Equal([4], Places($"uprobe:/x:a {Count} uprobe:/x:b,uprobe:/x:c {Count} uprobe:/x:d {Count}"));

    [Fact]
    public void A_program_serves_the_attach_points_in_the_order_of_the_script()
    {
        var program = Assert.Single(Programs($"uprobe:/x:a {Count} uprobe:/x:b {Count} uprobe:/x:c {Count}"));
        Assert.Equal(["uprobe:/x:a", "uprobe:/x:b", "uprobe:/x:c"], program.OtherPlaces.Select(static place => place.AttachPoint).Prepend(program.AttachPoint));
        Assert.Equal("uprobe:/x:a and 2 more", program.Title);
    }

    // P-order: they could be one place under two names.
    [Fact]
    public void Blocks_with_another_in_between_do_not_share() =>
        Assert.Equal([1, 1, 1], Places($"uprobe:/x:a {Count} uprobe:/x:b {{ @b = count(); }} uprobe:/x:c {Count}"));

    [Fact]
    public void Two_blocks_of_one_place_do_not_share() =>
        Assert.Equal([2, 1], Places($"uprobe:/x:a {Count} uprobe:/x:b {Count} uprobe:/x:a {Count}"));

    [Theory]
    [InlineData("{ @[pid] = count(); }", "full maps are told by line")]
    [InlineData("{ printf(\"x\"); }", "lost records are told by line")]
    public void Blocks_that_are_told_apart_do_not_share(string body, string reason) =>
        Assert.True(Places($"uprobe:/x:a {body} uprobe:/x:b {body}").Length == 2, reason);

    [Theory]
    [InlineData("uprobe:/x:a", "uprobe:/y:a")]
    [InlineData("uprobe:/x:a", "uretprobe:/x:b")]
    [InlineData("tracepoint:syscalls:sys_enter_read", "tracepoint:syscalls:sys_enter_write")]
    public void Blocks_of_different_kinds_do_not_share(string first, string second) =>
        Assert.Equal([1, 1], Places($"{first} {Count} {second} {Count}"));

    [Fact]
    public void Blocks_that_count_closed_gates_do_not_share() =>
        Assert.Equal([1, 1], Places($"config = {{ gate_counters = on }} uprobe:/x:a {Count} uprobe:/x:b {Count}"));

    // Number of attach points of each program.
    private static int[] Places(string script) => [.. Programs(script).Select(static program => 1 + program.OtherPlaces.Length)];

    private static ProgramInfo[] Programs(string script)
    {
        var compilation = Compilation.Create(new SourceText("shared.bt", script), new CompilationOptions { Unsafe = true }, CodeCases.Reference);
        Assert.True(compilation.IsValid, Tracegate.Compiler.Diagnostics.DiagnosticRenderer.Render(compilation.Diagnostics));
        return [.. compilation.Emitted.Metadata.Programs];
    }
}
