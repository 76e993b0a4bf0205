using System.Collections.Immutable;
using System.Text;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Clang;

/// <summary>
/// The C code of the scripts as files for clang. Each script becomes a file of its own name with everything else blank,
/// so that lines and columns stay; one more file includes them and asks for the values of constants.
/// </summary>
internal sealed class CSources
{
    /// <summary>The file that clang parses.</summary>
    public const string Main = "/tracegate/main.c";

    /// <summary>What the variables are called that hold the constants' values.</summary>
    public const string ValuePrefix = "__tracegate_value_";

    /// <summary>What the variables are called that tell which names are macros at the end.</summary>
    public const string DefinedPrefix = "__tracegate_defined_";

    private readonly Dictionary<string, SourceText> _scripts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceText> _headers = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Text)> _files = [];
    private readonly ImmutableArray<string> _included;
    private readonly IReadOnlyCollection<string> _constants;

    /// <summary>Lays the files out.</summary>
    /// <param name="programs">The scripts, in order.</param>
    /// <param name="headers">Full paths of imported headers; they come first.</param>
    /// <param name="constants">Names whose values are asked for.</param>
    public CSources(ImmutableArray<ProgramSyntax> programs, ImmutableArray<string> headers, IReadOnlyCollection<string> constants)
    {
        _constants = constants;
        foreach (var program in programs.Where(program => !program.CItems.IsEmpty))
        {
            var name = program.Source.Path ?? Path.GetFullPath(program.Source.Name);
            _scripts[name] = program.Source;
            _files.Add((name, Blank(program)));
        }

        _included = [.. headers, .. _files.Select(file => file.Name)];
    }

    /// <summary>The files.</summary>
    /// <param name="standIns">Declarations that come before everything.</param>
    public IEnumerable<(string Name, string Text)> Files(IEnumerable<string> standIns)
    {
        var text = new StringBuilder();
        foreach (var declaration in standIns)
            text.Append(declaration).Append('\n');
        foreach (var file in _included)
            text.Append($"#include \"{file}\"\n");
        foreach (var name in _constants)
            text.Append($"#ifdef {name}\nextern char {DefinedPrefix}{name};\nstatic const __typeof__({name}) {ValuePrefix}{name} = ({name});\n#endif\n");
        return _files.Append((Main, text.ToString()));
    }

    /// <summary>The script that a file of clang's is, or null.</summary>
    public SourceText? Script(string file) => _scripts.GetValueOrDefault(file);

    /// <summary>The source to show for a place, with its span.</summary>
    public SourceSpan Span(ClangPlace place, ClangUnit unit)
    {
        if (place.File.Length == 0 || place.File == Main)
            return SourceSpan.None;
        if (Script(place.File) is not { } source && !_headers.TryGetValue(place.File, out source))
            _headers[place.File] = source = new SourceText(place.File, unit.ReadFile(place.Handle), place.File);
        var start = source.Offset(place.Line, place.Column);
        var end = start;
        while (end < source.Text.Length && (char.IsAsciiLetterOrDigit(source.Text[end]) || source.Text[end] == '_'))
            end++;
        return source.Span(start, Math.Clamp(end - start, Math.Min(1, source.Text.Length - start), 80));
    }

    private static string Blank(ProgramSyntax program)
    {
        var source = program.Source.Text;
        var text = new StringBuilder(source.Length + 16);
        var position = 0;
        foreach (var item in program.CItems)
        {
            Append(item.Span.Start, keep: false);
            Append(item.Span.End, keep: true);
            if (item is CDefinitionSyntax && source[item.Span.End - 1] != ';')
                text.Append(';');
        }

        Append(source.Length, keep: false);
        return text.ToString();

        // Columns of clang are bytes, those of a source are characters.
        void Append(int end, bool keep)
        {
            for (; position < end; position++)
                text.Append(source[position] is '\n' or '\r' ? source[position] : !keep ? ' ' : source[position] < 128 ? source[position] : '?');
        }
    }
}
