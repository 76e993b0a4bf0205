using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>B-config: a record of the config options. Those that are decided on the target are filled in at load.</summary>
internal static class ConfigBuiltin
{
    private const int TextCapacity = 64;

    private static readonly ImmutableArray<ConfigOptionDescriptor> Options =
        [.. ConfigOptions.All.Where(option => option.State == ConfigState.Current && option.IsReadable)];

    public static ImmutableArray<BuiltinDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "config",
            Summary = "the config options as a record",
            TakesParentheses = false,
            IsSteady = true,
            Type = context => RecordType(context.Config),
            Bind = (context, span) => Record(context.Config, span),
        },
    ];

    private static TupleType RecordType(ConfigValues values) =>
        new([.. Options.Select(option => new TupleMember(option.Name, Value(option, values, default).Type))]);

    private static BoundTuple Record(ConfigValues values, SourceSpan span) =>
        new(span, RecordType(values), [.. Options.Select((option, i) => (i, Value(option, values, span)))]);

    private static BoundExpression Value(ConfigOptionDescriptor option, ConfigValues values, SourceSpan span)
    {
        var text = values[option.Name];
        if (option.Stage != ConfigStage.Compile)
            return new BoundLoadConstant(span, LoadType(option), LoadConstantKind.Config, $"{option.Name}={text}");
        return option.Kind switch
        {
            ConfigKind.Boolean => new BoundConstant(span, BooleanType.Instance, text == "true" ? 1UL : 0),
            ConfigKind.Number => new BoundConstant(span, IntegerType.UInt64, ulong.Parse(text)),
            _ => new BoundString(span, new StringType(text.Length + 1), [.. ByteText.GetBytes(text)]),
        };
    }

    private static TraceType LoadType(ConfigOptionDescriptor option) => option.Kind switch
    {
        ConfigKind.Boolean => BooleanType.Instance,
        ConfigKind.Number => IntegerType.UInt64,
        ConfigKind.Word => new StringType(option.Words.Max(word => word.Length) + 1),
        _ => new StringType(TextCapacity),
    };
}
