using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using P = Tracegate.Grammar.BpftraceParser;

namespace Tracegate.Compiler.Parsing;

/// <content>Types (T-suffix, E-typectx).</content>
internal sealed partial class AstBuilder
{
    private TypeSyntax Type(P.TypeContext context)
    {
        if (context.typeOrExpression() is { } operand)
            return Typeof(Span(context), operand);
        var type = TypeName(context.typeName());
        foreach (var suffix in context.typeSuffix())
        {
            var span = type.Span.To(Span(suffix));
            type = suffix switch
            {
                _ when suffix.STAR() is not null => new PointerTypeSyntax(span, type),
                _ when suffix.INTEGER() is { } length => new ArrayTypeSyntax(span, type, Integer(length.Symbol).Value),
                _ => new ArrayTypeSyntax(span, type, null),
            };
        }

        return type;
    }

    private TypeSyntax TypeName(P.TypeNameContext context)
    {
        var name = context.IDENTIFIER().GetText();
        return context.Start.Type switch
        {
            P.STRUCT => new TaggedTypeSyntax(Span(context), CKind.Struct, name),
            P.UNION => new TaggedTypeSyntax(Span(context), CKind.Union, name),
            P.ENUM => new TaggedTypeSyntax(Span(context), CKind.Enum, name),
            _ => new NamedTypeSyntax(Span(context), name),
        };
    }

    private TypeofTypeSyntax Typeof(SourceSpan span, P.TypeOrExpressionContext operand)
    {
        var (type, expression) = TypeOrExpression(operand);
        return new TypeofTypeSyntax(span, type, expression);
    }

    private (TypeSyntax? Type, ExpressionSyntax? Expression) TypeOrExpression(P.TypeOrExpressionContext context)
    {
        if (context.expression() is { } expression)
            return (null, Expression(expression));
        var type = Type(context.type());

        // A builtin is a value even where types stand.
        if (type is NamedTypeSyntax { Name: var name } && TokenClassifier.IsBuiltinName(name))
            return (null, new IdentifierSyntax(type.Span, name));
        return (type, null);
    }
}
