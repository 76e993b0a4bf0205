using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Imports;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Binding;

/// <summary>Functions of imported objects as symbols of the program (L-import-c).</summary>
internal static class ImportedFunctions
{
    // BPF passes arguments in registers only.
    private const int MaxParameters = 5;

    /// <summary>Declares the functions of the objects.</summary>
    public static void Declare(ImmutableArray<ImportedObject> objects, ProgramState state, DiagnosticBag diagnostics)
    {
        foreach (var from in objects)
        {
            foreach (var function in from.Functions)
            {
                var symbol = new FunctionSymbol(function.Name, from.Span)
                {
                    Import = function.Proto,
                    Result = Type(function.Proto.Result, state),
                    Parameters = [.. function.Proto.Parameters.Select((p, i) => new VariableSymbol("$" + p.Name, i, from.Span) { Type = Type(p.Type, state) })],
                };
                if (!state.Functions.TryAdd(function.Name, symbol))
                    diagnostics.Add(SemanticDiagnostics.FunctionDefinedTwice.At(from.Span, function.Name).WithNote(state.Functions[function.Name].Span, "defined here"));
            }
        }
    }

    /// <summary>Why a function cannot be called, or null.</summary>
    public static string? Problem(FunctionSymbol function)
    {
        var proto = function.Import!;
        if (proto.IsVariadic || proto.Parameters.Length > MaxParameters)
            return $"BPF passes at most {MaxParameters} arguments";
        var types = function.Parameters.Select(parameter => parameter.Type).Append(function.Result).ToList();
        var wrong = types.FindIndex(type => type is ErrorType);
        return wrong < 0 ? null
            : wrong < proto.Parameters.Length ? $"parameter {wrong + 1} is {proto.Parameters[wrong].Type}"
            : $"it returns {proto.Result}";
    }

    private static TraceType Type(BtfType type, ProgramState state) => type.Resolved switch
    {
        BtfVoid => VoidType.Instance,
        BtfInt { IsBool: true } => BooleanType.Instance,
        BtfInt { Size: 1 or 2 or 4 or 8 } integer => new IntegerType((int)integer.Size, integer.IsSigned),
        BtfEnum { Size: 1 or 2 or 4 or 8 } e => new IntegerType((int)e.Size, e.IsSigned),
        BtfPointer pointer => new PointerType(Pointee(pointer.Target, state), AddressSpace.Kernel),
        _ => ErrorType.Instance,
    };

    // A struct means the one that the script or the kernel has by that name.
    private static TraceType Pointee(BtfType type, ProgramState state) => type.Resolved switch
    {
        BtfComposite { IsUnion: true, Name.Length: > 0 } union => state.Types.FindUnion(union.Name) ?? (TraceType)VoidType.Instance,
        BtfComposite { Name.Length: > 0 } composite => state.Types.FindStruct(composite.Name) ?? (TraceType)VoidType.Instance,
        BtfForward forward => state.Types.FindStruct(forward.Name) ?? (TraceType)VoidType.Instance,
        BtfInt or BtfEnum or BtfPointer when Type(type, state) is not ErrorType and var scalar => scalar,
        _ => VoidType.Instance,
    };
}
