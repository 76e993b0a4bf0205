using System.Globalization;
using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>A folder with scripts of a test and the objects that they compile to.</summary>
internal sealed class ScriptFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    /// <summary>Compiles a script; the object's path.</summary>
    public async Task<string> Compile(string name, string text, params string[] options)
    {
        var script = System.IO.Path.Combine(folder.Path, name + ".bt");
        var target = System.IO.Path.Combine(folder.Path, name + ".bpf.o");
        await File.WriteAllTextAsync(script, text);
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", .. options, script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        return target;
    }

    /// <summary>The number that a map without key printed.</summary>
    public static long Value(string output, string map)
    {
        var match = Regex.Match(output, $@"^@{map}: (\d+)$", RegexOptions.Multiline);
        Assert.True(match.Success, $"@{map} is not in\n{output}");
        return long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public void Dispose() => folder.Dispose();
}
