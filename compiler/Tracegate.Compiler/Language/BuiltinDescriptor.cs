using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>A row of the builtin table (LANGUAGE section 3).</summary>
public sealed record BuiltinDescriptor
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Other names.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What it is, one line.</summary>
    public required string Summary { get; init; }

    /// <summary>What the probe must offer.</summary>
    public ProbeCapabilities Requires { get; init; }

    /// <summary>Whether a number follows the name (<c>arg0</c>).</summary>
    public bool Numbered { get; init; }

    /// <summary>Whether it may be written with <c>()</c>.</summary>
    public bool TakesParentheses { get; init; } = true;

    /// <summary>Whether it reads the program's context, which bodies of loops do not have (S-for-ctx).</summary>
    public bool NeedsContext { get; init; }

    /// <summary>Advice for probes of a type that does not offer it.</summary>
    public Func<ProbeTypeDescriptor, string?>? MissingHint { get; init; }

    /// <summary>What is wrong with a use at this place, given the number of a numbered one; null when nothing is.</summary>
    public Func<IBindingContext, int, Func<SourceSpan, Diagnostic>?>? Check { get; init; }

    /// <summary>Its type at a place.</summary>
    public required Func<IBindingContext, TraceType> Type { get; init; }

    /// <summary>Writes the code of a scalar.</summary>
    public Func<BodyEmitter, BoundBuiltin, IrValue>? Emit { get; init; }

    /// <summary>Writes the code of a value that is no scalar: stores it.</summary>
    public Action<BodyEmitter, BoundBuiltin, Slot>? EmitTo { get; init; }

    /// <summary>Where the value lies once it has been read, for builtins that are read once.</summary>
    public Func<BodyEmitter, BoundBuiltin, Place>? Locate { get; init; }

    /// <summary>Whether the verifier knows the kernel object that it points to, so that fields are loaded directly.</summary>
    public bool IsKernelObject { get; init; }

    /// <summary>Whether it has the same value all through a run of a program.</summary>
    public bool IsSteady { get; init; }

    /// <summary>Whether its code depends on the attach point.</summary>
    public bool IsOfPlace { get; init; }

    /// <summary>Whether it tells of the instant of the start, which the gate makes.</summary>
    public bool NeedsStart { get; init; }

    /// <summary>Replaces it by a simpler expression; null makes a <see cref="BoundBuiltin"/>.</summary>
    public Func<IBindingContext, SourceSpan, BoundExpression>? Bind { get; init; }
}
