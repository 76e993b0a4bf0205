using System.Text;
using Tracegate.GoldenTests.Harness;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// Runs in one boot of a Debian kernel under QEMU all cases that the running kernel cannot run, and hands out the
/// results. The guest gets the objects, the runner and the test programs; nothing is compiled there.
/// </summary>
public sealed class GuestKernel
{
    private const string Version = "6.12";

    // What that kernel offers under QEMU; there is no performance monitoring unit.
    private static readonly HashSet<string> Features = ["kprobe", "kprobe_multi", "fentry", "ia32", "write_user"];

    private Dictionary<string, ProcessResult>? results;

    /// <summary>The result of a case, or null if the guest cannot run it either.</summary>
    internal async Task<ProcessResult?> Result(string script, string cases, TestTargets targets)
    {
        results ??= await Boot(cases, targets);
        return results.GetValueOrDefault(script);
    }

    private static async Task<Dictionary<string, ProcessResult>> Boot(string cases, TestTargets targets)
    {
        using var folder = new TemporaryFolder();
        var commands = new StringBuilder("#!/bin/sh\n");
        var files = new List<string>();
        var found = new Dictionary<string, ProcessResult>();
        var number = 0;
        foreach (var path in Directory.EnumerateFiles(cases, "*.bt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var test = KernelCase.Read(path);
            if (test.Features.Count == 0 || test.Features.TrueForAll(KernelFeatures.Has) || !test.Features.TrueForAll(Features.Contains))
            {
                continue;
            }

            var name = Path.GetRelativePath(cases, path);
            var target = Path.Combine(folder.Path, $"{number}.bpf.o");
            var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", .. ShellWords.Split(test.CompileArguments), path, "-o", target], test.Environment);
            if (compile.ExitCode != 0)
            {
                found[name] = compile;
                continue;
            }

            var environment = string.Concat(test.Environment.Select(pair => $"{pair.Key}='{pair.Value}' "));
            commands.Append($"echo; echo '@case {name}'\n")
                .Append($"{environment}{test.CommandLine("tracegate-run", $"/{number}.bpf.o", "/targets")} >/out 2>/err </dev/null\n")
                .Append("echo \"@exit $?\"; echo @out; cat /out; echo; echo @err; cat /err; echo; echo @end\n");
            files.AddRange(["--file", $"{target}:/{number}.bpf.o"]);
            number++;
        }

        if (number == 0)
        {
            return found;
        }

        var run = Path.Combine(folder.Path, "run.sh");
        await File.WriteAllTextAsync(run, commands.ToString());
        foreach (var program in Directory.EnumerateFiles(targets.Folder))
        {
            files.AddRange(["--file", $"{program}:/targets/{Path.GetFileName(program)}"]);
        }

        var boot = await ProcessRunner.Run(
            Path.Combine(Repository.Root, "build.sh"),
            ["vm", Version, "--timeout", "450", .. files, "--file", $"{run}:/run.sh", "--", "sh", "/run.sh"],
            limit: TimeSpan.FromMinutes(8));
        Parse(boot.Output, found);
        if (found.Count == 0)
        {
            throw new InvalidOperationException($"the guest printed no result: {boot}");
        }

        return found;
    }

    private static void Parse(string output, Dictionary<string, ProcessResult> results)
    {
        var (name, section, exit) = ("", "", -1);
        var texts = new Dictionary<string, StringBuilder>();
        foreach (var line in output.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.StartsWith("@case ", StringComparison.Ordinal))
            {
                name = line[6..];
                texts = new() { ["@out"] = new(), ["@err"] = new() };
            }
            else if (line.StartsWith("@exit ", StringComparison.Ordinal))
            {
                exit = int.Parse(line[6..]);
            }
            else if (line is "@out" or "@err")
            {
                section = line;
            }
            else if (line == "@end" && name.Length > 0)
            {
                results[name] = new ProcessResult(exit, texts["@out"].ToString(), texts["@err"].ToString(), TimedOut: false);
                (name, section) = ("", "");
            }
            else if (section.Length > 0)
            {
                texts[section].Append(line).Append('\n');
            }
        }
    }
}
