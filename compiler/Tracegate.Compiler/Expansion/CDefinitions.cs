using System.Collections.Immutable;
using Tracegate.Compiler.Clang;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>What the C code of the scripts and the headers that they include define.</summary>
/// <param name="Types">Types and enumerators.</param>
/// <param name="Constants">Object-like macros by name.</param>
internal sealed record CDefinitions(ICTypes Types, IReadOnlyDictionary<string, CConstant> Constants)
{
    /// <summary>Nothing.</summary>
    public static CDefinitions Empty { get; } = new(new CTypeTable(), ImmutableDictionary<string, CConstant>.Empty);

    /// <summary>Reads the C code: by itself where it includes nothing, else by libclang, which costs 40 ms and more.</summary>
    public static CDefinitions Read(
        ImmutableArray<ProgramSyntax> programs, ImmutableArray<string> headers, ExpanderOptions options, DiagnosticBag diagnostics)
    {
        if (headers.IsEmpty && options.Includes.IsEmpty)
        {
            var own = new DiagnosticBag();
            var preprocessor = new Preprocessor(options.Defines, own);
            var definitions = preprocessor.Run(programs.SelectMany(program => program.CItems));
            if (!preprocessor.Includes)
            {
                diagnostics.AddRange(own);
                var types = new CTypeTable();
                var reader = new CDefinitionReader(types, preprocessor.Value, options.ExternalType, diagnostics);
                foreach (var definition in definitions)
                    reader.Read(definition);
                return new CDefinitions(types, preprocessor.Constants);
            }
        }

        return new ClangReader(options, diagnostics).Read(programs, headers);
    }

    /// <summary>A constant of the compiler itself, or null.</summary>
    public static CConstant? Defined(IEnumerable<KeyValuePair<string, string>> defines, string name)
    {
        foreach (var (key, value) in defines)
        {
            if (key == name)
                return new CConstant(name, new SourceText("command line", value).Span(0, value.Length));
        }

        return null;
    }
}
