using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Syntax;

/// <summary>A type by its bare name: <c>int32</c>, <c>string</c>, <c>size_t</c>, <c>count_t</c>.</summary>
public sealed partial record NamedTypeSyntax(SourceSpan Span, string Name) : TypeSyntax(Span);

/// <summary><c>struct S</c>, <c>union U</c>, <c>enum E</c> (T-struct).</summary>
public sealed partial record TaggedTypeSyntax(SourceSpan Span, CKind Kind, string Name) : TypeSyntax(Span);

/// <summary><c>T*</c> (T-suffix).</summary>
public sealed partial record PointerTypeSyntax(SourceSpan Span, TypeSyntax Element) : TypeSyntax(Span);

/// <summary><c>T[N]</c>, <c>T[]</c>; for <c>string</c>, <c>buffer</c> and <c>inet</c> the number is the capacity (T-suffix).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Element">Type of an element.</param>
/// <param name="Length">The number, or null for <c>[]</c>.</param>
public sealed partial record ArrayTypeSyntax(SourceSpan Span, TypeSyntax Element, ulong? Length) : TypeSyntax(Span);

/// <summary><c>typeof(T)</c>, <c>typeof(e)</c> (E-typeof). Exactly one of the two is there; a bare name is a type.</summary>
public sealed partial record TypeofTypeSyntax(SourceSpan Span, TypeSyntax? Type, ExpressionSyntax? Expression) : TypeSyntax(Span);
