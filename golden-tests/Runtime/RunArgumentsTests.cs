using Tracegate.Runtime.CommandLine;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Session;
using Xunit;

namespace Tracegate.GoldenTests.Runtime;

/// <summary>The runner's command line (LANGUAGE 7.1).</summary>
public sealed class RunArgumentsTests
{
    [Fact]
    public void O_params_words_before_and_after_the_separator_are_positional()
    {
        var arguments = Parse("x.o", "a", "--", "b", "--name=c=d", "--on");
        Assert.Equal(["x.o"], arguments.Objects);
        Assert.Equal(["a", "b"], arguments.Options.Parameters);
        Assert.Equal(["name=c=d", "on"], arguments.Options.NamedParameters);
    }

    [Fact]
    public void Words_behind_the_first_object_that_name_one_are_objects()
    {
        var arguments = Parse("x", "-q", "y.o", "z.o", "a", "w.o", "--", "v.o");
        Assert.Equal(["x", "y.o", "z.o"], arguments.Objects);
        Assert.Equal(["a", "w.o", "v.o"], arguments.Options.Parameters);
        Assert.Equal(["x.o"], Parse("x.o", "--", "y.o").Objects);
        Assert.Empty(Parse("-q").Objects);
    }

    [Fact]
    public void Options_may_follow_the_object()
    {
        var options = Parse("x.o", "-c", "dd if=x", "-q", "-fjson", "-B", "none", "--start-sync=off").Options;
        Assert.Equal("dd if=x", options.Command);
        Assert.True(options.Quiet);
        Assert.Equal(OutputFormat.Json, options.Format);
        Assert.Equal(BufferMode.None, options.Buffering);
        Assert.Equal(StartSync.Off, options.StartSync);
    }

    [Theory]
    [InlineData("-f", "xml")]
    [InlineData("-B", "half")]
    [InlineData("-p", "0")]
    [InlineData("-p", "4194305")]
    [InlineData("-k", "-k")]
    [InlineData("-k", "--no-warnings")]
    [InlineData("-c")]
    [InlineData("--no-feature", "kprobe_multi,nosuch")]
    [InlineData("--probe-filter", "(")]
    [InlineData("--nosuch")]
    [InlineData("-p", "1", "-c", "x")]
    [InlineData("--hold", "--start-at", "+5s")]
    [InlineData("--gate", "/sys/fs/bpf/g", "--start-sync", "off")]
    [InlineData("--gate-mode", "888")]
    [InlineData("--gate-mode", "01000")]
    [InlineData("--duration", "soon")]
    public void TG5050_for_wrong_options(params string[] words) => Assert.Equal(
        "TG5050", Assert.Throws<FaultException>(() => Parse(["x.o", .. words])).Fault.Code);

    [Fact]
    public void O_h_every_option_is_in_the_help()
    {
        var help = HelpText.Create();
        Assert.All(RunOptionTable.Rows, row => Assert.Contains(row.Name, help));
    }

    private static RunArguments Parse(params string[] words) =>
        RunArguments.Parse(words, static word => word.EndsWith(".o", StringComparison.Ordinal));
}
