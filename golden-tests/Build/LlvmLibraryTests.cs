using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Build;

/// <summary>How the compiler treats the libLLVM that it loads in the background.</summary>
public sealed class LlvmLibraryTests : IDisposable
{
    // Slower than any error message, so that an exit that does not wait for it is caught.
    private const string SlowLibrary = """
        #include <stdio.h>
        #include <stdlib.h>
        #include <unistd.h>
        __attribute__((constructor)) static void begin(void) {
          usleep(300000);
          fclose(fopen(getenv("LOADED_MARK"), "w"));
        }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_process_ends_only_when_the_library_is_loaded()
    {
        var result = await Compile("begin { nosuch(1); }\n", await Library());
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.True(File.Exists(Mark), "the process ended inside of the library's constructors");
    }

    [Fact]
    public async Task A_library_that_is_not_LLVM_is_an_error()
    {
        var result = await Compile("begin { exit(); }\n", await Library());
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("no libLLVM", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    private string Mark => Path.Combine(folder.Path, "loaded");

    private async Task<string> Library()
    {
        var source = Path.Combine(folder.Path, "slow.c");
        var library = Path.Combine(folder.Path, "libslow.so");
        await File.WriteAllTextAsync(source, SlowLibrary);
        var build = await ProcessRunner.Run("clang-19", ["-shared", "-fPIC", "-o", library, source]);
        Assert.True(build.ExitCode == 0, build.ToString());
        return library;
    }

    private async Task<ProcessResult> Compile(string text, string library)
    {
        var script = Path.Combine(folder.Path, "x.bt");
        await File.WriteAllTextAsync(script, text);
        return await ProcessRunner.Run(
            Repository.Tracegate,
            ["compile", script, "-o", Path.Combine(folder.Path, "x.bpf.o")],
            new Dictionary<string, string> { ["TRACEGATE_LIBLLVM"] = library, ["LOADED_MARK"] = Mark });
    }
}
