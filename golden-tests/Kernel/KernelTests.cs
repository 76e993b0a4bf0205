using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// Compiles each script of <c>Kernel/cases</c>, runs the object in the running kernel (or, for features that this one
/// lacks, in a guest) and compares what it prints. With <c>TRACEGATE_PEER</c> set to another bpftrace implementation,
/// that one runs the scripts instead: so the expectations themselves can be checked.
/// </summary>
[Collection(KernelCollection.Name)]
public sealed class KernelTests(GuestKernel guest, TestTargets targets)
{
    private static readonly string Cases = Path.Combine(Repository.Tests, "Kernel", "cases");

    public static TheoryData<string> Scripts()
    {
        var data = new TheoryData<string>();
        foreach (var path in Directory.EnumerateFiles(Cases, "*.bt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetRelativePath(Cases, path));
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Scripts))]
    public async Task Runs(string script)
    {
        var test = KernelCase.Read(Path.Combine(Cases, script));
        if (Environment.GetEnvironmentVariable("TRACEGATE_PEER") is { Length: > 0 } peer)
        {
            await RunPeer(peer, test);
            return;
        }

        var lacking = test.Features.Where(feature => !KernelFeatures.Has(feature)).ToList();
        if (lacking.Count > 0)
        {
            await RunInGuest(test, script, lacking);
            return;
        }

        using var folder = new TemporaryFolder();
        var scriptObject = await Compile(test, folder.Path);
        var command = ShellWords.Split(test.CommandLine(Repository.Runner, scriptObject, targets.Folder));
        var run = await ProcessRunner.Run(command[0], command[1..], test.Environment);
        Report(test, run.TimedOut ? -1 : run.ExitCode, run.Output, run.Error);
    }

    private static async Task<string> Compile(KernelCase test, string folder)
    {
        var target = Path.Combine(folder, Path.GetFileNameWithoutExtension(test.Path) + ".bpf.o");
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", .. ShellWords.Split(test.CompileArguments), test.Path, "-o", target], test.Environment);
        Assert.True(compile.ExitCode == 0, $"compile: {compile}");
        return target;
    }

    private async Task RunPeer(string peer, KernelCase test)
    {
        // The peer's command line has the options before the script.
        var arguments = Split(test);
        var options = arguments.TakeWhile(argument => argument.StartsWith('-') && argument != "--").Count();
        for (var i = 0; i < options; i++)
        {
            options += arguments[i] is "-c" or "-p" or "-f" or "-o" or "-B" ? 1 : 0;
        }

        var run = await ProcessRunner.Run(peer, [.. arguments.Take(options), test.Path, .. arguments.Skip(options)], test.Environment);
        Report(test, run.ExitCode, run.Output, run.Error);
    }

    private async Task RunInGuest(KernelCase test, string script, List<string> lacking)
    {
        var result = await guest.Result(script, Cases, targets);
        if (result is null)
        {
            throw new SkipException($"no kernel here has {string.Join(", ", lacking)}");
        }

        Report(test, result.ExitCode, result.Output, result.Error);
    }

    private static void Report(KernelCase test, int exitCode, string output, string error)
    {
        var wrong = test.Check(exitCode, output, error);
        Assert.True(wrong is null, $"{wrong}\n--- stdout\n{output}\n--- stderr\n{error}");
    }

    private List<string> Split(KernelCase test) => ShellWords.Split(test.Arguments.Replace("{targets}", targets.Folder));
}

/// <summary>Kernel tests run one after another: their probes see each other's processes.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class KernelCollection : ICollectionFixture<GuestKernel>, ICollectionFixture<TestTargets>
{
    public const string Name = "kernel";
}
