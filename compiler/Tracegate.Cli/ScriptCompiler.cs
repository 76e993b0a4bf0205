using System.Collections.Immutable;
using System.Text;
using Tracegate.Compiler;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Imports;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Source;
using Tracegate.Runtime.CommandLine;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Output;

namespace Tracegate.Cli;

/// <summary>Compiles scripts and tells what was wrong with them.</summary>
internal static class ScriptCompiler
{
    private const int StandardError = 2;
    private static readonly string[] Prefixes = ["BPFTRACE_", "TRACEGATE_"];

    /// <summary>What a stage makes of a script; null when it has errors, which are printed.</summary>
    internal static byte[]? Compile(ScriptSource script, CompileOptions options, CompileStage stage)
    {
        var source = new SourceText(script.Name, script.Text, script.Path is null ? null : Path.GetFullPath(script.Path));
        var profile = LoadProfile(options.Profile);
        var settings = new CompilationOptions
        {
            Unsafe = options.Unsafe,
            Warnings = options.Warnings,
            Config = EnvironmentConfig().SetItems(options.Config),
            ImportPaths = [.. options.IncludeDirectories],
            Includes = [.. options.Includes],
            KernelHeaders = KernelHeaders(profile.Release),
            Linker = new Linker(),
        };
        var compilation = Compilation.Create(source, settings, profile);
        var bytes = stage.Emit(compilation);
        Print(DiagnosticRenderer.Render(compilation.Diagnostics, FaultPrinter.UsesColor));
        return compilation.Diagnostics.HasErrors ? null : bytes;
    }

    /// <summary>Compiles a script to an object in memory; null when it has errors.</summary>
    internal static ObjectImage? CompileImage(ScriptSource script, CompileOptions options) =>
        Compile(script, options, CompileStages.Object) is { } bytes ? ObjectImage.Parse(script.Name, bytes) : null;

    /// <summary>The target profile of a name.</summary>
    /// <exception cref="Runtime.Features.FaultException">There is no such profile.</exception>
    internal static TargetProfile LoadProfile(string name)
    {
        if (ProfileLoader.TryLoad(name, out var profile, out var problem))
            return profile;
        var text = DiagnosticRenderer.Render(problem.At(SourceSpan.None)).TrimEnd();
        throw CliFaults.ProfileUnusable.With(text, "host, reference, or a file that 'tracegate profile' wrote");
    }

    // BPFTRACE_KEY and TRACEGATE_KEY, for the keys that there are (LANGUAGE section 6).
    private static ImmutableDictionary<string, string> EnvironmentConfig()
    {
        var config = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            var name = (string)entry.Key;
            foreach (var prefix in Prefixes)
            {
                if (name.StartsWith(prefix, StringComparison.Ordinal)
                    && ConfigOptions.Find(name[prefix.Length..]) is { } option)
                {
                    config[option.Name] = (string?)entry.Value ?? "";
                }
            }
        }

        return config.ToImmutable();
    }

    // Where kernel headers are, as upstream looks for them; each needs the folders of an installed kernel-headers package.
    private static ImmutableArray<string> KernelHeaders(string release)
    {
        string?[] roots =
        [
            Environment.GetEnvironmentVariable("BPFTRACE_KERNEL_SOURCE") ?? $"/lib/modules/{release}/source",
            Environment.GetEnvironmentVariable("BPFTRACE_KERNEL_BUILD") ?? $"/lib/modules/{release}/build",
        ];
        return [.. roots.OfType<string>().Where(root => File.Exists(Path.Combine(root, "include/linux/kconfig.h"))
            || Directory.Exists(Path.Combine(root, "include/generated"))).Select(root => root.TrimEnd('/')).Distinct()];
    }

    // The runtime carries libbpf, the compiler does not need it for anything else.
    private sealed class Linker : IObjectLinker
    {
        public byte[]? Link(IReadOnlyList<ReadOnlyMemory<byte>> objects, out string problem) => BpfLinker.Link(objects, out problem);
    }

    private static void Print(string text)
    {
        if (text.Length == 0)
            return;
        using var errors = new OutputStream(StandardError);
        errors.Write(Encoding.UTF8.GetBytes(text));
    }
}
