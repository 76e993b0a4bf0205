using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.CodeGen;

/// <content>Calls of functions of imported objects (L-import-c).</content>
public sealed partial class BodyEmitter
{
    private IrValue CallImported(BoundFunctionCall call)
    {
        var proto = call.Function.Import!;
        var arguments = call.Arguments.Select(argument =>
        {
            var value = Scalar(argument);
            return argument.Type is PointerType ? value : f.Resize(value, ImportedType(argument.Type), IsSigned(argument.Type));
        }).ToArray();
        var result = ImportedType(call.Type);
        var symbol = "@" + IrText.Symbol(call.Function.Name);
        emitter.Module.Declare(
            $"declare {result.Name()} {symbol}({string.Join(", ", arguments.Select(argument => argument.Type.Name()))})",
            emitter.Debug.External(call.Function.Name, proto));
        var value = f.Call(result, symbol, result == IrType.Void ? "" : "result", arguments);
        unknownWrites++;
        return call.Type switch
        {
            VoidType => default,
            BooleanType => f.Compare("ne", f.Binary("and", value, IrValue.Constant(IrType.I32, 1), "result"), IrValue.Constant(IrType.I32, 0)),
            _ => f.Resize(value, RegisterType(call.Type), IsSigned(call.Type)),
        };
    }

    // BPF passes what is narrower than 32 bits as 32 bits.
    private static IrType ImportedType(TraceType type) => RegisterType(type) is IrType.I1 or IrType.I8 or IrType.I16 ? IrType.I32 : RegisterType(type);

}
