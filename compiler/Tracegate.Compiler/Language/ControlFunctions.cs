using System.Collections.Immutable;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Types;
using Tracegate.Contract;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Compiler.Language;

/// <summary>Functions that steer the program or the system (LANGUAGE 4.1).</summary>
internal static class ControlFunctions
{
    public static ImmutableArray<FunctionDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "exit",
            Summary = "ends the session",
            Emit = OutputCode.Exit,
            Action = EventAction.Exit,
            EndsProbe = true,
            Overloads = [new() { Parameters = [Take.Integer("code").OrNone()], Bind = BindExit }],
        },
        new()
        {
            Name = "fail",
            Summary = "stops the compilation if it is still reachable",
            Overloads = [new() { Parameters = [Take.Format], Rest = Take.Literal("argument"), Bind = BindFail }],
        },
        new()
        {
            Name = "signal",
            Summary = "sends a signal to the current process",
            Emit = ControlCode.Signal,
            Unsafe = true,
            Requires = ProbeCapabilities.Signal,
            Overloads =
            [
                new() { Parameters = [Take.Text("name")], Bind = BindSignalName },
                new() { Parameters = [Take.Integer("number")], Bind = BindSignalNumber },
            ],
        },
        new()
        {
            Name = "signal_thread",
            Summary = "sends a signal to the current thread",
            Emit = ControlCode.SignalThread,
            Unsafe = true,
            Requires = ProbeCapabilities.Signal,
            Overloads =
            [
                new() { Parameters = [Take.Text("name")], Bind = BindSignalName },
                new() { Parameters = [Take.Integer("number")], Bind = BindSignalNumber },
            ],
        },
        new()
        {
            Name = "override",
            Summary = "makes the probed function return a value at once",
            Emit = ControlCode.Override,
            Unsafe = true,
            Requires = ProbeCapabilities.Override,
            Overloads = [new() { Parameters = [Take.Integer("value")] }],
        },
        new()
        {
            Name = "getopt",
            Summary = "value of a named parameter",
            Overloads =
            [
                new()
                {
                    Parameters = [Take.Text("name"), Take.Literal("default").OrNone(), Take.Text("description").OrNone()],
                    Bind = BindGetopt,
                },
            ],
        },
    ];

    private static BoundExpression BindExit(CallSite call)
    {
        if (call.Constant(0) is < 0 or > 255)
            return call.Error(SemanticDiagnostics.ArgumentRange, 0, "code", "exit", 0, 255);
        return call.ToCall(call.Has(0) ? call.Arguments[0] : call.Integer(IntegerType.Int64, 0));
    }

    private static BoundExpression BindFail(CallSite call) =>
        call.Error(SemanticDiagnostics.Fail, -1, FormatConstant(call));

    private static string FormatConstant(CallSite call)
    {
        var format = FormatString.Parse(call.Text(0));
        var text = new System.Text.StringBuilder(format.Literals[0]);
        for (var i = 0; i < format.Conversions.Length; i++)
        {
            text.Append(i + 1 >= call.Count ? "" : call.Arguments[i + 1] switch
            {
                BoundString part => part.Text,
                BoundConstant { Type: BooleanType } flag => flag.Bits != 0 ? "true" : "false",
                BoundConstant { Type: IntegerType { Signed: false } } number => number.Bits.ToString(),
                BoundConstant number => ((long)number.Bits).ToString(),
                _ => "",
            });
            text.Append(format.Literals[i + 1]);
        }

        return text.ToString();
    }

    private static BoundExpression BindSignalName(CallSite call)
    {
        var name = call.Text(0);
        if (SignalNames.Number(name) is { } number)
            return call.ToCall(call.Integer(IntegerType.Int64, number));
        call.Context.Report(SemanticDiagnostics.UnknownSignal.At(call.Arguments[0].Span, name).WithSuggestion(name, SignalNames.All));
        return new BoundError(call.Span);
    }

    private static BoundExpression BindSignalNumber(CallSite call) =>
        call.Constant(0) is < 1 or > 64
            ? call.Error(SemanticDiagnostics.ArgumentRange, 0, "number", call.Function.Name, 1, 64)
            : call.ToCall();

    private static BoundExpression BindGetopt(CallSite call)
    {
        (TraceType type, ValueType layout, string value) = call.Has(1)
            ? call.Arguments[1] switch
            {
                BoundString text => (Text(call), (ValueType)new ValueType.Text(call.Context.Config.MaxStringLength), text.Text),
                BoundConstant { Type: BooleanType } flag => (BooleanType.Instance, new ValueType.Boolean(), flag.Bits != 0 ? "true" : "false"),
                BoundConstant number when (long)number.Bits < 0 && number.Type is IntegerType { Signed: true } =>
                    (IntegerType.Int64, new ValueType.Integer(8, true), ((long)number.Bits).ToString()),
                BoundConstant number => (IntegerType.UInt64, new ValueType.Integer(8, false), number.Bits.ToString()),
                _ => (ErrorType.Instance, new ValueType.None(), ""),
            }
            : (BooleanType.Instance, new ValueType.Boolean(), "false");
        if (type is ErrorType)
            return new BoundError(call.Span);
        call.Context.AddOption(call.Span, new OptionInfo(call.Text(0), layout, value, call.Text(2)));
        return new BoundLoadConstant(call.Span, type, LoadConstantKind.Option, call.Text(0));
    }

    private static TraceType Text(CallSite call) => new StringType(call.Context.Config.MaxStringLength);
}
