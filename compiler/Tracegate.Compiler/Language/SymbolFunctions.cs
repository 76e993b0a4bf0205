using System.Collections.Immutable;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>Functions on symbols, stacks and registers (LANGUAGE 4.2).</summary>
internal static class SymbolFunctions
{
    private const int MaxFrames = 1024;
    private const int DefaultFrames = 127;

    public static ImmutableArray<FunctionDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "ksym",
            Summary = "kernel symbol at an address",
            Emit = SymbolCode.Ksym,
            Overloads = [new() { Parameters = [Take.Address("address")], Result = Returns.Symbolic(SymbolicKind.KernelSymbol) }],
        },
        new()
        {
            Name = "usym",
            Summary = "symbol of the current process at an address",
            EmitTo = SymbolCode.Usym,
            Overloads = [new() { Parameters = [Take.Address("address")], Result = Returns.Symbolic(SymbolicKind.UserSymbol) }],
        },
        new()
        {
            Name = "kstack",
            Summary = "kernel stack",
            Overloads = StackOverloads(BuiltinNames.KernelStack, user: false, "bpftrace", "perf", "raw"),
        },
        new()
        {
            Name = "ustack",
            Summary = "user stack",
            Overloads = StackOverloads(BuiltinNames.UserStack, user: true, "bpftrace", "perf", "raw", "build_id"),
        },
        new()
        {
            Name = "kaddr",
            Summary = "address of a kernel symbol",
            Overloads = [new() { Parameters = [Take.Text("symbol")], Bind = call => AtLoad(call, IntegerType.UInt64, LoadConstantKind.KernelAddress) }],
        },
        new()
        {
            Name = "uaddr",
            Summary = "address of a symbol of the traced program",
            Requires = ProbeCapabilities.Uaddr,
            Overloads = [new() { Parameters = [Take.Text("symbol")], Bind = BindUaddr }],
        },
        new()
        {
            Name = "cgroupid",
            Summary = "id of a control group by its path",
            Overloads = [new() { Parameters = [Take.Text("path")], Bind = call => AtLoad(call, IntegerType.UInt64, LoadConstantKind.CgroupId) }],
        },
        new()
        {
            Name = "cgroup_path",
            Summary = "paths of a control group",
            EmitTo = SymbolCode.CgroupPath,
            Overloads =
            [
                new()
                {
                    Parameters = [Take.Integer("id"), Take.Text("filter").OrNone()],
                    Result = Returns.Symbolic(SymbolicKind.CgroupPath),
                    Bind = call => call.ToCall(call.Arguments[0], call.Has(1) ? call.Arguments[1] : call.Context.String(call.Span, "*")),
                },
            ],
        },
        new()
        {
            Name = "reg",
            Summary = "value of a CPU register",
            Emit = SymbolCode.Register,
            Requires = ProbeCapabilities.Reg,
            Overloads = [new() { Parameters = [Take.Text("name")], Result = Returns.UInt64, Bind = BindReg }],
        },
    ];

    private static ImmutableArray<FunctionOverload> StackOverloads(string builtin, bool user, params string[] modes)
    {
        BoundExpression Bind(CallSite call)
        {
            var mode = call.Context.Config.StackMode;
            var limit = (long)DefaultFrames;
            for (var i = 0; i < call.Count; i++)
            {
                if (call.Arguments[i] is BoundString word)
                    mode = StackModes.Parse(word.Text);
                else
                    limit = call.Constant(i) ?? DefaultFrames;
            }

            // Build ids name user code only (C-stack_mode).
            var type = new StackType(user, !user && mode == StackMode.BuildId ? StackMode.Raw : mode, (int)limit);
            return new BoundBuiltin(call.Span, type, Builtins.Find(builtin)!);
        }

        return
        [
            new() { Parameters = [Take.Word("mode", modes), Take.Number("limit", 0, MaxFrames).OrNone()], Bind = Bind },
            new() { Parameters = [Take.Number("limit", 0, MaxFrames)], Bind = Bind },
        ];
    }

    private static BoundLoadConstant AtLoad(CallSite call, TraceType type, LoadConstantKind kind) =>
        new(call.Span, type, kind, call.Text(0));

    // The symbol's size is known only on the target: the pointee is a word unless a cast says otherwise.
    private static BoundExpression BindUaddr(CallSite call)
    {
        var symbol = call.Text(0);
        return symbol.Length > 0 && symbol.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '_' or '-')
            ? AtLoad(call, new PointerType(IntegerType.UInt64, AddressSpace.User), LoadConstantKind.UserAddress)
            : call.Error(SemanticDiagnostics.BadSymbol, 0, symbol);
    }

    private static BoundExpression BindReg(CallSite call)
    {
        var name = call.Text(0);
        if (Registers.Offset(name) is not null)
            return call.ToCall();
        call.Context.Report(SemanticDiagnostics.UnknownRegister.At(call.Arguments[0].Span, name).WithSuggestion(name, Registers.Names));
        return new BoundError(call.Span);
    }
}

/// <summary>The words for stack modes.</summary>
public static class StackModes
{
    /// <summary>The mode of a word of the language.</summary>
    public static StackMode Parse(string word) => (StackMode)Array.IndexOf(MetadataNames.StackModes, word);
}
