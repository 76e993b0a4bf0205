using System.Collections.Immutable;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Bound;

/// <summary>An expression with its type.</summary>
public abstract record BoundExpression(SourceSpan Span, TraceType Type) : BoundNode(Span);

/// <summary>An expression with an error that has been reported.</summary>
public sealed record BoundError(SourceSpan Span) : BoundExpression(Span, ErrorType.Instance);

/// <summary>An integer, enum, pointer or boolean constant, as the 64 bits of its two's complement.</summary>
public sealed record BoundConstant(SourceSpan Span, TraceType Type, ulong Bits) : BoundExpression(Span, Type)
{
    /// <summary>Whether its type may still follow its value: a literal, or an operation on literals (E-fold).</summary>
    public bool IsLiteral { get; init; }
}

/// <summary>A string constant; the type is a <see cref="StringType"/> that holds it with its NUL.</summary>
public sealed record BoundString(SourceSpan Span, TraceType Type, ImmutableArray<byte> Bytes) : BoundExpression(Span, Type)
{
    /// <summary>The bytes as text.</summary>
    public string Text => ByteText.FromBytes(Bytes.AsSpan());
}

/// <summary>Bytes of a constant array (F-pton).</summary>
public sealed record BoundArray(SourceSpan Span, TraceType Type, ImmutableArray<byte> Bytes) : BoundExpression(Span, Type);

/// <summary>No value: the value of a block that has none, and of a call that was settled at compile time.</summary>
public sealed record BoundVoid(SourceSpan Span) : BoundExpression(Span, VoidType.Instance);

/// <summary>The value of a scratch variable.</summary>
public sealed record BoundVariable(SourceSpan Span, VariableSymbol Variable) : BoundExpression(Span, Variable.Type);

/// <summary>
/// The value of a map element, zero if absent; of an aggregate the integer over all CPUs (M-sync-read).
/// </summary>
public sealed record BoundMapElement(SourceSpan Span, TraceType Type, MapSymbol Map, BoundExpression? Key) : BoundExpression(Span, Type);

/// <summary>A map itself, as an argument of print, clear, has_key, ….</summary>
public sealed record BoundMapReference(SourceSpan Span, MapSymbol Map) : BoundExpression(Span, VoidType.Instance);

/// <summary>Unary operators.</summary>
public enum UnaryOperator
{
    /// <summary><c>-</c></summary>
    Negate,

    /// <summary><c>~</c></summary>
    Complement,

    /// <summary><c>!</c>: bool.</summary>
    Not,
}

/// <summary>Binary operators on scalars. Both sides have the same type but for shifts and pointer arithmetic.</summary>
public enum BinaryOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>%</c></summary>
    Modulo,

    /// <summary><c>&amp;</c></summary>
    And,

    /// <summary><c>|</c></summary>
    Or,

    /// <summary><c>^</c></summary>
    Xor,

    /// <summary><c>&lt;&lt;</c></summary>
    ShiftLeft,

    /// <summary><c>&gt;&gt;</c></summary>
    ShiftRight,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
}

/// <summary>A unary operation.</summary>
public sealed record BoundUnary(SourceSpan Span, TraceType Type, UnaryOperator Operator, BoundExpression Operand) : BoundExpression(Span, Type);

/// <summary>
/// A binary operation on scalars; comparisons and division follow the signedness of the left side's type. With a
/// pointer on the left of + and -, the right side is already scaled to bytes.
/// </summary>
public sealed record BoundBinary(SourceSpan Span, TraceType Type, BinaryOperator Operator, BoundExpression Left, BoundExpression Right) : BoundExpression(Span, Type);

/// <summary><c>&amp;&amp;</c> (or <c>||</c>): short-circuit; operands are conditions.</summary>
public sealed record BoundLogical(SourceSpan Span, bool IsAnd, BoundExpression Left, BoundExpression Right) : BoundExpression(Span, BooleanType.Instance);

/// <summary>Equality of strings, up to the shorter capacity and NUL (E-cmp-str).</summary>
public sealed record BoundStringEquality(SourceSpan Span, bool Negated, BoundExpression Left, BoundExpression Right) : BoundExpression(Span, BooleanType.Instance);

/// <summary>Equality of arrays, tuples and records of the same type, byte by byte (E-cmp-other).</summary>
public sealed record BoundMemoryEquality(SourceSpan Span, bool Negated, BoundExpression Left, BoundExpression Right) : BoundExpression(Span, BooleanType.Instance);

/// <summary>
/// A conversion: integers (narrowing truncates, widening follows the operand's sign), pointers, booleans and enums;
/// strings to larger capacity; tuples member-wise; arrays and integers of the same size; ProbeName to string.
/// </summary>
public sealed record BoundConversion(SourceSpan Span, TraceType Type, BoundExpression Operand) : BoundExpression(Span, Type);

