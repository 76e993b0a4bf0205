using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Features;
using Xunit;

namespace Tracegate.GoldenTests.Runtime;

/// <summary>O-filter: which names an expression matches.</summary>
public sealed class ProbeFilterTests
{
    private const string Name = "tracepoint:syscalls:sys_enter_getppid";

    [Theory]
    [InlineData("", true)]
    [InlineData("enter", true)]
    [InlineData("^enter", false)]
    [InlineData("^tracepoint:.*pid$", true)]
    [InlineData("getp.id", true)]
    [InlineData("getp..id", false)]
    [InlineData("get(pp|u)id$", true)]
    [InlineData("get(p|u)id$", false)]
    [InlineData("getp+id", true)]
    [InlineData("getpx*p?id", true)]
    [InlineData("(get|(s|t)et)pp", true)]
    [InlineData("(a*)*b|getp", true)]
    [InlineData("(x*)+z", false)]
    [InlineData("[a-c_]enter", true)]
    [InlineData("[^_]enter", false)]
    [InlineData("get[]p]p", true)]
    [InlineData(@"\w:\w", true)]
    [InlineData(@"\d", false)]
    [InlineData(@"\.", false)]
    [InlineData("kprobe|uprobe", false)]
    public void An_expression_matches_anywhere(string expression, bool matches) =>
        Assert.Equal(matches, ProbeFilter.Parse(expression).Matches(Name));

    [Theory]
    [InlineData("(")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("*a")]
    [InlineData("a{2}")]
    [InlineData("\\")]
    public void Others_are_refused(string expression) =>
        Assert.Contains("is no regular expression", Assert.Throws<FaultException>(() => ProbeFilter.Parse(expression)).Message);
}
