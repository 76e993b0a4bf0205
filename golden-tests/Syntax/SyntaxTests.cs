using System.Runtime.CompilerServices;
using System.Text;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Parsing;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.GoldenTests.Harness;
using VerifyTests;
using VerifyXunit;
using Xunit;

namespace Tracegate.GoldenTests.Syntax;

/// <summary>
/// The scripts of <c>cases/syntax*</c> and <c>cases/expansion*</c>, each named by the LANGUAGE item or the diagnostic
/// code it shows. Accepted is the printed tree with the diagnostics behind it.
/// </summary>
public sealed class SyntaxTests
{
    public static TheoryData<string> Parsed() => Scripts("syntax", "syntax-errors");

    public static TheoryData<string> Expanded() => Scripts("expansion", "expansion-errors");

    [Theory]
    [MemberData(nameof(Parsed))]
    public async Task Parses(string script)
    {
        var diagnostics = new DiagnosticBag();
        var program = Parser.Parse(Source(script), diagnostics);
        var text = diagnostics.HasErrors ? "" : SyntaxPrinter.Print(program);
        await Verify(script, text + DiagnosticRenderer.Render(diagnostics));
    }

    [Theory]
    [MemberData(nameof(Expanded))]
    public async Task Expands(string script)
    {
        var diagnostics = new DiagnosticBag();
        var program = Parser.Parse(Source(script), diagnostics);
        var options = new ExpanderOptions { Defines = [new("BPFTRACE_HAVE_BTF", "1")], ExternalType = External };
        var expanded = Expander.Expand(program, options, diagnostics);
        var text = diagnostics.HasErrors ? "" : Print(expanded);
        await Verify(script, text + DiagnosticRenderer.Render(diagnostics).Replace(Repository.Tests, "…", StringComparison.Ordinal));
    }

    // What stands for the kernel's BTF.
    private static (int Size, int Alignment)? External(CKind? kind, string name) => (kind, name) switch
    {
        (CKind.Struct, "list_head") => (16, 8),
        (null, "spinlock_t") => (4, 4),
        _ => null,
    };

    private static string Print(ExpandedProgram program)
    {
        var text = new StringBuilder();
        var own = program.CTypes as CTypeTable ?? new CTypeTable();
        foreach (var type in own.Structs.Values.Concat(own.Unions.Values))
            Print(text, type, 0);
        foreach (var type in own.Enumerators.Values.Select(e => e.Enum).Distinct())
        {
            text.Append($"enum {type.Tag}".TrimEnd()).Append($": size {type.Size}{(type.Signed ? ", signed" : "")}\n");
            foreach (var member in type.Members)
                text.Append($"  {member.Name} = {member.Value}\n");
        }

        foreach (var node in program.Maps.AsEnumerable<SyntaxNode>().Concat(program.Functions).Concat(program.Probes))
            text.Append(SyntaxPrinter.Print(node));
        return text.ToString();
    }

    private static void Print(StringBuilder text, CStruct type, int depth)
    {
        text.Append(' ', depth).Append($"{Name(type)}: size {type.Size}, alignment {type.Alignment}\n");
        foreach (var field in type.Fields)
        {
            var bits = field.BitWidth > 0 ? $" bit {field.BitOffset % 8} width {field.BitWidth}" : "";
            text.Append(' ', depth + 2).Append($"{field.BitOffset / 8}{bits}: {Name(field.Type)} {field.Name}".TrimEnd()).Append('\n');
            if (field.Type is CStruct { Tag.Length: 0 } inner)
                Print(text, inner, depth + 4);
        }
    }

    private static string Name(CType type) => type switch
    {
        CInteger integer => integer.Name,
        CPointer pointer => Name(pointer.Target) + "*",
        CArray array => $"{Name(array.Element)}[{array.Count}]",
        CStruct s => $"{(s.IsUnion ? "union" : "struct")} {s.Tag}".TrimEnd(),
        CEnum e => $"enum {e.Tag}".TrimEnd(),
        CExternal e => $"{e.Kind?.ToString().ToLowerInvariant()} {e.Name}".TrimStart(),
        _ => "void",
    };

    private static TheoryData<string> Scripts(params string[] folders)
    {
        var data = new TheoryData<string>();
        foreach (var folder in folders)
            foreach (var path in Directory.GetFiles(Path.Combine(Repository.Tests, "cases", folder), "*.bt").Order(StringComparer.Ordinal))
                data.Add($"{folder}/{Path.GetFileNameWithoutExtension(path)}");
        return data;
    }

    private static SourceText Source(string script)
    {
        var path = Path.Combine(Repository.Tests, "cases", script + ".bt");
        return new SourceText(Path.GetFileName(path), File.ReadAllText(path), path);
    }

    private static async Task Verify(string script, string text, [CallerFilePath] string sourceFile = "")
    {
        var settings = new VerifySettings();
        settings.UseDirectory(Path.Combine("..", "cases", Path.GetDirectoryName(script)!));
        settings.UseFileName(Path.GetFileName(script));
        await Verifier.Verify(text, "txt", settings, sourceFile);
    }
}
