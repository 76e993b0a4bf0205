using System.Collections.Immutable;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Imports;

/// <summary>A BPF object that is linked into that of the script (L-import-c).</summary>
/// <param name="Name">Its name as the script writes it.</param>
/// <param name="Span">The import.</param>
/// <param name="Image">The ELF file.</param>
/// <param name="Functions">Its functions that can be called.</param>
public sealed record ImportedObject(string Name, SourceSpan Span, ReadOnlyMemory<byte> Image, ImmutableArray<BtfFunction> Functions);

/// <summary>Links BPF objects, as <c>bpf_linker__*</c> of libbpf does.</summary>
public interface IObjectLinker
{
    /// <summary>One object made of several, or null.</summary>
    /// <param name="objects">ELF files; sections keep the order in which they come.</param>
    /// <param name="problem">Why they cannot be linked.</param>
    byte[]? Link(IReadOnlyList<ReadOnlyMemory<byte>> objects, out string problem);
}

/// <summary>Gets the objects of a script's imports: compiles <c>.bpf.c</c>, reads <c>.bpf.o</c>.</summary>
internal static class ImportReader
{
    /// <summary>The objects; after an error its import is left out.</summary>
    public static ImmutableArray<ImportedObject> Read(
        ImmutableArray<CodeImport> imports, ExpanderOptions options, Diagnostics.DiagnosticBag diagnostics)
    {
        var objects = ImmutableArray.CreateBuilder<ImportedObject>();
        foreach (var import in imports)
        {
            if (Image(import, options, diagnostics) is not { } image)
                continue;
            if (ElfObject.TryRead(image) is not { } elf)
                diagnostics.Add(Diagnostics.ExpansionDiagnostics.ImportOfCode.At(import.Span, import.Name, "it is no BPF object"));
            else if (!BtfFile.TryOpen(elf.Section(".BTF"), import.Name, null, out var types, out var problem))
                diagnostics.Add(Diagnostics.ExpansionDiagnostics.ImportOfCode.At(import.Span, import.Name, $"its types are not known: {problem}").WithHint("compile it with -g"));
            else
                objects.Add(new ImportedObject(import.Name, import.Span, image, [.. elf.Functions().SelectMany(name => types.Named(BtfKind.Function, name)).Cast<BtfFunction>()]));
        }

        return objects.ToImmutable();
    }

    private static byte[]? Image(CodeImport import, ExpanderOptions options, Diagnostics.DiagnosticBag diagnostics)
    {
        if (import.IsSource)
            return ClangCompiler.Compile(import, options, diagnostics);
        try
        {
            return File.ReadAllBytes(import.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Diagnostics.ExpansionDiagnostics.ImportUnreadable.At(import.Span, import.Name, e.Message));
            return null;
        }
    }
}
