using System.Collections.Immutable;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>Functions on kernel objects whose types the verifier knows (LANGUAGE 4.2).</summary>
internal static class ObjectFunctions
{
    public static ImmutableArray<FunctionDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "path",
            Summary = "full name of a file",
            EmitTo = ObjectCode.Path,
            Requires = ProbeCapabilities.Path,
            Overloads =
            [
                new()
                {
                    Parameters = [Take.Value("path"), Take.Number("size", 1, int.MaxValue).OrNone()],
                    Result = call => new StringType((int)Math.Min(call.Constant(1) ?? int.MaxValue, call.Context.Config.MaxStringLength)),
                    Bind = call => Bind(call, "path", "a struct path"),
                },
            ],
        },
        new()
        {
            Name = "socket_cookie",
            Summary = "number that tells a socket from all others",
            Emit = ObjectCode.SocketCookie,
            Requires = ProbeCapabilities.Skb,
            Overloads = [new() { Parameters = [Take.Pointer("sock")], Result = Returns.UInt64, Bind = call => Bind(call, "sock", "a struct sock *") }],
        },
    ];

    private static BoundExpression Bind(CallSite call, string tag, string wanted) => call.TypeOf(0) switch
    {
        ErrorType => new BoundError(call.Span),
        PointerType { Pointee: StructType type } when type.Tag == tag => call.ToCall(),
        StructType type when type.Tag == tag && tag == call.Function.Name => call.ToCall(),
        var other => call.Error(SemanticDiagnostics.ArgumentType, 0, tag, call.Function.Name, wanted, other),
    };
}
