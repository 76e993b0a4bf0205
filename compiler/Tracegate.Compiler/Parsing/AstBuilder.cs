using System.Collections.Immutable;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using P = Tracegate.Grammar.BpftraceParser;

namespace Tracegate.Compiler.Parsing;

/// <summary>Turns ANTLR's parse tree into the syntax tree and checks what the grammar leaves open.</summary>
/// <remarks>Top-level items with syntax errors in them are skipped; the others are still checked.</remarks>
internal sealed partial class AstBuilder(SourceText source, DiagnosticBag diagnostics)
{
    // More than what 200 levels of brackets or 500 operators make.
    private const int MaxTreeDepth = 600;

    // The sections of a script in their order (L-order).
    private enum Section
    {
        Shebang,
        CDefinitions,
        ConfigAndImports,
        Declarations,
    }

    /// <summary>Builds a program; null stands for a text that could not be parsed at all.</summary>
    public ProgramSyntax Program(P.ProgramContext? context)
    {
        string? shebang = null;
        ConfigBlockSyntax? config = null;
        var cItems = ImmutableArray.CreateBuilder<CItemSyntax>();
        var imports = ImmutableArray.CreateBuilder<ImportSyntax>();
        var declarations = ImmutableArray.CreateBuilder<DeclarationSyntax>();
        var section = Section.Shebang;
        foreach (var item in context?.item() ?? [])
        {
            var inner = item.ChildCount == 0 ? null : item.GetChild(0) as ParserRuleContext;
            if (inner is null)
                continue;
            var reached = SectionOf(inner);
            CheckOrder(inner, reached, section);
            section = reached > section ? reached : section;
            if (HasErrors(item))
                continue;
            switch (inner)
            {
                case P.HashLineContext line when line.GetText().StartsWith("#!", StringComparison.Ordinal):
                    shebang = line.GetText().TrimEnd();
                    if (source.Text.AsSpan(0, line.Start.StartIndex).ContainsAnyExcept(" \t\r\n"))
                        diagnostics.Add(SyntaxDiagnostics.ShebangPlace.At(Span(line)));
                    break;
                case P.HashLineContext line:
                    cItems.Add(PreprocessorLine(line));
                    break;
                case P.CDefinitionContext definition:
                    cItems.Add(CDefinition(definition));
                    break;
                case P.ConfigContext block:
                    if (config is not null)
                        diagnostics.Add(SyntaxDiagnostics.DuplicateConfig.At(Span(block.CONFIG())).WithNote(config.Span, "the first one is here"));
                    config ??= Config(block);
                    break;
                case P.ImportDeclarationContext import:
                    imports.Add(Import(Span(import), import.@string()));
                    break;
                default:
                    var declaration = Declaration(inner);
                    if (IsShallow(declaration))
                        declarations.Add(declaration);
                    break;
            }
        }

        return new ProgramSyntax(
            source.Span(0, source.Text.Length), source, shebang, cItems.ToImmutable(), config, imports.ToImmutable(), declarations.ToImmutable());
    }

    // The passes recurse, so what they get must not be deep: chains such as a.b.c… or else if… have no brackets to count.
    private bool IsShallow(SyntaxNode root)
    {
        var pending = new Stack<(SyntaxNode Node, int Depth)>();
        pending.Push((root, 0));
        while (pending.TryPop(out var item))
        {
            if (item.Depth > MaxTreeDepth)
            {
                diagnostics.Add(SyntaxDiagnostics.NestedTooDeeply.At(item.Node.Span, MaxTreeDepth));
                return false;
            }

            foreach (var child in SyntaxChildren.Of(item.Node))
                pending.Push((child, item.Depth + 1));
        }

        return true;
    }

    private static Section SectionOf(ParserRuleContext item) => item switch
    {
        P.HashLineContext line when line.GetText().StartsWith("#!", StringComparison.Ordinal) => Section.Shebang,
        P.HashLineContext or P.CDefinitionContext => Section.CDefinitions,
        P.ConfigContext or P.ImportDeclarationContext => Section.ConfigAndImports,
        _ => Section.Declarations,
    };

    private void CheckOrder(ParserRuleContext item, Section section, Section reached)
    {
        if (section >= reached)
            return;
        switch (item)
        {
            case P.CDefinitionContext:
            case P.HashLineContext when section == Section.CDefinitions:
                diagnostics.Add(SyntaxDiagnostics.CDefinitionOrder.At(
                    Span(item), reached == Section.ConfigAndImports ? "config and imports" : "probes, macros, functions and map declarations"));
                break;
            case P.ConfigContext config:
                diagnostics.Add(SyntaxDiagnostics.ConfigOrder.At(Span(config.CONFIG())));
                break;
            case P.ImportDeclarationContext import:
                diagnostics.Add(SyntaxDiagnostics.ImportOrder.At(Span(import)));
                break;
        }
    }

    private static bool HasErrors(IParseTree tree)
    {
        if (tree is IErrorNode or ParserRuleContext { exception: not null })
            return true;
        for (var i = 0; i < tree.ChildCount; i++)
            if (HasErrors(tree.GetChild(i)))
                return true;
        return false;
    }

    private SourceSpan Span(ParserRuleContext context) =>
        Span(context.Start, context.Stop is { } stop && stop.StopIndex >= context.Start.StartIndex ? stop : context.Start);

    private SourceSpan Span(IToken first, IToken last) => source.Span(first.StartIndex, last.StopIndex - first.StartIndex + 1);

    private SourceSpan Span(IToken token) => Span(token, token);

    private SourceSpan Span(ITerminalNode node) => Span(node.Symbol);

    private static ImmutableArray<TResult> All<TContext, TResult>(TContext[] contexts, Func<TContext, TResult> build)
    {
        var builder = ImmutableArray.CreateBuilder<TResult>(contexts.Length);
        foreach (var context in contexts)
            builder.Add(build(context));
        return builder.MoveToImmutable();
    }
}
