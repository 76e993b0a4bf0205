using Tracegate.Compiler;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Source;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>Arguments of user functions by name, from the debug info of the traced program (P-uprobe, P-ok-args).</summary>
[Collection(KernelCollection.Name)]
public sealed class UserArgumentTests(TestTargets targets) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Program => Path.Combine(targets.Folder, "calls");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task P_ok_args_come_from_debug_info()
    {
        var script = Path.Combine(folder.Path, "args.bt");
        await File.WriteAllTextAsync(script, $$"""
            uprobe:{{Program}}:walk { print((args.p.x, args.p.y, args.p.next.x)); print(*args.p.next); }
            uprobe:{{Program}}:greet /args.times == 7/ { print((str(args.name), args.times)); }
            uprobe:{{Program}}:six { print(args.c + args.f); print(args); }
            """);
        var target = Path.Combine(folder.Path, "args.bpf.o");
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        var run = await ProcessRunner.Run(Repository.Runner, [target, "-c", $"{Program} 1"]);
        Assert.Equal(
            ["(world, 7)", "(1, -2, 3)", "{ .x = 3, .y = 4, .next = 0x0 }", "9", "{ .a = 1, .b = 2, .c = 3, .d = 4, .e = 5, .f = 6 }"],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    // No debug info, no such function, a value that no register holds, behind the entry, of another machine.
    [Theory]
    [InlineData("stripped", "walk", true)]
    [InlineData("debug", "nosuch", true)]
    [InlineData("debug", "half", true)]
    [InlineData("debug", "walk+4", true)]
    [InlineData("debug", "walk", false)]
    public async Task P_ok_args_that_are_not_known_are_reported(string binary, string function, bool onHost)
    {
        var source = Path.Combine(folder.Path, "source.c");
        await File.WriteAllTextAsync(source, "int walk(int *p) { return *p; } double half(double x) { return x / 2; } int main(void) { return 0; }");
        var path = Path.Combine(folder.Path, binary);
        var build = await ProcessRunner.Run("clang-19", [binary == "debug" ? "-g" : "-s", "-o", path, source]);
        Assert.True(build.ExitCode == 0, build.ToString());
        var profile = onHost ? HostProfile.Create() : CodeGen.CodeCases.Reference;
        var compilation = Compilation.Create(new SourceText("x.bt", $"uprobe:{path}:{function} {{ print(args.p); }}"), new CompilationOptions(), profile);
        Assert.False(compilation.IsValid);
        Assert.Equal(["TG2175"], compilation.Diagnostics.Select(diagnostic => diagnostic.Code));
    }
}