/// <summary><c>c ? a : b</c>, also <c>if</c> as a value; both sides have the type of the whole.</summary>
public sealed record BoundConditional(SourceSpan Span, TraceType Type, BoundExpression Condition, BoundExpression Then, BoundExpression Else) : BoundExpression(Span, Type);

/// <summary>
/// A tuple or record; elements in order of evaluation, each with the member that it fills and that member's type.
/// </summary>
public sealed record BoundTuple(SourceSpan Span, TupleType Tuple, ImmutableArray<(int Member, BoundExpression Value)> Elements) : BoundExpression(Span, Tuple);

/// <summary>A member of a tuple or record.</summary>
public sealed record BoundTupleMember(SourceSpan Span, TraceType Type, BoundExpression Target, int Member) : BoundExpression(Span, Type);

/// <summary>
/// A field of a struct. The target is a pointer to the struct, an expression of struct type (a nested struct or
/// array element, whose address is known), or <c>args</c>; the field says how it is read.
/// </summary>
public sealed record BoundField(SourceSpan Span, TraceType Type, BoundExpression Target, StructType Struct, StructField Field) : BoundExpression(Span, Type);

/// <summary><c>*p</c>.</summary>
public sealed record BoundDereference(SourceSpan Span, TraceType Type, BoundExpression Pointer) : BoundExpression(Span, Type);

/// <summary><c>a[i]</c> on arrays, pointers and strings; the index is 64 bits. A constant index has been checked.</summary>
public sealed record BoundIndex(SourceSpan Span, TraceType Type, BoundExpression Target, BoundExpression Index) : BoundExpression(Span, Type);

/// <summary><c>&amp;$x</c>.</summary>
public sealed record BoundVariableAddress(SourceSpan Span, TraceType Type, VariableSymbol Variable) : BoundExpression(Span, Type);

/// <summary><c>&amp;@m</c>, <c>&amp;@m[k]</c>.</summary>
public sealed record BoundMapAddress(SourceSpan Span, TraceType Type, MapSymbol Map, BoundExpression? Key) : BoundExpression(Span, Type);

/// <summary><c>++</c> and <c>--</c> on a variable, used as a value or statement.</summary>
public sealed record BoundVariableIncrement(SourceSpan Span, TraceType Type, VariableSymbol Variable, bool Prefix, long Delta) : BoundExpression(Span, Type);

/// <summary><c>++</c> and <c>--</c> on a map element whose value is used.</summary>
public sealed record BoundMapIncrement(SourceSpan Span, TraceType Type, MapSymbol Map, BoundExpression? Key, bool Prefix, long Delta) : BoundExpression(Span, Type);

/// <summary>A builtin variable (LANGUAGE section 3); argN carries N in <paramref name="Index"/>.</summary>
public sealed record BoundBuiltin(SourceSpan Span, TraceType Type, BuiltinDescriptor Builtin, int Index = 0) : BoundExpression(Span, Type);

/// <summary>
/// A call of a builtin function. Arguments are bound and converted as the function's row says; maps come as
/// <see cref="BoundMapReference"/>, constant texts as <see cref="BoundString"/>.
/// </summary>
public sealed record BoundCall(SourceSpan Span, TraceType Type, FunctionDescriptor Function, ImmutableArray<BoundExpression> Arguments) : BoundExpression(Span, Type)
{
    /// <summary>
    /// X-print-race: of print, the function (clear or zero) that follows and is done in one step with it; of that
    /// function, print.
    /// </summary>
    public FunctionDescriptor? Partner { get; init; }
}

/// <summary>A call of a function of the script.</summary>
public sealed record BoundFunctionCall(SourceSpan Span, FunctionSymbol Function, ImmutableArray<BoundExpression> Arguments) : BoundExpression(Span, Function.Result);

/// <summary><c>{ statements; value }</c> (E-blockexpr).</summary>
public sealed record BoundBlockExpression(SourceSpan Span, ImmutableArray<BoundStatement> Statements, BoundExpression Value) : BoundExpression(Span, Value.Type);

/// <summary><c>sizeof</c> of a kernel type, relocated on the target.</summary>
public sealed record BoundSizeOf(SourceSpan Span, StructType Struct) : BoundExpression(Span, IntegerType.UInt64);

/// <summary><c>offsetof</c> in a kernel type, relocated on the target; the fields from outside to inside.</summary>
public sealed record BoundOffsetOf(SourceSpan Span, StructType Struct, ImmutableArray<StructField> Fields) : BoundExpression(Span, IntegerType.UInt64);

/// <summary>A constant of a kernel enumeration, relocated on the target.</summary>
public sealed record BoundKernelEnumerator(SourceSpan Span, EnumType Enum, EnumMember Member) : BoundExpression(Span, Enum);

/// <summary>A value that the runtime fills in at load: positional and named parameters, addresses, ….</summary>
public sealed record BoundLoadConstant(SourceSpan Span, TraceType Type, LoadConstantKind Kind, string Argument) : BoundExpression(Span, Type);
