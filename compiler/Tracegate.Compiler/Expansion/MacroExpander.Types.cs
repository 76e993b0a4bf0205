using System.Collections.Immutable;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <content>Parameters in the place of types and of member names (E-macro-types, E-typectx).</content>
internal sealed partial class MacroExpander
{
    /// <inheritdoc/>
    public override TypeSyntax Type(TypeSyntax node)
    {
        if (_frame is null)
            return base.Type(node);
        TypeSyntax result = node switch
        {
            NamedTypeSyntax n when _frame.FindExpression(n.Name) is { } argument => Named(argument) ?? Invalid(n, n.Name, argument),
            TaggedTypeSyntax n when _frame.FindExpression(n.Name) is { } argument =>
                Named(argument) is NamedTypeSyntax name ? n with { Name = name.Name } : Invalid(n, n.Name, argument),
            TypeofTypeSyntax { Type: { } operand } n => TypeofOperand(n, operand),
            _ => base.Type(node),
        };
        return result with { Span = Moved(node.Span) };
    }

    // typeof(x), where x may be a parameter that stands for a type or for an expression.
    private TypeofTypeSyntax TypeofOperand(TypeofTypeSyntax node, TypeSyntax operand)
    {
        if (operand is NamedTypeSyntax name && _frame!.FindExpression(name.Name) is { } argument)
        {
            return argument switch
            {
                TypeArgumentSyntax type => type.Type,
                IdentifierSyntax bare => node with { Type = new NamedTypeSyntax(bare.Span, bare.Name) },
                _ => node with { Type = null, Expression = _context.Copy(argument) },
            };
        }

        return node with { Type = Type(operand) };
    }

    // The operand of sizeof, offsetof and typeinfo.
    private ExpressionSyntax Operand(ExpressionSyntax node, TypeSyntax? type, Func<TypeSyntax?, ExpressionSyntax?, ExpressionSyntax> rebuild)
    {
        if (type is null)
            return node;
        if (_frame is not null && type is NamedTypeSyntax name && _frame.FindExpression(name.Name) is { } argument
            && argument is not (TypeArgumentSyntax or IdentifierSyntax))
            return Moved(rebuild(null, _context.Copy(argument)));
        return Type(type) is var changed && ReferenceEquals(changed, type) ? node : Moved(rebuild(changed, null));
    }

    // The type that an argument names, or null: a bare name, or what stands in typeof().
    private static TypeSyntax? Named(ExpressionSyntax argument) => argument switch
    {
        IdentifierSyntax name => new NamedTypeSyntax(name.Span, name.Name),
        TypeArgumentSyntax { Type.Type: { } type } => type,
        TypeArgumentSyntax { Type: { } expression } => expression,
        _ => null,
    };

    private TypeSyntax Invalid(TypeSyntax node, string parameter, ExpressionSyntax argument)
    {
        Diagnostics.Add(ExpansionDiagnostics.MacroTypeArgument.At(argument.Span, argument.Span.Text, parameter, SyntaxPrinter.Type(node)));
        return node;
    }

    // A path of one name may be a parameter that stands for a whole path.
    private ImmutableArray<FieldNameSyntax> Path(OffsetofExpressionSyntax node)
    {
        if (node.Path is not [var only] || _frame?.FindExpression(only.Name) is not { } argument)
            return node.Path;
        var names = new List<FieldNameSyntax>();
        while (argument is MemberAccessSyntax member)
        {
            names.Insert(0, new FieldNameSyntax(member.NameSpan, member.Name));
            argument = member.Target;
        }

        if (argument is IdentifierSyntax first)
            return [new FieldNameSyntax(first.Span, first.Name), .. names];
        Diagnostics.Add(ExpansionDiagnostics.OffsetofPath.At(argument.Span, only.Name));
        return node.Path;
    }
}
