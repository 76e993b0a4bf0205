using System.Text;
using Tracegate.GoldenTests.Harness;
using Tracegate.Runtime.Elf;
using Xunit;

namespace Tracegate.GoldenTests.Runtime;

/// <summary>P-uprobe: binaries and their symbols are read once for all attach points.</summary>
public sealed class BinaryCacheTests
{
    private static string Library => BinaryPaths.Find("libc.so.6")[0];

    [Fact]
    public void A_binary_is_opened_once()
    {
        using var binaries = new BinaryCache();
        Assert.Same(binaries.Find("libc"), binaries.Find("libc"));
        Assert.Same(binaries.Open(Library, out _), binaries.Open(Library, out _));
    }

    [Fact]
    public void A_file_that_is_no_binary_says_so_each_time()
    {
        using var binaries = new BinaryCache();
        var script = Path.Combine(Repository.Root, "build.sh");
        for (var i = 0; i < 2; i++)
        {
            Assert.Null(binaries.Open(script, out var problem));
            Assert.Equal("not a little-endian ELF file", problem);
        }
    }

    [Fact]
    public void A_name_is_the_first_symbol_of_that_name_with_and_without_an_index()
    {
        using var all = ElfFile.Open(Library, out _)!;
        foreach (var group in all.Symbols().GroupBy(static symbol => symbol.Name).Take(500))
        {
            using var fresh = ElfFile.Open(Library, out _)!;
            Assert.Equal(group.First(), fresh.Find(group.Key));
            Assert.Equal(group.First(), all.Find(group.Key));
        }
    }

    [Fact]
    public void An_unknown_name_is_not_found()
    {
        using var file = ElfFile.Open(Library, out _)!;
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(file.Find("no_such_function"));
        }
    }

    [Theory]
    [InlineData("memcpy", "memcpy", true)]
    [InlineData("memcpy@@GLIBC_2.14", "memcpy", true)]
    [InlineData("memcpy@GLIBC_2.2.5", "memcpy@GLIBC_2.2.5", true)]
    [InlineData("memcpy_chk", "memcpy", false)]
    [InlineData("mem", "memcpy", false)]
    public void Names_of_the_table_may_carry_a_version(string symbol, string name, bool expected) =>
        Assert.Equal(expected, SymbolIndex.IsNamed(Encoding.UTF8.GetBytes(symbol), Encoding.UTF8.GetBytes(name)));
}
