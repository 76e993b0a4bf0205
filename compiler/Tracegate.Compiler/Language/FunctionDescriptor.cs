using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>A row of the function table (LANGUAGE section 4): all that the compiler knows of a function.</summary>
public sealed record FunctionDescriptor
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, one line.</summary>
    public required string Summary { get; init; }

    /// <summary>The ways to call it; the first that takes the arguments is used.</summary>
    public required ImmutableArray<FunctionOverload> Overloads { get; init; }

    /// <summary>What the probe must offer.</summary>
    public ProbeCapabilities Requires { get; init; }

    /// <summary>Whether it needs <c>--unsafe</c> (F-unsafe).</summary>
    public bool Unsafe { get; init; }

    /// <summary>What the runtime does with the record that a call sends, or null for functions that send none.</summary>
    public EventAction? Action { get; init; }

    /// <summary>Whether the probe ends with the call (S-exit).</summary>
    public bool EndsProbe { get; init; }

    /// <summary>Whether a value that is not used is no reason for a warning (S-unused).</summary>
    public bool MayDiscard { get; init; }

    /// <summary>Writes the code of a call whose value is a scalar, or of one without value (then the result is not used).</summary>
    public Func<BodyEmitter, BoundCall, IrValue>? Emit { get; init; }

    /// <summary>Writes the code of a call whose value is no scalar: stores it.</summary>
    public Action<BodyEmitter, BoundCall, Slot>? EmitTo { get; init; }

    /// <summary>Whether it reads a text from memory, so that a shorter type of the call reads less of it.</summary>
    public bool ReadsText { get; init; }

    /// <summary>Whether a call does more than yield a value.</summary>
    public bool HasEffect => Action is not null || Unsafe || MayDiscard;

    /// <summary>Config option that switches the function on, or null (C-unstable_tseries and its kind).</summary>
    public string? UnstableOption { get; init; }
}

/// <summary>One way to call a function.</summary>
public sealed record FunctionOverload
{
    /// <summary>Parameters, in order; optional ones last.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>What any number of further arguments must be, or null when there are none.</summary>
    public Parameter? Rest { get; init; }

    /// <summary>Type of the value, from the bound arguments.</summary>
    public Func<CallSite, TraceType> Result { get; init; } = _ => VoidType.Instance;

    /// <summary>
    /// Checks the arguments further, folds the call, or replaces it by simpler expressions. Null makes a
    /// <see cref="BoundCall"/>.
    /// </summary>
    public Func<CallSite, BoundExpression>? Bind { get; init; }

    /// <summary>Number of arguments that must be there.</summary>
    public int Required => Parameters.Count(parameter => !parameter.Optional);

    /// <summary>Whether a call with this number of arguments can be meant.</summary>
    public bool TakesCount(int count) => count >= Required && (Rest is not null || count <= Parameters.Length);

    /// <summary>The parameter of an argument.</summary>
    public Parameter ParameterAt(int index) => index < Parameters.Length ? Parameters[index] : Rest!;
}
