using System.Collections.Immutable;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>Builtins that tell of the probe and its event (LANGUAGE section 3).</summary>
internal static class ProbeBuiltins
{
    /// <summary>Most arguments of a tracepoint (include/linux/tracepoint.h, MAX_BPF_FUNC_ARGS).</summary>
    private const int MaxTracepointArguments = 12;

    public static ImmutableArray<BuiltinDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "arg",
            Summary = "an argument of the function or event",
            IsSteady = true,
            Emit = ProbeCode.Argument,
            Numbered = true,
            TakesParentheses = false,
            NeedsContext = true,
            Requires = ProbeCapabilities.ArgN,
            Check = CheckArgument,
            Type = _ => IntegerType.UInt64,
        },
        new()
        {
            Name = "args",
            Summary = "all arguments as a struct",
            TakesParentheses = false,
            NeedsContext = true,
            Requires = ProbeCapabilities.Args,
            Check = CheckArguments,
            IsOfPlace = true,
            Type = context => (TraceType?)context.AttachPoint?.Args ?? ErrorType.Instance,
        },
        new()
        {
            Name = "retval",
            Summary = "value that the function returns",
            Emit = ProbeCode.Retval,
            NeedsContext = true,
            Requires = ProbeCapabilities.Retval,
            Check = CheckResult,
            MissingHint = type => type.Arguments == ArgumentsKind.TracepointFormat ? "the result of a system call is args.ret" : null,
            Type = context => context.AttachPoint?.Result?.Type ?? IntegerType.UInt64,
        },
        new()
        {
            Name = "ctx",
            Summary = "context of the program",
            Emit = ProbeCode.Context,
            TakesParentheses = false,
            NeedsContext = true,
            Requires = ProbeCapabilities.Ctx,
            Type = ContextType,
        },
        new()
        {
            Name = "func",
            Summary = "function that is traced",
            Emit = ProbeCode.KernelFunction,
            EmitTo = ProbeCode.UserFunction,
            NeedsContext = true,
            Requires = ProbeCapabilities.Func,
            Type = context => new SymbolicType(context.ProbeType is { UserSpace: true } ? SymbolicKind.UserSymbol : SymbolicKind.KernelSymbol),
        },
        new()
        {
            Name = "probe",
            Summary = "full name of the attach point",
            Emit = ProbeCode.Probe,
            Type = ProbeNameType,
            Bind = BindProbe,
        },
        new()
        {
            Name = "probetype",
            Summary = "name of the probe type",
            Type = context => new StringType((context.ProbeType?.TypeName.Length ?? 0) + 1),
            Bind = (context, span) => context.String(span, context.ProbeType?.TypeName ?? ""),
        },
        new()
        {
            Name = "usermode",
            Summary = "1 if the event interrupted user code",
            Emit = ProbeCode.Usermode,
            Type = _ => IntegerType.UInt8,
            NeedsContext = true,
            Bind = BindUsermode,
        },
    ];

    private static Func<SourceSpan, Diagnostic>? CheckArgument(IBindingContext context, int number)
    {
        // Raw tracepoints have as many arguments as their prototype says, functions as many as there are registers.
        var count = context.ProbeType?.Context == ContextKind.Arguments
            ? context.AttachPoint?.Args?.Fields.Length ?? MaxTracepointArguments
            : Registers.ArgumentCount;
        return number < count ? null : span => SemanticDiagnostics.ArgumentNumber.At(span, number, context.ProbeType?.Name, count - 1);
    }

    private static Func<SourceSpan, Diagnostic>? CheckArguments(IBindingContext context, int number)
    {
        if (context.AttachPoint?.Args is not null)
            return null;
        return context.ProbeType?.Arguments == ArgumentsKind.DebugInfo
            ? span => SemanticDiagnostics.ArgumentsNeedDebugInfo.At(span)
            : span => SemanticDiagnostics.NoArguments.At(span, context.AttachPoint?.Text);
    }

    // The prototype is known, and the function has no result.
    private static Func<SourceSpan, Diagnostic>? CheckResult(IBindingContext context, int number) =>
        context.AttachPoint is { Args: not null, Result: null } point && context.ProbeType?.Arguments == ArgumentsKind.FunctionExit
            ? span => SemanticDiagnostics.NoResult.At(span, point.Text)
            : null;

    private static TraceType ContextType(IBindingContext context)
    {
        TraceType? pointee = context.ProbeType?.Context switch
        {
            ContextKind.Registers => context.Types.FindStruct("pt_regs"),
            ContextKind.PerfEvent => context.Types.FindStruct("bpf_perf_event_data"),
            _ => null,
        };
        return new PointerType(pointee ?? VoidType.Instance, AddressSpace.Local);
    }

    private static bool IsSinglePlace(AttachPoint point) => !point.HasWildcard && !point.Target.Any(part => part.Contains('$'));

    private static TraceType ProbeNameType(IBindingContext context) => context.AttachPoint is { } point && IsSinglePlace(point)
        ? new StringType(FullName(context, point).Length + 1)
        : new SymbolicType(SymbolicKind.ProbeName);

    private static string FullName(IBindingContext context, AttachPoint point) =>
        string.Join(':', point.Target.Prepend(context.ProbeType!.Name));

    // With a wildcard the name is known on the target only: the program gets its number as cookie.
    private static BoundExpression BindProbe(IBindingContext context, SourceSpan span) => context.AttachPoint is { } point && IsSinglePlace(point)
        ? context.String(span, FullName(context, point))
        : new BoundBuiltin(span, ProbeNameType(context), Builtins.Find("probe")!);

    private static BoundExpression BindUsermode(IBindingContext context, SourceSpan span) => context.ProbeType switch
    {
        { } type when type.Capabilities.HasFlag(ProbeCapabilities.Reg) =>
            new BoundBuiltin(span, IntegerType.UInt8, Builtins.Find("usermode")!),
        { Context: ContextKind.None } => new BoundConstant(span, IntegerType.UInt8, 1),
        _ => new BoundConstant(span, IntegerType.UInt8, 0),
    };
}
