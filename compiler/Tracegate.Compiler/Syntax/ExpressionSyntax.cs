using System.Collections.Immutable;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Syntax;

/// <summary>An integer (L-int-bases, L-int-sci, L-dur).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Value">The number; a duration in nanoseconds.</param>
/// <param name="Text">As written.</param>
public sealed partial record IntegerLiteralSyntax(SourceSpan Span, ulong Value, string Text) : ExpressionSyntax(Span);

/// <summary>A string (L-str, L-str-esc).</summary>
/// <param name="Span">Its place with the quotes.</param>
/// <param name="Bytes">What it stands for, without NUL: UTF-8, or any bytes by escapes.</param>
public sealed partial record StringLiteralSyntax(SourceSpan Span, ImmutableArray<byte> Bytes) : ExpressionSyntax(Span)
{
    /// <summary>The bytes read as UTF-8.</summary>
    public string Value => System.Text.Encoding.UTF8.GetString(Bytes.AsSpan());
}

/// <summary><c>true</c> or <c>false</c> (L-bool).</summary>
public sealed partial record BooleanLiteralSyntax(SourceSpan Span, bool Value) : ExpressionSyntax(Span);

/// <summary>A bare name: a builtin, an enumerator, a constant, a macro without parentheses or a macro's parameter.</summary>
public sealed partial record IdentifierSyntax(SourceSpan Span, string Name) : ExpressionSyntax(Span);

/// <summary><c>$name</c> (V-scratch).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Name">Without <c>$</c>. Names that Expansion made for a macro's own variables contain a <c>$</c>.</param>
public sealed partial record VariableSyntax(SourceSpan Span, string Name) : ExpressionSyntax(Span);

/// <summary><c>@name</c>: a scalar map, or a map as a whole (V-map).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Name">Without <c>@</c>; empty for the bare <c>@</c>.</param>
public sealed partial record MapSyntax(SourceSpan Span, string Name) : ExpressionSyntax(Span);

/// <summary><c>@m[k]</c> (V-key).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Map">The map.</param>
/// <param name="Key">The key; a <see cref="TupleExpressionSyntax"/> for <c>@m[a, b]</c>.</param>
public sealed partial record MapAccessSyntax(SourceSpan Span, MapSyntax Map, ExpressionSyntax Key) : ExpressionSyntax(Span);

/// <summary><c>$1</c> (V-posparam).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Number">From 1.</param>
public sealed partial record PositionalParameterSyntax(SourceSpan Span, int Number) : ExpressionSyntax(Span);

