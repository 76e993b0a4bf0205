using System.Collections.Immutable;
using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>Functions on maps and their elements (LANGUAGE 4.3).</summary>
internal static class MapElementFunctions
{
    public static ImmutableArray<FunctionDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "delete",
            Summary = "removes an element; false when there was none",
            Emit = MapCode.Delete,
            MayDiscard = true,
            Overloads =
            [
                // delete(@m[k]) is bound as delete(@m, k) (D-delete).
                new() { Parameters = [Take.KeyedMap("map"), Take.Key("key")], Result = Returns.Bool },
                new() { Parameters = [Take.Map("map")], Result = Returns.Bool, Bind = BindDeleteScalar },
            ],
        },
        new()
        {
            Name = "has_key",
            Summary = "whether a map has an element",
            Emit = MapCode.HasKey,
            Overloads = [new() { Parameters = [Take.KeyedMap("map"), Take.Key("key")], Result = Returns.Bool }],
        },
        new()
        {
            Name = "find",
            Summary = "reads an element into a variable; false when there is none",
            Emit = MapCode.Find,
            Overloads = [new() { Parameters = [Take.KeyedMap("map"), Take.Key("key"), Take.Variable("variable")], Result = Returns.Bool }],
        },
        new()
        {
            Name = "len",
            Summary = "number of elements of a map, or of frames of a stack",
            Emit = MapCode.Length,
            Overloads =
            [
                new() { Parameters = [Take.KeyedMap("map")], Result = Returns.Int64 },
                new() { Parameters = [Take.Value("stack")], Result = Returns.Int64, Bind = BindStackLength },
            ],
        },
    ];

    private static BoundExpression BindDeleteScalar(CallSite call) =>
        ((BoundMapReference)call.Arguments[0]).Map is { Key: not null } map
            ? call.Error(SemanticDiagnostics.KeyMissing, 0, map.Name)
            : call.ToCall();

    private static BoundExpression BindStackLength(CallSite call) => call.TypeOf(0) switch
    {
        ErrorType => new BoundError(call.Span),
        StackType => call.ToCall(),
        var other => call.Error(SemanticDiagnostics.ArgumentType, 0, "stack", "len", "a map or a stack", other),
    };
}
