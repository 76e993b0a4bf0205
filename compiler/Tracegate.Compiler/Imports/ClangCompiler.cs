using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Imports;

/// <summary>Compiles C to a BPF object by clang's command (L-import-c). It is needed on the compiling machine only.</summary>
internal static partial class ClangCompiler
{
    /// <summary>Names a clang to use instead of the one found.</summary>
    public const string PathVariable = "TRACEGATE_CLANG";

    private const string Package = "clang-19";
    private static readonly string[] Commands = [Package, "clang", "clang-20", "clang-18", "clang-17", "clang-16", "clang-15"];

    /// <summary>The object, or null after an error was reported.</summary>
    public static byte[]? Compile(CodeImport import, ExpanderOptions options, DiagnosticBag diagnostics)
    {
        var output = Path.GetTempFileName();
        try
        {
            var named = Environment.GetEnvironmentVariable(PathVariable);
            foreach (var command in named is { Length: > 0 } ? [named] : Commands)
            {
                if (Run(command, import.Path, output, options) is not { } result)
                    continue;
                if (result.Succeeded)
                    return File.ReadAllBytes(output);
                Report(import, result.Errors, diagnostics);
                return null;
            }

            diagnostics.Add(ExpansionDiagnostics.ImportOfCode.At(import.Span, import.Name, "clang was not found")
                .WithHint($"install {Package}, set {PathVariable} to the path of a clang, or import the compiled .bpf.o"));
            return null;
        }
        finally
        {
            File.Delete(output);
        }
    }

    // In the source's folder and by its bare name, so that the object does not depend on where the folder is.
    private static (bool Succeeded, string Errors)? Run(string command, string path, string output, ExpanderOptions options)
    {
        var start = new ProcessStartInfo(command)
        {
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(path),
        };
        string[] arguments =
        [
            "-target", "bpf", "-mcpu=v3", "-O2", "-g", "-w", "-fno-color-diagnostics", "-fno-caret-diagnostics", "-ferror-limit=20",
            "-fdebug-compilation-dir=.", $"-D__TARGET_ARCH_{(options.Machine == "x86_64" ? "x86" : "arm64")}",
            .. options.ImportPaths.Select(folder => "-I" + Path.GetFullPath(folder)),
            "-idirafter", $"/usr/include/{options.Machine}-linux-gnu", "-c", Path.GetFileName(path), "-o", output,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode == 0, errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static void Report(CodeImport import, string output, DiagnosticBag diagnostics)
    {
        var folder = Path.GetDirectoryName(import.Path)!;
        var sources = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        var count = 0;
        foreach (Match match in ErrorPattern().Matches(output))
        {
            var path = Path.Combine(folder, match.Groups[1].Value);
            if (!sources.TryGetValue(path, out var source))
                sources[path] = source = new SourceText(path == import.Path ? import.Name : path, File.Exists(path) ? File.ReadAllText(path) : "", path);
            var at = source.Offset(Number(match.Groups[2]), Number(match.Groups[3]));
            diagnostics.Add(ExpansionDiagnostics.CError.At(source.Span(at, Math.Min(1, source.Text.Length - at)), match.Groups[4].Value));
            count++;
        }

        if (count == 0)
            diagnostics.Add(ExpansionDiagnostics.ImportOfCode.At(import.Span, import.Name, "clang failed: " + output.Trim().Split('\n')[0]));
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(.+?):(\d+):(\d+): (?:fatal )?error: (.*)$", RegexOptions.Multiline)]
    private static partial Regex ErrorPattern();
}
