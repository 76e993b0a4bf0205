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
        var programs = new Importer(options, diagnostics).Collect(root);

        var preprocessor = new Preprocessor(options.Defines, diagnostics);
        var definitions = preprocessor.Run(programs.SelectMany(program => program.CItems));
        var types = new CTypeTable();
        var reader = new CDefinitionReader(types, preprocessor.Value, options.ExternalType, diagnostics);
        foreach (var definition in definitions)
            reader.Read(definition);

        var macros = new MacroTable(diagnostics);
        foreach (var macro in programs.SelectMany(program => program.Macros).Concat(Prelude.MacrosFor(programs, diagnostics)))
            macros.Add(macro);

        var expander = new MacroExpander(macros, preprocessor, options, diagnostics);
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
            types);
    }
}
