using System.Collections.Immutable;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Syntax;

/// <summary><c>{ … }</c> (S-block).</summary>
public sealed partial record BlockStatementSyntax(SourceSpan Span, ImmutableArray<StatementSyntax> Statements) : StatementSyntax(Span);

/// <summary>An expression whose value is not used (S-unused). Also <c>$x++</c>.</summary>
public sealed partial record ExpressionStatementSyntax(SourceSpan Span, ExpressionSyntax Expression) : StatementSyntax(Span);

/// <summary><c>target = value</c> or <c>target op= value</c> (V-assign).</summary>
/// <param name="Span">The statement.</param>
/// <param name="Target">A <see cref="VariableSyntax"/>, <see cref="MapSyntax"/> or <see cref="MapAccessSyntax"/>.</param>
/// <param name="Operator">The operator before <c>=</c>, or null for a plain assignment.</param>
/// <param name="Value">The right side.</param>
public sealed partial record AssignmentStatementSyntax(
    SourceSpan Span,
    ExpressionSyntax Target,
    BinaryOperator? Operator,
    ExpressionSyntax Value) : StatementSyntax(Span);

/// <summary><c>let $x [: T] [= e]</c> (S-let).</summary>
/// <param name="Span">The statement.</param>
/// <param name="Variable">What is declared.</param>
/// <param name="Type">Its type, or null.</param>
/// <param name="Initializer">Its first value, or null for zero.</param>
public sealed partial record LetStatementSyntax(
    SourceSpan Span,
    VariableSyntax Variable,
    TypeSyntax? Type,
    ExpressionSyntax? Initializer) : StatementSyntax(Span);

/// <summary><c>_ = e</c> (S-discard).</summary>
public sealed partial record DiscardStatementSyntax(SourceSpan Span, ExpressionSyntax Expression) : StatementSyntax(Span);

/// <summary><c>if c { } else …</c> (S-if). <c>if comptime (c)</c> has a <see cref="ComptimeExpressionSyntax"/> as condition.</summary>
/// <param name="Span">The statement.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Then">Taken when true.</param>
/// <param name="Else">A block, another <c>if</c>, or null.</param>
public sealed partial record IfStatementSyntax(
    SourceSpan Span,
    ExpressionSyntax Condition,
    BlockStatementSyntax Then,
    StatementSyntax? Else) : StatementSyntax(Span);

/// <summary><c>unroll (n) { }</c> (S-unroll).</summary>
public sealed partial record UnrollStatementSyntax(SourceSpan Span, ExpressionSyntax Count, BlockStatementSyntax Body)
    : StatementSyntax(Span);

/// <summary><c>while (c) { }</c> (S-while).</summary>
public sealed partial record WhileStatementSyntax(SourceSpan Span, ExpressionSyntax Condition, BlockStatementSyntax Body)
    : StatementSyntax(Span);

/// <summary><c>for ($kv : @m) { }</c> (S-for-map).</summary>
public sealed partial record ForMapStatementSyntax(SourceSpan Span, VariableSyntax Variable, MapSyntax Map, BlockStatementSyntax Body)
    : StatementSyntax(Span);

/// <summary><c>for ($i : start..end) { }</c>, end exclusive (S-for-range).</summary>
public sealed partial record ForRangeStatementSyntax(
    SourceSpan Span,
    VariableSyntax Variable,
    ExpressionSyntax Start,
    ExpressionSyntax End,
    BlockStatementSyntax Body) : StatementSyntax(Span);

/// <summary><c>break</c> (S-break).</summary>
public sealed partial record BreakStatementSyntax(SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>continue</c> (S-break).</summary>
public sealed partial record ContinueStatementSyntax(SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>return [e]</c> (S-return).</summary>
public sealed partial record ReturnStatementSyntax(SourceSpan Span, ExpressionSyntax? Value) : StatementSyntax(Span);

/// <summary><c>import "path";</c> inside a block (L-import-stmt).</summary>
public sealed partial record ImportStatementSyntax(SourceSpan Span, ImportSyntax Import) : StatementSyntax(Span);
