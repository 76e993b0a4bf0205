using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>Functions on strings and names of numbers (LANGUAGE 4.2, 4.3).</summary>
internal static class StringFunctions
{
    public static ImmutableArray<FunctionDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "strlen",
            Summary = "length of a string",
            Emit = StringCode.Length,
            Overloads = [new() { Parameters = [Take.String("string")], Result = Returns.UInt64, Bind = BindStrlen }],
        },
        new()
        {
            Name = "strcap",
            Summary = "capacity of a string",
            Emit = StringCode.Length,
            Overloads = [new() { Parameters = [Take.String("string")], Result = Returns.Int64, Bind = BindStrcap }],
        },
        new()
        {
            Name = "strncmp",
            Summary = "compares the first bytes of strings; 0 when equal",
            Emit = StringCode.Strncmp,
            Overloads =
            [
                new()
                {
                    Parameters = [Take.String("left"), Take.String("right"), Take.Number("length", 0, int.MaxValue)],
                    Result = Returns.UInt64,
                    Bind = BindStrncmp,
                },
            ],
        },
        new()
        {
            Name = "strstr",
            Summary = "index of a string in another, or -1",
            Emit = StringCode.Find,
            Overloads = [new() { Parameters = [Take.String("haystack"), Take.String("needle")], Result = Returns.Int64, Bind = BindStrstr }],
        },
        new()
        {
            Name = "strcontains",
            Summary = "whether a string is part of another",
            Emit = StringCode.Contains,
            Overloads = [new() { Parameters = [Take.String("haystack"), Take.String("needle")], Result = Returns.Bool, Bind = BindStrcontains }],
        },
        new()
        {
            Name = "str_concat",
            Summary = "two strings, one behind the other",
            EmitTo = StringCode.Concat,
            Overloads = [new() { Parameters = [Take.String("first"), Take.String("second")], Result = Returns.Text }],
        },
        new()
        {
            Name = "syscall_name",
            Summary = "name of a system call's number",
            EmitTo = StringCode.SyscallName,
            Overloads = [new() { Parameters = [Take.Integer("number")], Result = Returns.Always(new StringType(64)) }],
        },
        new()
        {
            Name = "strerror",
            Summary = "text of an error number",
            EmitTo = StringCode.ErrorText,
            Overloads = [new() { Parameters = [Take.Integer("errno")], Result = Returns.Always(new StringType(64)) }],
        },
        new()
        {
            Name = "signal_name",
            Summary = "what a signal's number means",
            EmitTo = StringCode.SignalName,
            Overloads = [new() { Parameters = [Take.Integer("signal")], Result = Returns.Always(new StringType(64)) }],
        },
    ];

    private static BoundExpression BindStrlen(CallSite call) =>
        call.Arguments[0] is BoundString text ? call.Integer(IntegerType.UInt64, Text(text).Length) : call.ToCall();

    private static BoundExpression BindStrcap(CallSite call) => call.TypeOf(0) switch
    {
        StringType text => call.Integer(IntegerType.Int64, text.Capacity),
        ArrayType array => call.Integer(IntegerType.Int64, array.Count),
        _ => call.ToCall(),
    };

    private static BoundExpression BindStrncmp(CallSite call)
    {
        if (call.Arguments is not [BoundString a, BoundString b, _])
            return call.ToCall();
        var length = (int)call.Constant(2)!.Value;
        var equal = Cut(Text(a), length).SequenceEqual(Cut(Text(b), length));
        return call.Integer(IntegerType.UInt64, equal ? 0 : 1);
    }

    private static BoundExpression BindStrstr(CallSite call) => call.Arguments is [BoundString a, BoundString b]
        ? call.Integer(IntegerType.Int64, Text(a).IndexOf(Text(b)))
        : call.ToCall();

    private static BoundExpression BindStrcontains(CallSite call) => call.Arguments is [BoundString a, BoundString b]
        ? call.Boolean(Text(a).IndexOf(Text(b)) >= 0)
        : call.ToCall();

    /// <summary>The bytes before the first NUL.</summary>
    private static ReadOnlySpan<byte> Text(BoundString text)
    {
        var bytes = text.Bytes.AsSpan();
        var end = bytes.IndexOf((byte)0);
        return end < 0 ? bytes : bytes[..end];
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> bytes, int length) => bytes[..Math.Min(length, bytes.Length)];
}
