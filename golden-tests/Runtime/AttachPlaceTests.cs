using Tracegate.GoldenTests.Harness;
using Tracegate.Runtime.Attach;
using Xunit;

namespace Tracegate.GoldenTests.Runtime;

/// <summary>The places that targets stand for.</summary>
public sealed class AttachPlaceTests
{
    // O-traceable, P-part
    [Fact]
    public void Kernel_functions_come_from_the_list_that_is_named()
    {
        using var folder = new TemporaryFolder();
        var list = Path.Combine(folder.Path, "list");
        File.WriteAllText(list, "vfs_read\nvfs_read\nvfs_copy.part.0\next4_read [ext4]\nvfs_write\n__pfx_vfs_open\n");
        Assert.Equal(["vfs_read", "vfs_write"], Match(null, "*vfs_*", list));
        Assert.Equal(["ext4_read"], Match("ext4", "*", list));
        Assert.Equal(["ext4_read", "vfs_read"], Match(null, "*_read", list));
        Assert.Empty(Match("vmlinux", "ext4_*", list));
    }

    // X-interval-ns
    [Theory]
    [InlineData("1999", 1999)]
    [InlineData("1500ns", 1500)]
    [InlineData("2us", 2000)]
    public void A_period_is_exact(string text, ulong nanoseconds)
    {
        var plan = NumberedProgram.Plan("interval", 1, []);
        plan.Provider.Attacher.Expand(plan, [text], new AttachContext());
        Assert.Equal(nanoseconds, Assert.Single(plan.Sites).Offset);
    }

    private static IEnumerable<string> Match(string? module, string name, string list) =>
        KernelFunctions.Match(module, name, list).Select(static function => function.Name);
}
