using Tracegate.GoldenTests.Harness;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>The programs that kernel tests trace, built from <c>Kernel/targets/*.c</c>; static, so that they run in a guest too.</summary>
public sealed class TestTargets
{
    public TestTargets()
    {
        Folder = Path.Combine(Repository.Artifacts, "test-targets");
        Directory.CreateDirectory(Folder);
        foreach (var source in Directory.EnumerateFiles(Path.Combine(Repository.Tests, "Kernel", "targets"), "*.c"))
        {
            var target = Path.Combine(Folder, Path.GetFileNameWithoutExtension(source));
            if (File.GetLastWriteTimeUtc(target) < File.GetLastWriteTimeUtc(source))
            {
                Build(source, target);
            }
        }
    }

    /// <summary>Where they are.</summary>
    public string Folder { get; }

    private static void Build(string source, string target)
    {
        var build = ProcessRunner.Run("clang-19", ["-O1", "-g", "-fno-omit-frame-pointer", "-static", "-o", target, source]).GetAwaiter().GetResult();
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException($"cannot build {source}: {build}");
        }
    }
}