/// <summary><c>$#</c> (V-paramcount).</summary>
public sealed partial record ParameterCountSyntax(SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>An operator before its operand (E-unary).</summary>
public sealed partial record UnaryExpressionSyntax(SourceSpan Span, UnaryOperator Operator, ExpressionSyntax Operand)
    : ExpressionSyntax(Span);

/// <summary><c>++</c> or <c>--</c> (V-incdec).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Target">A <see cref="VariableSyntax"/>, <see cref="MapSyntax"/> or <see cref="MapAccessSyntax"/>.</param>
/// <param name="IsDecrement">Whether it is <c>--</c>.</param>
/// <param name="IsPostfix">Whether it stands behind the target, so that the value is the old one.</param>
public sealed partial record IncrementExpressionSyntax(SourceSpan Span, ExpressionSyntax Target, bool IsDecrement, bool IsPostfix)
    : ExpressionSyntax(Span);

/// <summary>An operator between two operands (E-prec).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Left">Left operand.</param>
/// <param name="Operator">The operator.</param>
/// <param name="OperatorSpan">Place of the operator.</param>
/// <param name="Right">Right operand.</param>
public sealed partial record BinaryExpressionSyntax(
    SourceSpan Span,
    ExpressionSyntax Left,
    BinaryOperator Operator,
    SourceSpan OperatorSpan,
    ExpressionSyntax Right) : ExpressionSyntax(Span);

/// <summary><c>c ? a : b</c>, <c>c ?: b</c> (E-ternary).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Condition">The condition.</param>
/// <param name="WhenTrue">Null in the short form, whose value is then the condition's.</param>
/// <param name="WhenFalse">The value otherwise.</param>
public sealed partial record ConditionalExpressionSyntax(
    SourceSpan Span,
    ExpressionSyntax Condition,
    ExpressionSyntax? WhenTrue,
    ExpressionSyntax WhenFalse) : ExpressionSyntax(Span);

/// <summary><c>if c { … } else { … }</c> as a value (S-ifexpr).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Then">Taken when true.</param>
/// <param name="Else">A <see cref="BlockExpressionSyntax"/>, another <see cref="IfExpressionSyntax"/>, or null.</param>
public sealed partial record IfExpressionSyntax(
    SourceSpan Span,
    ExpressionSyntax Condition,
    BlockExpressionSyntax Then,
    ExpressionSyntax? Else) : ExpressionSyntax(Span);

/// <summary><c>{ statements; e }</c> as a value (E-blockexpr); also what a macro call becomes.</summary>
/// <param name="Span">Its place.</param>
/// <param name="Statements">What is done first.</param>
/// <param name="Value">The value, or null if there is none (void).</param>
public sealed partial record BlockExpressionSyntax(
    SourceSpan Span,
    ImmutableArray<StatementSyntax> Statements,
    ExpressionSyntax? Value) : ExpressionSyntax(Span);

/// <summary><c>comptime e</c> (S-comptime).</summary>
public sealed partial record ComptimeExpressionSyntax(SourceSpan Span, ExpressionSyntax Expression) : ExpressionSyntax(Span);

/// <summary><c>(T)e</c> (E-cast).</summary>
public sealed partial record CastExpressionSyntax(SourceSpan Span, TypeSyntax Type, ExpressionSyntax Expression) : ExpressionSyntax(Span);

/// <summary><c>sizeof(T)</c> or <c>sizeof(e)</c> (E-sizeof). Exactly one of the two is there; a bare name is a type.</summary>
public sealed partial record SizeofExpressionSyntax(SourceSpan Span, TypeSyntax? Type, ExpressionSyntax? Expression)
    : ExpressionSyntax(Span);

/// <summary><c>offsetof(T, a.b)</c> or <c>offsetof(e, a)</c> (E-offsetof).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Type">The type, or null.</param>
/// <param name="Expression">The expression, or null: exactly one of the two is there.</param>
/// <param name="Path">The member names, at least one.</param>
public sealed partial record OffsetofExpressionSyntax(
    SourceSpan Span,
    TypeSyntax? Type,
    ExpressionSyntax? Expression,
    ImmutableArray<FieldNameSyntax> Path) : ExpressionSyntax(Span);

/// <summary>A member's name in the path of <c>offsetof</c>.</summary>
public sealed partial record FieldNameSyntax(SourceSpan Span, string Name) : SyntaxNode(Span);

/// <summary><c>typeinfo(x)</c> (E-typeinfo). Exactly one of the two is there; a bare name is a type.</summary>
public sealed partial record TypeinfoExpressionSyntax(SourceSpan Span, TypeSyntax? Type, ExpressionSyntax? Expression)
    : ExpressionSyntax(Span);

/// <summary><c>typeof(x)</c> as an argument of a macro (E-macro-types). None is left after Expansion.</summary>
public sealed partial record TypeArgumentSyntax(SourceSpan Span, TypeofTypeSyntax Type) : ExpressionSyntax(Span);

/// <summary><c>e.name</c>, <c>e->name</c> (E-postfix).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Target">What has the member.</param>
/// <param name="Name">The member.</param>
/// <param name="NameSpan">Its place.</param>
public sealed partial record MemberAccessSyntax(SourceSpan Span, ExpressionSyntax Target, string Name, SourceSpan NameSpan)
    : ExpressionSyntax(Span);

/// <summary><c>e.0</c> (E-tuple).</summary>
public sealed partial record TupleAccessSyntax(SourceSpan Span, ExpressionSyntax Target, int Index) : ExpressionSyntax(Span);

/// <summary><c>e[i]</c> on anything but a map (E-index).</summary>
public sealed partial record IndexExpressionSyntax(SourceSpan Span, ExpressionSyntax Target, ExpressionSyntax Index)
    : ExpressionSyntax(Span);

/// <summary><c>(a, b)</c>, <c>(a,)</c>, <c>()</c> (E-tuple).</summary>
public sealed partial record TupleExpressionSyntax(SourceSpan Span, ImmutableArray<ExpressionSyntax> Elements) : ExpressionSyntax(Span);

/// <summary><c>(name=e, …)</c> (E-record).</summary>
public sealed partial record RecordExpressionSyntax(SourceSpan Span, ImmutableArray<RecordFieldSyntax> Fields) : ExpressionSyntax(Span);

/// <summary><c>name=e</c> in a record.</summary>
public sealed partial record RecordFieldSyntax(SourceSpan Span, string Name, SourceSpan NameSpan, ExpressionSyntax Value)
    : SyntaxNode(Span);

/// <summary><c>f(a, …)</c> (E-call).</summary>
/// <param name="Span">Its place.</param>
/// <param name="Name">The function or macro.</param>
/// <param name="NameSpan">Place of the name.</param>
/// <param name="Arguments">In order.</param>
public sealed partial record CallExpressionSyntax(
    SourceSpan Span,
    string Name,
    SourceSpan NameSpan,
    ImmutableArray<ExpressionSyntax> Arguments) : ExpressionSyntax(Span);
