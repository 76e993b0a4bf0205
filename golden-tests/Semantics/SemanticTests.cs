using System.Runtime.CompilerServices;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Imports;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Parsing;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.GoldenTests.Harness;
using VerifyTests;
using VerifyXunit;
using Xunit;

namespace Tracegate.GoldenTests.Semantics;

/// <summary>
/// The scripts of <c>cases/semantics</c> and <c>cases/semantics-errors</c>, each named by the LANGUAGE item or the
/// diagnostic code it shows, bound for the reference kernel. Accepted is the bound tree with the diagnostics behind it.
/// </summary>
public sealed class SemanticTests
{
    private static readonly Lazy<TargetProfile> Profile = new(() =>
        ProfileLoader.TryLoad(ProfileLoader.Reference, out var profile, out var problem) ? profile : throw new InvalidOperationException(problem.ToString()));

    public static TheoryData<string> Bound() => Scripts("semantics");

    public static TheoryData<string> Wrong() => Scripts("semantics-errors");

    [Theory]
    [MemberData(nameof(Bound))]
    public async Task Binds(string script)
    {
        var (text, diagnostics) = Bind(script);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        await Verify(script, text + DiagnosticRenderer.Render(diagnostics));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Reports(string script)
    {
        var (text, diagnostics) = Bind(script);
        Assert.Contains(diagnostics, diagnostic => diagnostic.Code == Code(script));
        await Verify(script, text + DiagnosticRenderer.Render(diagnostics));
    }

    [Fact]
    public void EveryCodeHasACase()
    {
        var cases = Names("semantics-errors").Select(Code).ToHashSet();
        Assert.Equal([], SemanticDiagnostics.Table.Rows.Select(row => row.Code).Except(cases));
    }

    // "semantics-errors/TG2038-what-it-shows".
    private static string Code(string script) => Path.GetFileName(script).Split('-')[0];

    // A first line "// unsafe" stands for the option.
    private static (string Text, DiagnosticBag Diagnostics) Bind(string script)
    {
        var path = Path.Combine(Repository.Tests, "cases", script + ".bt");
        var source = new SourceText(Path.GetFileName(path), File.ReadAllText(path), path);
        var diagnostics = new DiagnosticBag();
        var program = Parser.Parse(source, diagnostics);
        var expansion = new ExpanderOptions { FunctionNames = Functions.All.Select(row => row.Name).ToHashSet(), ExternalType = External };
        var expanded = Expander.Expand(program, expansion, diagnostics);
        var options = new BindOptions
        {
            Unsafe = source.Text.StartsWith("// unsafe", StringComparison.Ordinal),
            Imports = ImportReader.Read(expanded.Imports, expansion, diagnostics),
        };
        var bound = Binder.Bind(expanded, Profile.Value, options, diagnostics);
        return (diagnostics.HasErrors ? "" : BoundTreePrinter.Print(bound), diagnostics);
    }

    private static (int Size, int Alignment)? External(CKind? kind, string name) =>
        (kind is null ? Profile.Value.Types!.FindTypedef(name) : (BtfType?)Profile.Value.Types!.FindStruct(name)) is { Size: { } size } found
            ? ((int)size, found.Alignment)
            : null;

    private static TheoryData<string> Scripts(string folder) => new(Names(folder));

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(Path.Combine(Repository.Tests, "cases", folder), "*.bt")
            .Order(StringComparer.Ordinal)
            .Select(path => $"{folder}/{Path.GetFileNameWithoutExtension(path)}");

    private static async Task Verify(string script, string text, [CallerFilePath] string sourceFile = "")
    {
        var settings = new VerifySettings();
        settings.UseDirectory(Path.Combine("..", "cases", Path.GetDirectoryName(script)!));
        settings.UseFileName(Path.GetFileName(script));
        await Verifier.Verify(text, "txt", settings, sourceFile);
    }
}
