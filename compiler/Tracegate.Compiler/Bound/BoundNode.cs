using System.Collections.Immutable;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Bound;

/// <summary>A node of the bound tree: names resolved, every expression typed. Compared by reference.</summary>
public abstract record BoundNode(SourceSpan Span)
{
    /// <inheritdoc/>
    public virtual bool Equals(BoundNode? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>The whole program.</summary>
/// <param name="Span">The source.</param>
/// <param name="Probes">One for each attach point of each probe, in the script's order (P-multi-ap).</param>
/// <param name="Functions">L-fn.</param>
/// <param name="Maps">In order of their names.</param>
/// <param name="Config">Entries of the config block, canonical key to value (LANGUAGE section 6).</param>
/// <param name="Options">Named parameters.</param>
/// <param name="PositionalParameters">Highest N of <c>$N</c> in the program.</param>
public sealed record BoundProgram(
    SourceSpan Span,
    ImmutableArray<BoundProbe> Probes,
    ImmutableArray<BoundFunction> Functions,
    ImmutableArray<MapSymbol> Maps,
    ImmutableSortedDictionary<string, string> Config,
    ImmutableArray<OptionInfo> Options,
    int PositionalParameters) : BoundNode(Span);

/// <summary>A probe with one attach point.</summary>
/// <param name="Span">The attach point.</param>
/// <param name="Index">Number of the probe in the script; attach points of one probe share it.</param>
/// <param name="ProbeType">Row of the probe table.</param>
/// <param name="AttachPoint">Where it attaches.</param>
/// <param name="Predicate">Condition, or null; lowering puts it around the body.</param>
/// <param name="Body">Statements.</param>
public sealed record BoundProbe(
    SourceSpan Span,
    int Index,
    ProbeTypeDescriptor ProbeType,
    AttachPoint AttachPoint,
    BoundExpression? Predicate,
    BoundBlock Body) : BoundNode(Span)
{
    /// <summary>Why the probe does not check the gate; the sync gate pass settles it.</summary>
    public GateOmission Omission { get; init; }

    /// <summary>Config entries of this probe alone, canonical key to value.</summary>
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>A resolved attach point.</summary>
/// <param name="Text">As written.</param>
/// <param name="Target">Parts after the provider; may hold <c>*</c> and <c>$N</c>.</param>
/// <param name="HasWildcard">Whether it may stand for several places.</param>
/// <param name="Args">Type of <c>args</c>, or null.</param>
public sealed record AttachPoint(string Text, ImmutableArray<string> Target, bool HasWildcard, StructType? Args)
{
    private readonly ImmutableArray<string> written;

    /// <summary>
    /// The target as the script has it: with the wildcard that this place was found by, where the compiler made an attach
    /// point of every match.
    /// </summary>
    public ImmutableArray<string> Written
    {
        get => written.IsDefault ? Target : written;
        init => written = value;
    }

    /// <summary>How <c>retval</c> is read where it has a type of its own (fexit); otherwise null.</summary>
    public StructField? Result { get; init; }
}

/// <summary>A function of the script (L-fn).</summary>
public sealed record BoundFunction(SourceSpan Span, FunctionSymbol Symbol, BoundBlock Body) : BoundNode(Span);

/// <summary>A statement.</summary>
public abstract record BoundStatement(SourceSpan Span) : BoundNode(Span);

/// <summary><c>{ … }</c>: opens a scope.</summary>
public sealed record BoundBlock(SourceSpan Span, ImmutableArray<BoundStatement> Statements) : BoundStatement(Span);

/// <summary>An expression evaluated for its effect.</summary>
public sealed record BoundExpressionStatement(SourceSpan Span, BoundExpression Expression) : BoundStatement(Span);

/// <summary><c>let $x;</c>: the variable becomes zero.</summary>
public sealed record BoundDeclaration(SourceSpan Span, VariableSymbol Variable) : BoundStatement(Span);

/// <summary><c>$x = e</c>; the value already has the variable's type.</summary>
public sealed record BoundVariableAssignment(SourceSpan Span, VariableSymbol Variable, BoundExpression Value) : BoundStatement(Span);

/// <summary><c>@m = e</c>, <c>@m[k] = e</c>; key and value already have the map's types.</summary>
public sealed record BoundMapAssignment(SourceSpan Span, MapSymbol Map, BoundExpression? Key, BoundExpression Value) : BoundStatement(Span);

/// <summary>
/// <c>@m op= n</c>, also from <c>@m++</c> as a statement: atomic where the operator has an atomic instruction
/// (X-inc-atomic).
/// </summary>
public sealed record BoundMapUpdate(SourceSpan Span, MapSymbol Map, BoundExpression? Key, BinaryOperator Operator, BoundExpression Value) : BoundStatement(Span);

/// <summary><c>@m[k] = count()</c> and the other map functions.</summary>
/// <param name="Span">The statement.</param>
/// <param name="Map">The map; its <see cref="MapSymbol.Aggregate"/> holds kind and constants.</param>
/// <param name="Key">Key of the map's key type, or null.</param>
/// <param name="Value">The aggregated integer as 64 bits; null for count.</param>
public sealed record BoundAggregation(SourceSpan Span, MapSymbol Map, BoundExpression? Key, BoundExpression? Value) : BoundStatement(Span);

/// <summary><c>if</c>.</summary>
public sealed record BoundIf(SourceSpan Span, BoundExpression Condition, BoundStatement Then, BoundStatement? Else) : BoundStatement(Span);

/// <summary><c>while</c> (S-while).</summary>
public sealed record BoundWhile(SourceSpan Span, BoundExpression Condition, BoundBlock Body) : BoundStatement(Span);

/// <summary><c>unroll (n)</c> (S-unroll).</summary>
public sealed record BoundUnroll(SourceSpan Span, int Count, BoundBlock Body) : BoundStatement(Span);

/// <summary><c>for ($i : from..to)</c> (S-for-range).</summary>
public sealed record BoundForRange(SourceSpan Span, VariableSymbol Variable, BoundExpression From, BoundExpression To, BoundBlock Body) : BoundStatement(Span);

/// <summary><c>for ($kv : @m)</c>; the variable is a tuple of key and value (S-for-map).</summary>
public sealed record BoundForMap(SourceSpan Span, VariableSymbol Variable, MapSymbol Map, BoundBlock Body) : BoundStatement(Span);

/// <summary><c>break</c>.</summary>
public sealed record BoundBreak(SourceSpan Span) : BoundStatement(Span);

/// <summary><c>continue</c>.</summary>
public sealed record BoundContinue(SourceSpan Span) : BoundStatement(Span);

/// <summary><c>return</c>; without value the probe type's idle value (S-retval).</summary>
public sealed record BoundReturn(SourceSpan Span, BoundExpression? Value) : BoundStatement(Span);

/// <summary>Lowered: leaves the program with the idle value unless the gate is open. Only the sync gate pass makes it.</summary>
/// <param name="Span">The attach point.</param>
/// <param name="IdleValue">Result of the program when it leaves.</param>
/// <param name="Counts">Whether it counts how often that happens (C-gate_counters).</param>
public sealed record BoundGateCheck(SourceSpan Span, long IdleValue, bool Counts = false) : BoundStatement(Span);

/// <summary>Lowered: leaves the program unless the pid filter admits the current process (P-pid).</summary>
public sealed record BoundPidCheck(SourceSpan Span, long IdleValue) : BoundStatement(Span);

/// <summary>
/// Lowered: leaves the program while another one of the object runs on this CPU, and keeps others out from here to its end
/// (P-recursion).
/// </summary>
public sealed record BoundGuard(SourceSpan Span, long IdleValue) : BoundStatement(Span);

/// <summary>Lowered: notes that this thread's call began while the gate was open (C-start_sync_pairs).</summary>
public sealed record BoundCallEntry(SourceSpan Span, ImmutableArray<CallPair> Pairs) : BoundStatement(Span);

/// <summary>Lowered: leaves the program unless the call that ends was noted, and takes the note back.</summary>
public sealed record BoundCallExit(SourceSpan Span, int Pair, long IdleValue) : BoundStatement(Span);

/// <summary>An exit attach point and the entry that belongs to it (C-start_sync_pairs).</summary>
/// <param name="Number">From 0; the place of its note.</param>
/// <param name="Nests">Whether a thread may be inside several of these calls at once.</param>
public readonly record struct CallPair(int Number, bool Nests);
