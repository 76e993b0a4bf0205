using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>Builtins that tell of the current task (LANGUAGE section 3).</summary>
internal static class TaskBuiltins
{
    public static ImmutableArray<BuiltinDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "pid",
            Summary = "process id in the tracer's pid namespace",
            IsSteady = true,
            Emit = TaskCode.Pid,
            Type = _ => IntegerType.UInt32,
        },
        new()
        {
            Name = "tid",
            Summary = "thread id in the tracer's pid namespace",
            IsSteady = true,
            Emit = TaskCode.Tid,
            Type = _ => IntegerType.UInt32,
        },
        new()
        {
            Name = "uid",
            Summary = "real user id",
            IsSteady = true,
            Emit = TaskCode.Uid,
            Type = _ => IntegerType.UInt64,
        },
        new()
        {
            Name = "gid",
            Summary = "real group id",
            IsSteady = true,
            Emit = TaskCode.Gid,
            Type = _ => IntegerType.UInt64,
        },
        new()
        {
            Name = "username",
            Summary = "name of the real user",
            IsSteady = true,
            Emit = TaskCode.Uid,
            Type = _ => new SymbolicType(SymbolicKind.Username),
        },
        new()
        {
            Name = "comm",
            Summary = "name of the thread",
            IsSteady = true,
            EmitTo = TaskCode.Comm,
            Locate = TaskCode.CommPlace,
            Type = _ => new StringType(16),
        },
        new()
        {
            Name = "cgroup",
            Summary = "id of the control group (version 2)",
            IsSteady = true,
            Emit = TaskCode.Cgroup,
            Type = _ => IntegerType.UInt64,
        },
        new()
        {
            Name = BuiltinNames.CurrentTask,
            Summary = "the task_struct",
            IsKernelObject = true,
            IsSteady = true,
            Emit = TaskCode.CurrentTask,
            Type = CurrentTaskType,
        },
        new()
        {
            Name = "ppid",
            Summary = "process id of the parent",
            Type = _ => IntegerType.Int32,
            Bind = (context, span) => TaskFields.ParentPid(context, span, CurrentTask(context, span)),
        },
        new()
        {
            Name = "pcomm",
            Summary = "name of the parent",
            Type = _ => new StringType(16),
            Bind = (context, span) => TaskFields.ParentName(context, span, CurrentTask(context, span)),
        },
        new()
        {
            Name = "leader_tid",
            Summary = "thread id of the thread group's leader",
            Type = _ => IntegerType.Int32,
            Bind = (context, span) => TaskFields.LeaderTid(context, span, CurrentTask(context, span)),
        },
        new()
        {
            Name = "leader_comm",
            Summary = "name of the thread group's leader",
            Type = _ => new StringType(16),
            Bind = (context, span) => TaskFields.LeaderName(context, span, CurrentTask(context, span)),
        },
        new()
        {
            Name = BuiltinNames.KernelStack,
            Summary = "kernel stack",
            EmitTo = TaskCode.Stack,
            Type = context => new StackType(false, context.Config.StackMode is StackMode.BuildId ? StackMode.Raw : context.Config.StackMode, 127),
        },
        new()
        {
            Name = BuiltinNames.UserStack,
            Summary = "user stack",
            EmitTo = TaskCode.Stack,
            Type = context => new StackType(true, context.Config.StackMode, 127),
        },
        new()
        {
            Name = "cpid",
            Summary = "process id of the child that -c starts",
            Type = _ => IntegerType.UInt64,
            Bind = (_, span) => new BoundLoadConstant(span, IntegerType.UInt64, LoadConstantKind.ChildPid, ""),
        },
        new()
        {
            Name = "has_cpid",
            Summary = "whether -c starts a child",
            Type = _ => BooleanType.Instance,
            Bind = (_, span) => new BoundBinary(
                span,
                BooleanType.Instance,
                BinaryOperator.NotEqual,
                new BoundLoadConstant(span, IntegerType.UInt64, LoadConstantKind.ChildPid, ""),
                new BoundConstant(span, IntegerType.UInt64, 0)),
        },
    ];

    private static TraceType CurrentTaskType(IBindingContext context) =>
        new PointerType((TraceType?)context.Types.FindStruct("task_struct") ?? VoidType.Instance, AddressSpace.Kernel);

    private static BoundBuiltin CurrentTask(IBindingContext context, SourceSpan span) =>
        new(span, CurrentTaskType(context), Builtins.Find(BuiltinNames.CurrentTask)!);
}

/// <summary>Fields of a task that builtins and functions share (B-parent, B-leader).</summary>
internal static class TaskFields
{
    public static BoundExpression ParentPid(IBindingContext context, SourceSpan span, BoundExpression task) =>
        context.Field(span, context.Field(span, task, "real_parent"), "tgid");

    public static BoundExpression ParentName(IBindingContext context, SourceSpan span, BoundExpression task) =>
        context.Field(span, context.Field(span, task, "real_parent"), "comm");

    public static BoundExpression LeaderTid(IBindingContext context, SourceSpan span, BoundExpression task) =>
        context.Field(span, context.Field(span, task, "group_leader"), "pid");

    public static BoundExpression LeaderName(IBindingContext context, SourceSpan span, BoundExpression task) =>
        context.Field(span, context.Field(span, task, "group_leader"), "comm");
}
