using Tracegate.Contract;
using Xunit;

namespace Tracegate.GoldenTests.Output;

/// <summary>L-ap-wild: patterns of attach points.</summary>
public sealed class WildcardTests
{
    [Theory]
    [InlineData("vfs_*", "vfs_read", true)]
    [InlineData("vfs_*", "xvfs_read", false)]
    [InlineData("*", "", true)]
    [InlineData("*_read*", "sys_enter_readv", true)]
    [InlineData("a*b*c", "a1b2b3c", true)]
    [InlineData("a*b*c", "a1b2b3", false)]
    [InlineData("read", "read", true)]
    [InlineData("read", "readv", false)]
    [InlineData("a[bc]", "ab", false)]
    [InlineData("operator[]*", "operator[](int)", true)]
    public void Only_the_star_stands_for_text(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Wildcard.IsMatch(pattern, text));

    [Theory]
    [InlineData("vfs_*", true)]
    [InlineData("a[bc]", true)]
    [InlineData("a[b", false)]
    [InlineData("vfs_read", false)]
    public void Brackets_make_a_pattern_too(string text, bool isPattern) => Assert.Equal(isPattern, Wildcard.IsPattern(text));
}
