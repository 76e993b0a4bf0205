using System.Collections.Immutable;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Parsing;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>Reads the imports of a script, and theirs (L-import-root, L-import-bt, L-import-safe).</summary>
internal sealed class Importer(ExpanderOptions options, DiagnosticBag diagnostics)
{
    // The language's own library needs no import (L-stdlib).
    private const string Library = "stdlib";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<ProgramSyntax> _programs = [];
    private readonly ImmutableArray<string>.Builder _headers = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<CodeImport>.Builder _code = ImmutableArray.CreateBuilder<CodeImport>();

    /// <summary>Full paths of the C headers that were imported, in order.</summary>
    public ImmutableArray<string> Headers => _headers.ToImmutable();

    /// <summary>BPF code that was imported, in order.</summary>
    public ImmutableArray<CodeImport> Code => _code.ToImmutable();

    /// <summary>The script and all it imports: an import before what imports it.</summary>
    public ImmutableArray<ProgramSyntax> Collect(ProgramSyntax root)
    {
        if (root.Source.Path is { } path)
            _seen.Add(Path.GetFullPath(path));
        Visit(root);
        return [.. _programs];
    }

    private void Visit(ProgramSyntax program)
    {
        foreach (var import in program.Imports)
            Resolve(import, program.Source, inBlock: false);
        _programs.Add(program);
        if (!options.AllowImportStatements)
            return;
        foreach (var statement in program.DescendantsAndSelf().OfType<ImportStatementSyntax>())
            Resolve(statement.Import, program.Source, inBlock: true);
    }

    private void Resolve(ImportSyntax import, SourceText importer, bool inBlock)
    {
        foreach (var directory in SearchPaths(importer))
        {
            var path = Path.GetFullPath(Path.Combine(directory, import.Path));
            if (options.Loader.DirectoryExists(path))
            {
                if (IsUnsafe(import, path))
                    continue;
                foreach (var file in options.Loader.Files(path))
                    Load(import, file, Path.Combine(import.Path, Path.GetFileName(file)), mustKnow: false, inBlock);
                return;
            }

            if (!options.Loader.FileExists(path) || IsUnsafe(import, path))
                continue;
            Load(import, path, import.Path, mustKnow: true, inBlock);
            return;
        }

        if (import.Path == Library || import.Path.StartsWith(Library + "/", StringComparison.Ordinal))
            return;
        diagnostics.Add(ExpansionDiagnostics.ImportNotFound.At(import.PathSpan, import.Path)
            .WithHint($"looked in: {string.Join(", ", SearchPaths(importer))}"));
    }

    private bool IsUnsafe(ImportSyntax import, string path)
    {
        if (!options.Loader.IsWorldWritable(path))
            return false;
        diagnostics.Add(ExpansionDiagnostics.ImportUnsafe.At(import.PathSpan, path));
        return true;
    }

    private IEnumerable<string> SearchPaths(SourceText importer)
    {
        var beside = importer.Path is { } path ? Path.GetDirectoryName(Path.GetFullPath(path))! : ".";
        return options.ImportPaths.Prepend(beside);
    }

    private void Load(ImportSyntax import, string path, string name, bool mustKnow, bool inBlock)
    {
        if (path.EndsWith(".h", StringComparison.Ordinal))
        {
            if (_seen.Add(path))
                _headers.Add(path);
            return;
        }

        if (path.EndsWith(".bpf.c", StringComparison.Ordinal) || path.EndsWith(".bpf.o", StringComparison.Ordinal))
        {
            if (_seen.Add(path))
                _code.Add(new CodeImport(name, path, import.PathSpan));
            return;
        }

        if (inBlock)
        {
            diagnostics.Add(ExpansionDiagnostics.ImportStatementKind.At(import.PathSpan, name));
            return;
        }

        if (!path.EndsWith(".bt", StringComparison.Ordinal))
        {
            if (mustKnow)
                diagnostics.Add(ExpansionDiagnostics.ImportKind.At(import.PathSpan, import.Path));
            return;
        }

        if (!_seen.Add(path))
            return;
        try
        {
            var program = Parser.Parse(new SourceText(name, options.Loader.Read(path), path), diagnostics);
            if (program.Config is { Entries.Length: > 0 } config)
                diagnostics.Add(ExpansionDiagnostics.ImportWithConfig.At(config.Span));
            Visit(program);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(ExpansionDiagnostics.ImportUnreadable.At(import.PathSpan, name, e.Message));
        }
    }
}
