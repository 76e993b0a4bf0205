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
/// <param name="CTypes">The C types that the scripts define.</param>
public sealed record ExpandedProgram(
    SourceText Source,
    ConfigBlockSyntax? Config,
    ImmutableArray<ProbeSyntax> Probes,
    ImmutableArray<FunctionSyntax> Functions,
    ImmutableArray<MapDeclarationSyntax> Maps,
    CTypeTable CTypes);

/// <summary>What expansion may know beside the script.</summary>
public sealed record ExpanderOptions
{
    /// <summary>C constants that are defined from the start, such as <c>BPFTRACE_HAVE_BTF</c> (L-have-btf).</summary>
    public ImmutableArray<KeyValuePair<string, string>> Defines { get; init; } = [];

    /// <summary>Directories that imports are looked for in, after the directory of the importing script.</summary>
    public ImmutableArray<string> ImportPaths { get; init; } = [];

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
