using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Clang;

/// <summary>Reads the C code of scripts that include headers, by libclang (L-cpp, L-cdef, L-cdefine).</summary>
internal sealed partial class ClangReader(ExpanderOptions options, DiagnosticBag diagnostics)
{
    // As many as a syntax error run reports.
    private const int MaxErrors = 20;

    // Each round makes the types known that the one before missed; nesting goes no deeper in practice.
    private const int MaxRounds = 8;

    private readonly Dictionary<string, string> _standIns = new(StringComparer.Ordinal);

    /// <summary>What the C code of the scripts and the headers define. After an error nothing is defined.</summary>
    public CDefinitions Read(ImmutableArray<ProgramSyntax> programs, ImmutableArray<string> headers)
    {
        var names = UsedNames(programs);
        var sources = new CSources(programs, headers, names);
        if (!ClangLibrary.TryLoad())
        {
            diagnostics.Add(ExpansionDiagnostics.NoClang.At(FirstInclude(programs), "libclang was not found")
                .WithHint($"install {ClangLibrary.Package}, or set {ClangLibrary.PathVariable} to the path of a libclang"));
            return CDefinitions.Empty;
        }

        for (var round = 1; ; round++)
        {
            if (ClangUnit.Parse(CSources.Main, sources.Files(_standIns.Values), Arguments()) is not { } unit)
            {
                diagnostics.Add(ExpansionDiagnostics.NoClang.At(FirstInclude(programs), "libclang failed"));
                return CDefinitions.Empty;
            }

            var errors = unit.Errors().Where(error => error.Place.File != CSources.Main).ToList();
            if (errors.Count == 0)
                return Definitions(unit, sources, names);
            var standIns = errors.Count(AddStandIn);
            if (round < MaxRounds && standIns > 0)
                continue;
            foreach (var error in errors.Take(MaxErrors))
                Report(error, sources, unit);
            return CDefinitions.Empty;
        }
    }

    private CDefinitions Definitions(ClangUnit unit, CSources sources, HashSet<string> names)
    {
        var types = new ClangTypes(unit, options);
        var constants = new Dictionary<string, CConstant>(StringComparer.Ordinal);
        var pending = new Queue<string>(names);
        while (pending.TryDequeue(out var name))
        {
            if (constants.ContainsKey(name) || (names.Contains(name) && !types.Defined.Contains(name)) || !types.Macros.TryGetValue(name, out var macro) || Constant(name, macro, types, sources, unit) is not { } constant)
                continue;
            constants.Add(name, constant);
            foreach (var inner in NamePattern().EnumerateMatches(constant.Body.Text))
                pending.Enqueue(constant.Body.Text.Substring(inner.Index, inner.Length));
        }

        return new CDefinitions(types, constants);
    }

    // The script's own are text of this language; of headers the value counts, because C has operators that this language has not.
    private CConstant? Constant(string name, ClangSharp.Interop.CXCursor macro, ClangTypes types, CSources sources, ClangUnit unit)
    {
        if (ClangSharp.Interop.clang.Cursor_isMacroFunctionLike(macro) != 0)
            return null;
        var (place, end) = (ClangUnit.Place(macro), ClangUnit.End(macro));
        if (sources.Script(place.File) is { } script)
        {
            var start = script.Offset(place.Line, place.Column) + name.Length;
            return new CConstant(name, script.Span(start, Math.Max(script.Offset(end.Line, end.Column) - start, 0)));
        }

        // An enumerator may be a macro that stands for itself, such as IPPROTO_TCP.
        if (types.IsEnumerator(name))
            return null;
        if (types.Values.TryGetValue(name, out var variable) && ClangUnit.Evaluate(variable) is { } value)
        {
            var text = value is string s ? Quote(s) : FormattableString.Invariant($"{value}");
            return new CConstant(name, new SourceText(place.File, text).Span(0, text.Length));
        }

        if (place.File.Length == 0)
            return CDefinitions.Defined(options.Defines, name);
        var header = sources.Span(place, unit).Source;
        var (from, to) = (header.Offset(place.Line, place.Column) + name.Length, header.Offset(end.Line, end.Column));
        var body = header.Text[from..Math.Max(to, from)].Replace("\\\n", "  ", StringComparison.Ordinal);
        return body.Trim() == name ? null : new CConstant(name, new SourceText(header.Name, body).Span(0, body.Length));
    }

