using System.Reflection;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Parsing;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Xunit;

namespace Tracegate.GoldenTests.Syntax;

/// <summary>Properties of the syntax tree and of expansion that no printed tree shows.</summary>
public sealed class TreeTests
{
    private const string Script = """
        macro inc($v, by) { $v += by; $v }
        begin { $x = 1; if ($x == 1) { print(inc($x, 2)); } else { $y = { 1; 2 }; } @a[1, 2] = count(); }
        """;

    [Fact]
    public void Nodes_are_compared_by_reference()
    {
        foreach (var type in typeof(SyntaxNode).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(SyntaxNode)) && !t.IsAbstract))
        {
            Assert.True(type.IsSealed, type.Name);
            var equals = type.GetMethod("Equals", [type])!;
            Assert.Null(equals.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>());
        }

        var (first, second) = (Parse("begin { }"), Parse("begin { }"));
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, first with { });
    }

    [Fact]
    public void Rewriting_nothing_keeps_the_tree()
    {
        var program = Parse(Script);
        var rewriter = new Identity();
        Assert.All(program.Declarations, declaration => Assert.Same(declaration, rewriter.Declaration(declaration)));
    }

    [Fact]
    public void Every_node_lies_within_its_parent()
    {
        void Check(SyntaxNode node)
        {
            foreach (var child in SyntaxChildren.Of(node))
            {
                Assert.InRange(child.Span.Start, node.Span.Start, node.Span.End);
                Assert.InRange(child.Span.End, node.Span.Start, node.Span.End);
                Check(child);
            }
        }

        Check(Parse(Script));
    }

    [Fact]
    public void L_src_positions_count_characters_from_one()
    {
        var source = new SourceText("stdin", "a\n\tbc\nd");
        Assert.Equal("stdin:2:2-4", source.Span(3, 2).ToString());
        Assert.Equal("stdin:2-3", source.Span(3, 4).ToString());
        Assert.Equal("stdin:3:2-3", source.Span(7, 0).ToString());
    }

    // L-src: code of a macro knows the chain of calls.
    [Fact]
    public void L_src_expanded_code_knows_its_call_sites()
    {
        var program = Parse("macro a() { 1 + 2 } macro b() { a() } begin { print(b()); }");
        var expanded = Expander.Expand(program, new ExpanderOptions(), new DiagnosticBag());
        var sum = expanded.Probes[0].DescendantsAndSelf().OfType<BinaryExpressionSyntax>().Single();
        Assert.Equal("1 + 2", sum.Span.Text);
        Assert.Equal("a", sum.Span.Expansion!.Macro);
        Assert.Equal("b", sum.Span.Expansion.CallSite.Expansion!.Macro);
        Assert.Equal("b()", sum.Span.Origin.Text);
    }

    // L-import-safe
    [Fact]
    public void L_import_safe_world_writable_directories_are_passed_over()
    {
        var program = Parser.Parse(new SourceText("x.bt", "import \"lib.bt\"; begin { }", "/scripts/x.bt"), new DiagnosticBag());
        var diagnostics = new DiagnosticBag();
        Expander.Expand(program, new ExpanderOptions { Loader = new Memory("/scripts/lib.bt", "begin { }") { Unsafe = true } }, diagnostics);
        Assert.Equal(["TG1104", "TG1100"], diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Unreadable_imports_are_reported()
    {
        var program = Parser.Parse(new SourceText("x.bt", "import \"lib.bt\"; begin { }", "/scripts/x.bt"), new DiagnosticBag());
        var diagnostics = new DiagnosticBag();
        Expander.Expand(program, new ExpanderOptions { Loader = new Memory("/scripts/lib.bt", null) }, diagnostics);
        Assert.Equal(["TG1101"], diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Imports_are_looked_for_in_the_search_paths()
    {
        var program = Parse("import \"lib.bt\"; begin { }");
        var diagnostics = new DiagnosticBag();
        var options = new ExpanderOptions { Loader = new Memory("/lib/lib.bt", "end { }"), ImportPaths = ["/lib"] };
        Assert.Equal(2, Expander.Expand(program, options, diagnostics).Probes.Length);
        Assert.Empty(diagnostics);
    }

    // A function has exactly one body.
    [Fact]
    public void Macros_of_the_library_are_no_functions() =>
        Assert.Empty(Prelude.Names.Intersect(Functions.All.Select(function => function.Name)));

    [Fact]
    public void Macros_of_the_library_parse()
    {
        var diagnostics = new DiagnosticBag();
        Assert.All(Prelude.Sources, source => Assert.NotEmpty(Parser.Parse(source, diagnostics).Macros));
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void Suggestions_are_close()
    {
        Assert.Equal("printf", SpellChecker.Closest("prinft", ["print", "printf", "strftime"]));
        Assert.Equal("count", SpellChecker.Closest("cuont", ["count", "sum"]));
        Assert.Null(SpellChecker.Closest("xyz", ["count", "sum"]));
    }

    // Whatever is read, there is no exception (user errors are diagnostics).
    [Fact]
    public void Broken_scripts_are_diagnosed()
    {
        var random = new Random(1);
        string[] pieces = ["begin", "{", "}", "(", ")", "/", "$x", "@m", "[", "]", ";", ",", "=", "\"a", "\"", "if", "else", "for", "..", "struct", "macro", "m", "1", "0x", "*", "+", "++", "config", "let", "#if", "\n", ":", "kprobe", "sizeof", "typeof", "/*", "//"];
        for (var i = 0; i < 500; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)]));
            var diagnostics = new DiagnosticBag();
            var program = Parser.Parse(new SourceText("stdin", text), diagnostics);
            Expander.Expand(program, new ExpanderOptions { Loader = new Memory("/none", null) }, diagnostics);
            DiagnosticRenderer.Render(diagnostics);
        }
    }

    private static ProgramSyntax Parse(string text)
    {
        var diagnostics = new DiagnosticBag();
        var program = Parser.Parse(new SourceText("stdin", text), diagnostics);
        Assert.Empty(diagnostics);
        return program;
    }

    private sealed class Identity : SyntaxRewriter;

    private sealed class Memory(string path, string? text) : ISourceLoader
    {
        public bool Unsafe { get; init; }

        public bool FileExists(string file) => file == path;

        public bool DirectoryExists(string file) => false;

        public IReadOnlyList<string> Files(string directory) => [];

        public string Read(string file) => text ?? throw new IOException("denied");

        public bool IsWorldWritable(string file) => Unsafe;
    }
}
