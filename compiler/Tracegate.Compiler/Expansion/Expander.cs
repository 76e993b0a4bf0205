using System.Collections.Immutable;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>Joins imports, runs preprocessor lines, reads C definitions, and expands macros and constants.</summary>
public static class Expander
{
    /// <summary>Expands a script.</summary>
    /// <param name="root">The main script.</param>
    /// <param name="options">What is known beside it.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    public static ExpandedProgram Expand(ProgramSyntax root, ExpanderOptions options, DiagnosticBag diagnostics)
    {
        var importer = new Importer(options, diagnostics);
        var programs = importer.Collect(root);
        var definitions = CDefinitions.Read(programs, importer.Headers, options, diagnostics);

        var macros = new MacroTable(diagnostics);
        foreach (var macro in programs.SelectMany(program => program.Macros).Concat(Prelude.MacrosFor(programs, diagnostics)))
            macros.Add(macro);

        var expander = new MacroExpander(macros, definitions.Constants, options, diagnostics);
        var declarations = programs
            .SelectMany(program => program.Declarations)
            .Where(declaration => declaration is not MacroSyntax)
            .Select(expander.Declaration)
            .ToImmutableArray();
        return new ExpandedProgram(
            root.Source,
            root.Config,
            [.. declarations.OfType<ProbeSyntax>()],
            [.. declarations.OfType<FunctionSyntax>()],
            [.. declarations.OfType<MapDeclarationSyntax>()],
            definitions.Types,
            importer.Code);
    }
}
