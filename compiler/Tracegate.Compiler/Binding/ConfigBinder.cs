using System.Collections.Immutable;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Binding;

/// <summary>Reads the config block (LANGUAGE section 6).</summary>
internal static class ConfigBinder
{
    /// <summary>
    /// The entries of the block and, over them, those from outside, canonical key to canonical value. Outside values
    /// have been checked by whoever read them.
    /// </summary>
    public static ImmutableSortedDictionary<string, string> Bind(ConfigBlockSyntax? block, BindOptions options, DiagnosticBag bag)
    {
        var entries = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in block?.Entries ?? [])
        {
            if (Read(entry, bag) is var (key, value))
                entries[key] = value;
        }

        foreach (var (key, value) in options.Config)
        {
            if (ConfigOptions.Find(key) is { State: ConfigState.Current } option && ConfigOptions.Canonical(option, value) is { } canonical)
                entries[option.Name] = canonical;
        }

        return entries.ToImmutable();
    }

    /// <summary>The entries in front of a probe, which hold for it alone.</summary>
    public static ImmutableSortedDictionary<string, string> BindProbe(ProbeSyntax probe, DiagnosticBag bag)
    {
        var entries = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in probe.Attributes)
        {
            if (ConfigOptions.Find(entry.Name) is { IsPerProbe: false } option)
                bag.Add(SemanticDiagnostics.NotPerProbe.At(entry.NameSpan, option.Name));
            else if (Read(entry, bag) is var (key, value))
                entries[key] = value;
        }

        return entries.ToImmutable();
    }

    private static (string Key, string Value)? Read(ConfigEntrySyntax entry, DiagnosticBag bag)
    {
        var name = ConfigOptions.Normalize(entry.Name);
        if (ConfigOptions.Find(entry.Name) is not { } option)
        {
            bag.Add(SemanticDiagnostics.UnknownOption.At(entry.NameSpan, entry.Name)
                .WithSuggestion(name, ConfigOptions.All.Where(row => row.State == ConfigState.Current).Select(row => row.Name)));
            return null;
        }

        switch (option.State)
        {
            case ConfigState.Retired:
                bag.Add(SemanticDiagnostics.RetiredOption.At(entry.NameSpan, option.Name));
                return null;
            case ConfigState.EnvironmentOnly:
                bag.Add(SemanticDiagnostics.EnvironmentOption.At(entry.NameSpan, option.Name)
                    .WithHint("set BPFTRACE_" + option.Name.ToUpperInvariant()));
                return null;
        }

        if (option.OldNames.Contains(name))
            bag.Add(SemanticDiagnostics.RenamedOption.At(entry.NameSpan, name, option.Name));
        var text = entry.Value switch
        {
            StringLiteralSyntax n => n.Value,
            IdentifierSyntax n => n.Name,
            IntegerLiteralSyntax n => n.Value.ToString(),
            BooleanLiteralSyntax n => n.Value ? "true" : "false",
            _ => entry.Value.Span.Text,
        };
        if (ConfigOptions.Canonical(option, text) is { } value)
            return (option.Name, value);
        bag.Add(SemanticDiagnostics.OptionValue.At(entry.Value.Span, text, option.Name)
            .WithSuggestion(text, option.Words)
            .WithHint(Expected(option)));
        return null;
    }

    private static string? Expected(ConfigOptionDescriptor option) => option.Kind switch
    {
        ConfigKind.Boolean => "values: true, false",
        ConfigKind.Number => "the value is a number",
        ConfigKind.Word => "values: " + string.Join(", ", option.Words),
        _ => null,
    };
}
