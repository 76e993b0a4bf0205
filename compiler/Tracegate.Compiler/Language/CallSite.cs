using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>A call as the rows of the function table see it: arguments are bound and checked against the overload.</summary>
public sealed record CallSite(
    SourceSpan Span,
    FunctionDescriptor Function,
    FunctionOverload Overload,
    ImmutableArray<BoundExpression> Arguments,
    IBindingContext Context)
{
    /// <summary>Number of arguments given.</summary>
    public int Count => Arguments.Length;

    /// <summary>Type of an argument.</summary>
    public TraceType TypeOf(int index) => Arguments[index].Type;

    /// <summary>Whether an argument was given.</summary>
    public bool Has(int index) => index < Arguments.Length;

    /// <summary>Text of a constant string argument, or the default when it was left out.</summary>
    public string Text(int index, string @default = "") =>
        Has(index) && Arguments[index] is BoundString text ? text.Text : @default;

    /// <summary>Value of a constant integer argument, or null when it was left out or is not constant.</summary>
    public long? Constant(int index) =>
        Has(index) && Arguments[index] is BoundConstant constant ? (long)constant.Bits : null;

    /// <summary>The call itself.</summary>
    public BoundCall ToCall() => ToCall(Overload.Result(this));

    /// <summary>The call with another type.</summary>
    public BoundCall ToCall(TraceType type) => new(Span, type, Function, Arguments);

    /// <summary>The call with other arguments.</summary>
    public BoundCall ToCall(params ImmutableArray<BoundExpression> arguments) =>
        new(Span, Overload.Result(this with { Arguments = arguments }), Function, arguments);

    /// <summary>Reports an error about an argument, or about the whole call when the index is negative.</summary>
    public BoundError Error(DiagnosticDescriptor descriptor, int index, params ReadOnlySpan<object?> arguments)
    {
        Context.Report(descriptor.At(index < 0 ? Span : Arguments[index].Span, arguments));
        return new BoundError(Span);
    }

    /// <summary>An integer constant in place of the call.</summary>
    public BoundConstant Integer(TraceType type, long value) => new(Span, type, (ulong)value);

    /// <summary>A boolean constant in place of the call.</summary>
    public BoundConstant Boolean(bool value) => new(Span, BooleanType.Instance, value ? 1UL : 0);
}
