using System.Collections.Immutable;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Syntax;

/// <summary>A whole script (L-order).</summary>
/// <param name="Span">All of the text.</param>
/// <param name="Source">The script.</param>
/// <param name="Shebang">The first line if it starts with <c>#!</c>, without its line break (L-shebang).</param>
/// <param name="CItems">Preprocessor lines and C definitions, in order.</param>
/// <param name="Config">The config block, if there is one (L-config).</param>
/// <param name="Imports">Imports, in order (L-import-root).</param>
/// <param name="Declarations">Probes, macros, functions and map declarations, in order.</param>
public sealed partial record ProgramSyntax(
    SourceSpan Span,
    SourceText Source,
    string? Shebang,
    ImmutableArray<CItemSyntax> CItems,
    ConfigBlockSyntax? Config,
    ImmutableArray<ImportSyntax> Imports,
    ImmutableArray<DeclarationSyntax> Declarations) : SyntaxNode(Span)
{
    /// <summary>The probes, in order.</summary>
    public IEnumerable<ProbeSyntax> Probes => Declarations.OfType<ProbeSyntax>();

    /// <summary>The macros, in order.</summary>
    public IEnumerable<MacroSyntax> Macros => Declarations.OfType<MacroSyntax>();

    /// <summary>The functions, in order.</summary>
    public IEnumerable<FunctionSyntax> Functions => Declarations.OfType<FunctionSyntax>();

    /// <summary>The map declarations, in order.</summary>
    public IEnumerable<MapDeclarationSyntax> Maps => Declarations.OfType<MapDeclarationSyntax>();
}

/// <summary>A line that starts with <c>#</c> (L-cpp).</summary>
/// <param name="Span">The line.</param>
/// <param name="Directive">The word after <c>#</c>, such as <c>include</c>.</param>
/// <param name="Arguments">What follows the word, trimmed.</param>
public sealed partial record PreprocessorLineSyntax(SourceSpan Span, string Directive, string Arguments) : CItemSyntax(Span);

/// <summary>What a C definition defines.</summary>
public enum CKind
{
    /// <summary><c>struct</c></summary>
    Struct,

    /// <summary><c>union</c></summary>
    Union,

    /// <summary><c>enum</c></summary>
    Enum,
}

/// <summary>A C definition, kept as text (L-cdef).</summary>
/// <param name="Span">The whole definition with its trailing <c>;</c>.</param>
/// <param name="Kind">What it defines.</param>
/// <param name="Name">Its tag; empty for an anonymous one.</param>
/// <param name="Text">The text from the keyword to the last attribute, without <c>;</c>.</param>
public sealed partial record CDefinitionSyntax(SourceSpan Span, CKind Kind, string Name, string Text) : CItemSyntax(Span);

/// <summary><c>config = { … }</c> (L-config).</summary>
public sealed partial record ConfigBlockSyntax(SourceSpan Span, ImmutableArray<ConfigEntrySyntax> Entries) : SyntaxNode(Span);

/// <summary><c>key = value</c>.</summary>
/// <param name="Span">The entry.</param>
/// <param name="Name">The key as written.</param>
/// <param name="NameSpan">Place of the key.</param>
/// <param name="Value">An identifier, a string, an integer or a boolean literal.</param>
public sealed partial record ConfigEntrySyntax(SourceSpan Span, string Name, SourceSpan NameSpan, ExpressionSyntax Value)
    : SyntaxNode(Span);

/// <summary><c>import "path";</c></summary>
/// <param name="Span">The whole import.</param>
/// <param name="Path">What is imported.</param>
/// <param name="PathSpan">Place of the string.</param>
public sealed partial record ImportSyntax(SourceSpan Span, string Path, SourceSpan PathSpan) : SyntaxNode(Span);

/// <summary><c>macro name(parameters) { … }</c> (L-macro).</summary>
/// <param name="Span">The whole definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameSpan">Place of the name.</param>
/// <param name="Parameters">In order.</param>
/// <param name="Body">The block; its value is the value of a call.</param>
public sealed partial record MacroSyntax(
    SourceSpan Span,
    string Name,
    SourceSpan NameSpan,
    ImmutableArray<MacroParameterSyntax> Parameters,
    BlockExpressionSyntax Body) : DeclarationSyntax(Span);

/// <summary>How a macro takes an argument (E-macro-args).</summary>
public enum MacroParameterKind
{
    /// <summary><c>$v</c>: by reference to a variable.</summary>
    Variable,

    /// <summary><c>@m</c>: by reference to a map.</summary>
    Map,

    /// <summary><c>name</c>: an expression or a type, evaluated at each use.</summary>
    Expression,
}

/// <summary>A parameter of a macro.</summary>
/// <param name="Span">Its place.</param>
/// <param name="Kind">How the argument is taken.</param>
/// <param name="Name">The name without <c>$</c> or <c>@</c>.</param>
public sealed partial record MacroParameterSyntax(SourceSpan Span, MacroParameterKind Kind, string Name) : SyntaxNode(Span);

/// <summary><c>fn name($a : T, …) : T { … }</c> (L-fn).</summary>
/// <param name="Span">The whole definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameSpan">Place of the name.</param>
/// <param name="Parameters">In order.</param>
/// <param name="ReturnType">Type of its value; may be <c>void</c>.</param>
/// <param name="Body">What it does.</param>
public sealed partial record FunctionSyntax(
    SourceSpan Span,
    string Name,
    SourceSpan NameSpan,
    ImmutableArray<FunctionParameterSyntax> Parameters,
    TypeSyntax ReturnType,
    BlockStatementSyntax Body) : DeclarationSyntax(Span);

/// <summary><c>$a : T</c>.</summary>
public sealed partial record FunctionParameterSyntax(SourceSpan Span, VariableSyntax Variable, TypeSyntax Type) : SyntaxNode(Span);

/// <summary><c>let @m = kind(N);</c> (V-decl).</summary>
/// <param name="Span">The whole declaration.</param>
/// <param name="Map">The map.</param>
/// <param name="Kind">The word before the parenthesis.</param>
/// <param name="KindSpan">Its place.</param>
/// <param name="MaxEntries">The number in parentheses.</param>
public sealed partial record MapDeclarationSyntax(
    SourceSpan Span,
    MapSyntax Map,
    string Kind,
    SourceSpan KindSpan,
    IntegerLiteralSyntax MaxEntries) : DeclarationSyntax(Span);
