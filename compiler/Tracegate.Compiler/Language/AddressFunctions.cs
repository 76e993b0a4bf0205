using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>Functions on network addresses (LANGUAGE 4.2).</summary>
internal static class AddressFunctions
{
    public static ImmutableArray<FunctionDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "ntop",
            Summary = "text of an IP address",
            EmitTo = SymbolCode.Ntop,
            Overloads =
            [
                new()
                {
                    Parameters = [Take.Value("address")],
                    Result = Returns.Symbolic(SymbolicKind.Inet),
                    Bind = call => BindNtop(call, 0),
                },
                new()
                {
                    Parameters = [Take.Integer("family"), Take.Value("address")],
                    Result = Returns.Symbolic(SymbolicKind.Inet),
                    Bind = call => BindNtop(call, 1),
                },
            ],
        },
        new()
        {
            Name = "pton",
            Summary = "bytes of an IP address in network order",
            Overloads = [new() { Parameters = [Take.Text("address")], Bind = BindPton }],
        },
        new()
        {
            Name = "macaddr",
            Summary = "text of a MAC address",
            EmitTo = SymbolCode.Macaddr,
            Overloads =
            [
                new()
                {
                    Parameters = [Take.Value("address")],
                    Result = Returns.Symbolic(SymbolicKind.MacAddress),
                    Bind = BindMacaddr,
                },
            ],
        },
    ];

    private static BoundExpression BindNtop(CallSite call, int index) => call.TypeOf(index) switch
    {
        ErrorType => new BoundError(call.Span),
        IntegerType or PointerType => call.ToCall(),
        ArrayType { Element.Size: 1, Count: 4 or 16 } or StringType { Capacity: 4 or 16 } => call.ToCall(),
        StructType { Size: 4 or 16 } => call.ToCall(),
        var other => call.Error(SemanticDiagnostics.ArgumentType, index, "address", "ntop", "an integer or 4 or 16 bytes", other),
    };

    private static BoundExpression BindPton(CallSite call)
    {
        var text = call.Text(0);
        if (!IPAddress.TryParse(text, out var address) || (address.AddressFamily == AddressFamily.InterNetwork && text.Count(c => c == '.') != 3))
            return call.Error(SemanticDiagnostics.BadAddress, 0, text);
        var bytes = address.GetAddressBytes();
        return new BoundArray(call.Span, new ArrayType(IntegerType.UInt8, bytes.Length), [.. bytes]);
    }

    private static BoundExpression BindMacaddr(CallSite call) => call.TypeOf(0) switch
    {
        ErrorType => new BoundError(call.Span),
        PointerType or IntegerType => call.ToCall(),
        ArrayType { Element.Size: 1, Count: >= 6 } or StringType { Capacity: >= 6 } => call.ToCall(),
        var other => call.Error(SemanticDiagnostics.ArgumentType, 0, "address", "macaddr", "a pointer or at least 6 bytes", other),
    };
}
