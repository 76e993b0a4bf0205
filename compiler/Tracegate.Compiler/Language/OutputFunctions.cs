using System.Collections.Immutable;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>Functions that send a record that the runtime prints (LANGUAGE 4.1).</summary>
internal static class OutputFunctions
{
    /// <summary>Longest format of <c>time</c> (F-time).</summary>
    private const int MaxTimeFormat = 63;

    public static ImmutableArray<FunctionDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "printf",
            Summary = "prints formatted text",
            Emit = OutputCode.Formatted,
            Action = EventAction.Printf,
            Overloads = [new() { Parameters = [Take.Format], Rest = Take.Value("argument") }],
        },
        new()
        {
            Name = "errorf",
            Summary = "reports formatted text as an error",
            Emit = OutputCode.Formatted,
            Action = EventAction.Errorf,
            Overloads = [new() { Parameters = [Take.Format], Rest = Take.Value("argument") }],
        },
        new()
        {
            Name = "warnf",
            Summary = "reports formatted text as a warning",
            Emit = OutputCode.Formatted,
            Action = EventAction.Warnf,
            Overloads = [new() { Parameters = [Take.Format], Rest = Take.Value("argument") }],
        },
        new()
        {
            Name = "cat",
            Summary = "prints the file with the formatted name",
            Emit = OutputCode.Formatted,
            Action = EventAction.Cat,
            Overloads = [new() { Parameters = [Take.Format], Rest = Take.Value("argument") }],
        },
        new()
        {
            Name = "system",
            Summary = "runs the formatted command in a shell",
            Emit = OutputCode.Formatted,
            Action = EventAction.System,
            Unsafe = true,
            Overloads = [new() { Parameters = [Take.Format], Rest = Take.Value("argument") }],
        },
        new()
        {
            Name = "print",
            Summary = "prints a map or a value",
            Emit = OutputCode.Print,
            // Of a map: PrintMap; the value form sends PrintValue.
            Action = EventAction.PrintMap,
            Overloads =
            [
                new()
                {
                    Parameters =
                    [
                        Take.Map("map"),
                        Take.Number("top", 0).OrNone(),
                        Take.Number("div", 0).OrNone(),
                    ],
                    Bind = BindPrintMap,
                },
                new() { Parameters = [Take.Value("value")], Bind = BindPrintValue },
            ],
        },
        new()
        {
            Name = "clear",
            Summary = "removes all elements of a map",
            Emit = OutputCode.OfMap,
            Action = EventAction.Clear,
            Overloads = [new() { Parameters = [Take.Map("map")] }],
        },
        new()
        {
            Name = "zero",
            Summary = "sets all values of a map to zero",
            Emit = OutputCode.OfMap,
            Action = EventAction.Zero,
            Overloads = [new() { Parameters = [Take.Map("map")] }],
        },
        new()
        {
            Name = "join",
            Summary = "prints the strings of an array of pointers",
            Emit = OutputCode.Join,
            Action = EventAction.Join,
            Overloads = [new() { Parameters = [Take.Address("array"), Take.Text("separator").OrNone()], Bind = BindJoin }],
        },
        new()
        {
            Name = "time",
            Summary = "prints the wall clock time",
            Emit = OutputCode.Time,
            Action = EventAction.Time,
            Overloads = [new() { Parameters = [Take.Text("format").OrNone()], Bind = BindTime }],
        },
    ];

    private static BoundExpression BindPrintMap(CallSite call)
    {
        var map = ((BoundMapReference)call.Arguments[0]).Map;
        if (call.Constant(2) > 0 && map.Aggregate is { Kind: AggregateKind.Stats })
            call.Context.Report(SemanticDiagnostics.DivisorOfStats.At(call.Arguments[2].Span));
        return call.ToCall();
    }

    private static BoundExpression BindPrintValue(CallSite call) => call.TypeOf(0) switch
    {
        VoidType => call.Error(SemanticDiagnostics.VoidArgument, 0, call.Function.Name),
        _ => call.ToCall(),
    };

    private static BoundExpression BindJoin(CallSite call) =>
        call.ToCall(call.Arguments[0], call.Has(1) ? call.Arguments[1] : call.Context.String(call.Span, " "));

    private static BoundExpression BindTime(CallSite call) => call.Text(0).Length > MaxTimeFormat
        ? call.Error(SemanticDiagnostics.TimeFormatLength, 0, call.Function.Name, MaxTimeFormat)
        : call.ToCall(call.Has(0) ? call.Arguments[0] : call.Context.String(call.Span, "%H:%M:%S\n"));
}
