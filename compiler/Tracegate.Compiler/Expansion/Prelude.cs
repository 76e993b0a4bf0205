using System.Collections.Immutable;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Parsing;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>The macros of the language itself, written in the language (L-stdlib).</summary>
public static class Prelude
{
    private const string Keyword = "macro ";

    private static readonly Lazy<ImmutableArray<SourceText>> LazySources = new(Load);

    /// <summary>The embedded scripts.</summary>
    public static ImmutableArray<SourceText> Sources => LazySources.Value;

    /// <summary>Names of the macros, found without parsing: most scripts use none of them.</summary>
    public static IEnumerable<string> Names => Sources.SelectMany(source => Definitions(source.Text)).Distinct();

    /// <summary>The macros of those embedded scripts that define a name which the programs use.</summary>
    internal static IEnumerable<MacroSyntax> MacrosFor(ImmutableArray<ProgramSyntax> programs, DiagnosticBag diagnostics)
    {
        var used = programs
            .SelectMany(program => program.DescendantsAndSelf())
            .Select(node => node switch { CallExpressionSyntax call => call.Name, IdentifierSyntax name => name.Name, _ => null })
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        return Sources
            .Where(source => Definitions(source.Text).Any(used.Contains))
            .SelectMany(source => Parser.Parse(source, diagnostics).Macros)
            .ToList();
    }

    private static IEnumerable<string> Definitions(string text)
    {
        for (var i = 0; (i = text.IndexOf(Keyword, i, StringComparison.Ordinal)) >= 0; i++)
        {
            if (i > 0 && text[i - 1] != '\n')
                continue;
            var start = i + Keyword.Length;
            yield return text[start..text.IndexOf('(', start)].Trim();
        }
    }

    private static ImmutableArray<SourceText> Load()
    {
        var assembly = typeof(Prelude).Assembly;
        var sources = ImmutableArray.CreateBuilder<SourceText>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".bt", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            sources.Add(new SourceText(name, reader.ReadToEnd(), isLibrary: true));
        }

        return sources.ToImmutable();
    }
}
