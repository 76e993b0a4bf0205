using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>Format strings against their arguments (LANGUAGE 4.4).</summary>
internal sealed partial class BodyBinder
{
    private const int MaxFormatArguments = 127;

    private bool CheckFormat(SourceSpan span, FunctionDescriptor function, ImmutableArray<BoundExpression> arguments, out ImmutableArray<BoundExpression> converted)
    {
        converted = arguments;
        var format = FormatString.Parse(((BoundString)arguments[0]).Text);
        var count = arguments.Length - 1;
        if (count > MaxFormatArguments)
        {
            Report(SemanticDiagnostics.TooManyArguments.At(span, function.Name, MaxFormatArguments));
            return false;
        }

        if (!format.Fits(count))
        {
            Report(SemanticDiagnostics.FormatCount.At(span, function.Name, format.Conversions.Length, count));
            return false;
        }

        var valid = true;
        var values = arguments.ToBuilder();
        var stars = format.StarsTakeArguments(count);
        var next = 1;
        foreach (var conversion in format.Conversions)
        {
            // A star takes the width from an argument, as in C.
            for (var star = 0; stars && star < conversion.Stars; star++)
                valid &= CheckConversion(conversion with { Kind = ConversionKind.Signed, Specifier = "*" }, values, next++);
            valid &= CheckConversion(conversion, values, next++);
        }

        converted = values.MoveToImmutable();
        return valid;
    }

    private bool CheckConversion(Conversion conversion, ImmutableArray<BoundExpression>.Builder values, int index)
    {
        if (conversion.Accepts == ConversionArgument.Any)
            values[index] = AsText(values[index]);
        var value = values[index];
        // F-fmt-agg: reading what is added up has to be said.
        if (conversion.Accepts == ConversionArgument.Integer && value is BoundMapElement { Map.Value: AggregateType aggregate })
        {
            Report(SemanticDiagnostics.FormatType.At(value.Span, conversion.Specifier, "an integer", aggregate).WithHint($"cast it: ({value.Type})"));
            return false;
        }

        var needed = conversion.Accepts switch
        {
            ConversionArgument.Any => value.Type is StructType { Size: 0 } ? "a printable value" : null,
            ConversionArgument.Integer => value.Type is IntegerType or BooleanType or PointerType or EnumType or SymbolicType { IsScalar: true } ? null : "an integer",
            ConversionArgument.Buffer => value.Type is BufferType ? null : "a buffer",
            _ => "",
        };
        switch (needed)
        {
            case null:
                return true;
            case "":
                Report(SemanticDiagnostics.FormatConversion.At(values[0].Span, conversion.Specifier));
                return false;
            default:
                Report(SemanticDiagnostics.FormatType.At(value.Span, conversion.Specifier, needed, value.Type)
                    .WithHint(value.Type is StringType ? "use %s for text" : null));
                return false;
        }
    }
}
