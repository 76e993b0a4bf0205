using Tracegate.Contract;
using Xunit;

namespace Tracegate.GoldenTests.Output;

/// <summary>L-ap-wild, X-charclass: patterns of attach points.</summary>
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
    [InlineData("a[bc]", "ab", true)]
    [InlineData("a[bc]", "ad", false)]
    [InlineData("a[bc]", "a", false)]
    [InlineData("a[bc]", "a[bc]", true)]
    [InlineData("*_[w-z]*", "sys_enter_write", true)]
    [InlineData("*_[w-z]*", "sys_enter_read", false)]
    [InlineData("get[!pt]id", "getuid", true)]
    [InlineData("get[!pt]id", "getpid", false)]
    [InlineData("a[", "a[", true)]
    [InlineData("operator[]*", "operator[](int)", true)]
    public void Stars_stand_for_text_and_brackets_for_a_character(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Wildcard.IsMatch(pattern, text));

    [Theory]
    [InlineData("vfs_*", true)]
    [InlineData("a[bc]", true)]
    [InlineData("a[b", false)]
    [InlineData("vfs_read", false)]
    public void Brackets_make_a_pattern_too(string text, bool isPattern) => Assert.Equal(isPattern, Wildcard.IsPattern(text));
}
