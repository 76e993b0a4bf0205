using System.Collections.Immutable;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>Functions on tasks and clocks (LANGUAGE 4.2); the forms without arguments are rows of the builtin table.</summary>
internal static class TaskFunctions
{
    public static ImmutableArray<FunctionDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "pid",
            Summary = "process id in the tracer's pid namespace, or in the initial one",
            Emit = TaskCode.InitPid,
            Overloads = [new() { Parameters = [Take.Word("namespace", "curr_ns", "init")], Result = Returns.UInt32, Bind = call => ByWord(call, "pid", "curr_ns") }],
        },
        new()
        {
            Name = "tid",
            Summary = "thread id in the tracer's pid namespace, or in the initial one",
            Emit = TaskCode.InitTid,
            Overloads = [new() { Parameters = [Take.Word("namespace", "curr_ns", "init")], Result = Returns.UInt32, Bind = call => ByWord(call, "tid", "curr_ns") }],
        },
        new()
        {
            Name = "nsecs",
            Summary = "time in nanoseconds by a clock",
            Emit = SystemCode.Clock,
            Overloads =
            [
                new()
                {
                    Parameters = [Take.Word("clock", "boot", "monotonic", "tai", "sw_tai")],
                    Result = Returns.UInt64,
                    Bind = call => ByWord(call, "nsecs", "boot"),
                },
            ],
        },
        new()
        {
            Name = "ppid",
            Summary = "process id of a task's parent",
            Overloads = [OfTask(TaskFields.ParentPid)],
        },
        new()
        {
            Name = "pcomm",
            Summary = "name of a task's parent",
            Overloads = [OfTask(TaskFields.ParentName)],
        },
        new()
        {
            Name = "leader_tid",
            Summary = "thread id of the leader of a task's thread group",
            Overloads = [OfTask(TaskFields.LeaderTid)],
        },
        new()
        {
            Name = "leader_comm",
            Summary = "name of the leader of a task's thread group",
            Overloads = [OfTask(TaskFields.LeaderName)],
        },
        new()
        {
            Name = "strftime",
            Summary = "date and time of a time stamp",
            EmitTo = SystemCode.Strftime,
            Overloads =
            [
                new()
                {
                    Parameters = [Take.Text("format"), Take.Integer("nsecs")],
                    Result = Returns.Symbolic(SymbolicKind.Timestamp),
                    Bind = BindStrftime,
                },
            ],
        },
    ];

    private static FunctionOverload OfTask(Func<IBindingContext, SourceSpan, BoundExpression, BoundExpression> read) => new()
    {
        Parameters = [Take.Pointer("task")],
        Bind = call => read(call.Context, call.Span, call.Arguments[0]),
    };

    // The word that means the default is the builtin itself, so that later stages know one form.
    private static BoundExpression ByWord(CallSite call, string builtin, string @default) =>
        call.Text(0) == @default
            ? new BoundBuiltin(call.Span, call.Overload.Result(call), Builtins.Find(builtin)!)
            : call.ToCall();

    private static BoundExpression BindStrftime(CallSite call)
    {
        if (call.Constant(1) is < 0 && call.TypeOf(1) is IntegerType { Signed: true })
            return call.Error(SemanticDiagnostics.NegativeTime, 1);
        var source = call.Arguments[1] is BoundConversion conversion ? conversion.Operand : call.Arguments[1];
        return source is BoundCall { Function.Name: "nsecs" } clock && clock.Arguments is [BoundString { Text: "monotonic" }]
            ? call.Error(SemanticDiagnostics.MonotonicTime, 1)
            : call.ToCall();
    }
}