    private static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal) + "\"";

    private void Report(ClangError error, CSources sources, ClangUnit unit)
    {
        var diagnostic = ExpansionDiagnostics.CError.At(sources.Span(error.Place, unit), error.Text);
        if (error.Text.EndsWith("file not found", StringComparison.Ordinal))
        {
            diagnostic = diagnostic.WithHint("-I DIR adds a directory; kernel headers are looked for in "
                + (options.KernelHeaders.IsEmpty ? "BPFTRACE_KERNEL_SOURCE and /lib/modules/RELEASE/source" : string.Join(", ", options.KernelHeaders)));
        }

        diagnostics.Add(diagnostic);
    }

    // Types that only the target's BTF knows are declared with their size; ClangTypes takes them for what they stand for.
    private bool AddStandIn(ClangError error)
    {
        if (UnknownTypePattern().Match(error.Text) is { Success: true } unknown)
        {
            var name = unknown.Groups[1].Value;
            var scalar = CScalars.Find(name);
            var known = scalar is null ? options.ExternalType(null, name) : (scalar.Size, scalar.Alignment);
            if (_standIns.ContainsKey(name) || known is not { } type)
                return false;
            _standIns[name] = type.Size is 1 or 2 or 4 or 8 && type.Alignment == type.Size
                ? $"typedef {(scalar is CInteger { Signed: true } ? "signed" : "unsigned")} {(type.Size switch { 1 => "char", 2 => "short", 4 => "int", _ => "long" })} {name};"
                : $"typedef struct {{ char bytes[{type.Size}]; }} __attribute__((aligned({type.Alignment}))) {name};";
            return true;
        }

        if (IncompletePattern().Match(error.Text) is not { Success: true } incomplete)
            return false;
        var (word, tag) = (incomplete.Groups[1].Value, incomplete.Groups[2].Value);
        var kind = word switch { "struct" => CKind.Struct, "union" => CKind.Union, _ => CKind.Enum };
        if (_standIns.ContainsKey($"{word} {tag}") || options.ExternalType(kind, tag) is not { } found)
            return false;
        _standIns[$"{word} {tag}"] = kind == CKind.Enum
            ? $"enum {tag} {{ __tracegate_enum_{tag} }};"
            : $"{word} {tag} {{ char bytes[{found.Size}]; }} __attribute__((aligned({found.Alignment})));";
        return true;
    }

    private IEnumerable<string> Arguments()
    {
        List<string> arguments = ["-xc", "-std=gnu11", "-w", "-ferror-limit=0", "-fms-extensions", "-target", $"{options.Machine}-unknown-linux-gnu"];
        foreach (var (name, value) in options.Defines)
            arguments.Add($"-D{name}={value}");
        foreach (var folder in options.ImportPaths)
            arguments.Add("-I" + folder);
        if (!options.KernelHeaders.IsEmpty)
        {
            arguments.AddRange(["-D__KERNEL__", "-D__BPF_TRACING__", "-DKBUILD_MODNAME=\"tracegate\"", "-include", "linux/kconfig.h"]);
            var family = options.Machine == "x86_64" ? "x86" : options.Machine == "aarch64" ? "arm64" : options.Machine;
            string[] below =
            [
                $"arch/{family}/include", $"arch/{family}/include/generated", "include",
                $"arch/{family}/include/uapi", $"arch/{family}/include/generated/uapi", "include/uapi", "include/generated/uapi",
            ];
            arguments.AddRange(below.SelectMany(folder => options.KernelHeaders.Select(root => $"-I{root}/{folder}")));
        }

        return arguments.Concat(options.Includes.SelectMany(file => (string[])["-include", file]));
    }

    // Names that may stand for a constant: of expressions, and in the bodies of the script's own constants.
    private static HashSet<string> UsedNames(ImmutableArray<ProgramSyntax> programs)
    {
        var names = programs.SelectMany(program => program.DescendantsAndSelf()).OfType<IdentifierSyntax>().Select(node => node.Name);
        var bodies = programs.SelectMany(program => program.CItems).OfType<PreprocessorLineSyntax>()
            .Where(line => line.Directive == "define")
            .SelectMany(line => NamePattern().Matches(line.Arguments).Select(match => match.Value));
        return names.Concat(bodies).ToHashSet(StringComparer.Ordinal);
    }

    private static SourceSpan FirstInclude(ImmutableArray<ProgramSyntax> programs) => programs
        .SelectMany(program => program.CItems).OfType<PreprocessorLineSyntax>().Where(line => line.Directive == "include")
        .Select(line => line.Span).FirstOrDefault(programs[^1].Span with { Length = 0 });

    [GeneratedRegex("^unknown type name '([A-Za-z_][A-Za-z0-9_]*)'")]
    private static partial Regex UnknownTypePattern();

    [GeneratedRegex("incomplete (?:element )?type '(?:const |volatile )*(struct|union|enum) ([A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex IncompletePattern();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex NamePattern();
}
