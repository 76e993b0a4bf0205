using System.Collections.Immutable;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>A script with its imports joined and all macros and constants expanded.</summary>
/// <param name="Source">The main script.</param>
/// <param name="Config">Its config block.</param>
/// <param name="Probes">All probes; those of an import before those of the script that imports it (L-import-bt).</param>
/// <param name="Functions">All functions.</param>
/// <param name="Maps">All map declarations.</param>
/// <param name="CTypes">The C types that the scripts and their headers define.</param>
/// <param name="Imports">Imported BPF code, in order.</param>
public sealed record ExpandedProgram(
    SourceText Source,
    ConfigBlockSyntax? Config,
    ImmutableArray<ProbeSyntax> Probes,
    ImmutableArray<FunctionSyntax> Functions,
    ImmutableArray<MapDeclarationSyntax> Maps,
    ICTypes CTypes,
    ImmutableArray<CodeImport> Imports);

/// <summary>An import that brings BPF code: C source or an object (L-import-c).</summary>
/// <param name="Name">Its name as the script writes it.</param>
/// <param name="Path">The file's full path.</param>
/// <param name="Span">The import.</param>
public sealed record CodeImport(string Name, string Path, SourceSpan Span)
{
    /// <summary>Whether it must be compiled.</summary>
    public bool IsSource => Path.EndsWith(".c", StringComparison.Ordinal);
}

/// <summary>What expansion may know beside the script.</summary>
public sealed record ExpanderOptions
{
    /// <summary>C constants that are defined from the start, such as <c>BPFTRACE_HAVE_BTF</c> (L-have-btf).</summary>
    public ImmutableArray<KeyValuePair<string, string>> Defines { get; init; } = [];

    /// <summary>Directories that imports and C headers are looked for in, after the directory of the importing script.</summary>
    public ImmutableArray<string> ImportPaths { get; init; } = [];

    /// <summary>Headers that are included before the scripts' own lines (O-I).</summary>
    public ImmutableArray<string> Includes { get; init; } = [];

    /// <summary>Roots of the kernel's sources and of its build, whose headers can be included; empty without kernel headers.</summary>
    public ImmutableArray<string> KernelHeaders { get; init; } = [];

    /// <summary>The target's processor family as <c>uname -m</c> prints it.</summary>
    public string Machine { get; init; } = "x86_64";

    /// <summary>Reads imported scripts.</summary>
    public ISourceLoader Loader { get; init; } = new DiskSourceLoader();

    /// <summary>Size and alignment in bytes of a type that the scripts do not define, or null when it is unknown.
    /// The kind is null for a typedef.</summary>
    public Func<CKind?, string, (int Size, int Alignment)?> ExternalType { get; init; } = (_, _) => null;

    /// <summary>Functions of the language: a call that fits no macro of that name is left to them.</summary>
    public IReadOnlySet<string> FunctionNames { get; init; } = new HashSet<string>();

    /// <summary>Whether <c>import</c> may stand inside a block (C-unstable_import_statement).</summary>
    public bool AllowImportStatements { get; init; }
}
