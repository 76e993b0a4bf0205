using System.Runtime.CompilerServices;
using Tracegate.Compiler;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Source;
using Tracegate.GoldenTests.Harness;
using VerifyTests;
using VerifyXunit;
using Xunit;

namespace Tracegate.GoldenTests.CodeGen;

/// <summary>Scripts that are compiled for the reference kernel, and the accepted files beside them.</summary>
internal static class CodeCases
{
    public static TargetProfile Reference { get; } =
        ProfileLoader.TryLoad(ProfileLoader.Reference, out var profile, out var problem)
            ? profile
            : throw new InvalidOperationException(problem.ToString());

    public static TheoryData<string> In(string folder) =>
        new(Directory.GetFiles(Path.Combine(Repository.Tests, "cases", folder), "*.bt")
            .Order(StringComparer.Ordinal)
            .Select(path => $"{folder}/{Path.GetFileNameWithoutExtension(path)}"));

    public static Compilation Compile(string path, string name, TargetProfile profile)
    {
        var source = new SourceText(name, File.ReadAllText(path), path);
        var compilation = Compilation.Create(source, new CompilationOptions { Unsafe = true, Linker = new CaseLinker() }, profile);
        Assert.True(compilation.IsValid, DiagnosticRenderer.Render(compilation.Diagnostics));
        return compilation;
    }

    public static Compilation Compile(string script)
    {
        var path = Path.Combine(Repository.Tests, "cases", script + ".bt");
        return Compile(path, Path.GetFileName(path), Reference);
    }

    public static async Task Verify(string script, string text, string extension, [CallerFilePath] string sourceFile = "")
    {
        var settings = new VerifySettings();
        settings.UseDirectory(Path.Combine("..", "cases", Path.GetDirectoryName(script)!));
        settings.UseFileName(Path.GetFileName(script));
        await Verifier.Verify(text, extension, settings, sourceFile);
    }
}
