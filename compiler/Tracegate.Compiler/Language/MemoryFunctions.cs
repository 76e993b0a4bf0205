using System.Collections.Immutable;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>Functions that read or write memory (LANGUAGE 4.2).</summary>
internal static class MemoryFunctions
{
    /// <summary>Bytes of a buffer that are not data: its length.</summary>
    private const int BufferHeader = 4;

    public static ImmutableArray<FunctionDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "str",
            Summary = "reads a NUL-terminated string",
            EmitTo = MemoryCode.Str,
            ReadsText = true,
            Overloads =
            [
                new()
                {
                    Parameters =
                    [
                        Take.Value("address") with { TakesParameterText = true },
                        Take.Integer("length").OrNone(),
                    ],
                    Bind = BindStr,
                },
            ],
        },
        new()
        {
            Name = "buf",
            Summary = "reads bytes",
            EmitTo = MemoryCode.Buf,
            Overloads = [new() { Parameters = [Take.Value("address"), Take.Integer("length").OrNone()], Bind = BindBuf }],
        },
        new()
        {
            Name = "memcmp",
            Summary = "compares memory",
            Emit = MemoryCode.Memcmp,
            Overloads =
            [
                new()
                {
                    Parameters = [Take.Value("left"), Take.Value("right"), Take.Number("length", 0, int.MaxValue)],
                    Result = Returns.Always(IntegerType.Int32),
                    Bind = BindMemcmp,
                },
            ],
        },
        new()
        {
            Name = "write_user",
            Summary = "writes to memory of the current process",
            Emit = MemoryCode.WriteUser,
            Unsafe = true,
            MayDiscard = true,
            Overloads =
            [
                new()
                {
                    Parameters = [Take.Address("destination"), Take.Address("source"), Take.Integer("length")],
                    Result = Returns.Bool,
                },
            ],
        },
        new()
        {
            Name = "kptr",
            Summary = "marks a pointer as one to kernel memory",
            Overloads = [new() { Parameters = [Take.Address("pointer")], Bind = call => SetSpace(call, AddressSpace.Kernel) }],
        },
        new()
        {
            Name = "uptr",
            Summary = "marks a pointer as one to user memory",
            Overloads = [new() { Parameters = [Take.Address("pointer")], Bind = call => SetSpace(call, AddressSpace.User) }],
        },
        new()
        {
            Name = "bswap",
            Summary = "reverses the bytes of an integer",
            Emit = MemoryCode.Bswap,
            Overloads = [new() { Parameters = [Take.Value("value")], Bind = BindBswap }],
        },
    ];

    // str: literals fold to their text; $N is the parameter's text; the rest is read from memory.
    private static BoundExpression BindStr(CallSite call)
    {
        var length = call.Constant(1);
        if (length < 0)
            return call.Error(SemanticDiagnostics.ArgumentRange, 1, "length", "str", 0, call.Context.Config.MaxStringLength);
        var capacity = call.Context.Config.MaxStringLength;
        if (length + 1 > capacity)
            call.Context.Report(SemanticDiagnostics.StrLengthCut.At(call.Arguments[1].Span, length, capacity));
        else if (length is not null)
            capacity = (int)length.Value + 1;
        var type = new StringType(capacity);
        return call.Arguments[0] switch
        {
            BoundString text => Fold(text.Bytes),
            BoundConstant { Type: IntegerType } number => Fold([.. ByteText.GetBytes(NumberText(number))]),
            BoundLoadConstant { Kind: LoadConstantKind.ParameterText } parameter => parameter with
            {
                Type = type,
                Argument = parameter.Argument + (length is { } limit ? ":" + limit : ""),
            },
            { Type: StringType or PointerType or IntegerType or BooleanType or ArrayType } => OfAddress(call).ToCall(type),
            { Type: ErrorType } => new BoundError(call.Span),
            { Type: var other } => call.Error(SemanticDiagnostics.ArgumentType, 0, "address", "str", "a pointer or an integer", other),
        };

        BoundString Fold(ImmutableArray<byte> bytes)
        {
            if (length < bytes.Length)
                bytes = bytes[..(int)length.Value];
            return new BoundString(call.Span, new StringType(bytes.Length + 1), bytes);
        }
    }

    private static CallSite OfAddress(CallSite call) =>
        call with { Arguments = call.Arguments.SetItem(0, call.Context.ToAddress(call.Arguments[0])) };

    private static string NumberText(BoundConstant number) =>
        number.Type is IntegerType { Signed: true } ? ((long)number.Bits).ToString() : number.Bits.ToString();

    private static BoundExpression BindBuf(CallSite call)
    {
        var limit = call.Context.Config.MaxStringLength - BufferHeader;
        var capacity = limit;
        if (call.TypeOf(0) is ArrayType array && !call.Has(1))
        {
            capacity = Math.Min(array.Size, limit);
            call = call with { Arguments = [call.Arguments[0], call.Integer(IntegerType.Int64, capacity)] };
        }
        else if (!call.Has(1))
        {
            return call.TypeOf(0) is ErrorType
                ? new BoundError(call.Span)
                : call.Error(SemanticDiagnostics.BufNeedsLength, 0, call.TypeOf(0));
        }

        switch (call.Constant(1))
        {
            case < 0:
                return call.Error(SemanticDiagnostics.ArgumentRange, 1, "length", "buf", 0, limit);
            case { } length when length > limit:
                call.Context.Report(SemanticDiagnostics.BufLengthCut.At(call.Arguments[1].Span, length, limit));
                break;
            case { } length:
                capacity = (int)length;
                break;
            default:
                break;
        }

        return call.TypeOf(0) switch
        {
            ErrorType => new BoundError(call.Span),
            PointerType or IntegerType or ArrayType or StringType or StructType => OfAddress(call).ToCall(new BufferType(capacity)),
            var other => call.Error(SemanticDiagnostics.ArgumentType, 0, "address", "buf", "a pointer, an integer or an array", other),
        };
    }

    private static BoundExpression BindMemcmp(CallSite call)
    {
        for (var i = 0; i < 2; i++)
        {
            if (call.TypeOf(i) is not (PointerType or StringType or ArrayType or StructType or IntegerType or ErrorType))
                return call.Error(SemanticDiagnostics.ArgumentType, i, "left", "memcmp", "a pointer, a string or an array", call.TypeOf(i));
        }

        return call.ToCall();
    }

    private static BoundConversion SetSpace(CallSite call, AddressSpace space)
    {
        var pointee = call.TypeOf(0) is PointerType pointer ? pointer.Pointee : VoidType.Instance;
        return new BoundConversion(call.Span, new PointerType(pointee, space), call.Arguments[0]);
    }

    private static BoundExpression BindBswap(CallSite call)
    {
        if (call.TypeOf(0) is ErrorType)
            return new BoundError(call.Span);
        if (call.TypeOf(0) is not IntegerType integer)
            return call.Error(SemanticDiagnostics.ArgumentType, 0, "value", "bswap", "an integer", call.TypeOf(0));
        var type = new IntegerType(integer.Bytes, false);
        return call.Constant(0) is { } value
            ? call.Integer(type, (long)(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((ulong)value) >> (64 - (8 * integer.Bytes))))
            : call.ToCall(type);
    }
}
