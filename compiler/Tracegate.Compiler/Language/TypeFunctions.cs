using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>Functions that fold to a constant by the types of their arguments (LANGUAGE 4.3).</summary>
internal static class TypeFunctions
{
    public static ImmutableArray<FunctionDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "is_str",
            Summary = "whether a value is a string",
            Overloads = [Predicate(value => value.Type is StringType)],
        },
        new()
        {
            Name = "is_ptr",
            Summary = "whether a value is a pointer",
            Overloads = [Predicate(value => value.Type is PointerType)],
        },
        new()
        {
            Name = "is_array",
            Summary = "whether a value is an array",
            Overloads = [Predicate(value => value.Type is ArrayType)],
        },
        new()
        {
            Name = "is_integer",
            Summary = "whether a value is an integer",
            Overloads = [Predicate(value => value.Type is IntegerType)],
        },
        new()
        {
            Name = "is_unsigned_integer",
            Summary = "whether a value is an unsigned integer",
            Overloads = [Predicate(value => value.Type is IntegerType { Signed: false })],
        },
        new()
        {
            Name = "is_literal",
            Summary = "whether a value is known at compile time",
            Overloads = [Predicate(value => value is BoundConstant or BoundString)],
        },
        new()
        {
            Name = "is_scalar",
            Summary = "whether a map has no key",
            Overloads = [new() { Parameters = [Take.Map("map")], Result = Returns.Bool, Bind = BindIsScalar }],
        },
        new()
        {
            Name = "default_str_length",
            Summary = "capacity of a string that str() reads without length",
            Overloads = [new() { Bind = call => call.Integer(IntegerType.Int64, call.Context.Config.MaxStringLength) }],
        },
    ];

    private static FunctionOverload Predicate(Func<BoundExpression, bool> test) => new()
    {
        Parameters = [Take.Value("value")],
        Result = Returns.Bool,
        Bind = call => call.Boolean(test(call.Arguments[0])),
    };

    private static BoundConstant BindIsScalar(CallSite call) =>
        call.Boolean(((BoundMapReference)call.Arguments[0]).Map.IsScalar);
}
