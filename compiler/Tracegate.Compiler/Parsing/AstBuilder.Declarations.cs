using Antlr4.Runtime;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using P = Tracegate.Grammar.BpftraceParser;

namespace Tracegate.Compiler.Parsing;

/// <content>Everything at top level but probes.</content>
internal sealed partial class AstBuilder
{
    private PreprocessorLineSyntax PreprocessorLine(P.HashLineContext context)
    {
        var text = context.GetText();
        var start = 1;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        return new PreprocessorLineSyntax(Span(context), text[start..end], text[end..].Trim());
    }

    private CDefinitionSyntax CDefinition(P.CDefinitionContext context)
    {
        var head = context.C_HEAD().GetText();
        var kind = head[0] switch { 's' => CKind.Struct, 'u' => CKind.Union, _ => CKind.Enum };
        var last = context.C_ATTRIBUTE() is [.., var attribute] ? attribute.Symbol : context.C_CLOSE().Symbol;
        return new CDefinitionSyntax(Span(context), kind, Tag(head), Span(context.Start, last).Text);
    }

    // The last word of the head outside comments and parentheses: attributes may stand before the tag.
    private static string Tag(string head)
    {
        var (name, depth) = ("", 0);
        for (var i = head.IndexOfAny([' ', '\t', '\r', '\n', '/', '{']); i >= 0 && i < head.Length; i++)
        {
            var rest = head.AsSpan(i);
            if (rest.StartsWith("//"))
                i += Math.Max(rest.IndexOf('\n'), 0);
            else if (rest.StartsWith("/*"))
                i += Math.Max(rest.IndexOf("*/"), 0) + 1;
            else if (head[i] is '(' or '[')
                depth++;
            else if (head[i] is ')' or ']')
                depth--;
            else if (depth == 0 && (char.IsAsciiLetter(head[i]) || head[i] == '_'))
            {
                var end = i;
                while (char.IsAsciiLetterOrDigit(head[end]) || head[end] == '_')
                    end++;
                if (head[i..end] != "__attribute__")
                    name = head[i..end];
                i = end - 1;
            }
        }

        return name;
    }

    private ConfigBlockSyntax Config(P.ConfigContext context) =>
        new(Span(context), All(context.configEntry(), entry =>
            new ConfigEntrySyntax(Span(entry), entry.fieldName().GetText(), Span(entry.fieldName()), ConfigValue(entry.configValue()))));

    private ExpressionSyntax ConfigValue(P.ConfigValueContext context)
    {
        var token = context.Start;
        return token.Type switch
        {
            P.STRING or P.UNTERMINATED_STRING => String(token),
            P.INTEGER => Integer(token),
            P.TRUE or P.FALSE => new BooleanLiteralSyntax(Span(token), token.Type == P.TRUE),
            _ => new IdentifierSyntax(Span(token), token.Text),
        };
    }

    private ImportSyntax Import(SourceSpan span, P.StringContext path)
    {
        var text = String(path.Start);
        return new ImportSyntax(span, text.Value, text.Span);
    }

    private DeclarationSyntax Declaration(ParserRuleContext context) => context switch
    {
        P.ProbeContext probe => Probe(probe),
        P.MacroContext macro => new MacroSyntax(
            Span(macro), macro.name().GetText(), Span(macro.name()), All(macro.macroParameter(), MacroParameter), ValueBlock(macro.block())),
        P.FunctionContext function => new FunctionSyntax(
            Span(function),
            function.IDENTIFIER().GetText(),
            Span(function.IDENTIFIER()),
            All(function.functionParameter(), parameter => new FunctionParameterSyntax(
                Span(parameter), Variable(parameter.VARIABLE().Symbol), Type(parameter.type()))),
            Type(function.type()),
            Block(function.block())),
        P.MapDeclarationContext map => new MapDeclarationSyntax(
            Span(map), Map(map.MAP().Symbol), map.IDENTIFIER().GetText(), Span(map.IDENTIFIER()), Integer(map.INTEGER().Symbol)),
        _ => throw new InvalidOperationException($"no declaration: {context.GetType().Name}"),
    };

    private MacroParameterSyntax MacroParameter(P.MacroParameterContext context)
    {
        var token = context.Start;
        return token.Type switch
        {
            P.VARIABLE => new MacroParameterSyntax(Span(token), MacroParameterKind.Variable, token.Text[1..]),
            P.MAP => new MacroParameterSyntax(Span(token), MacroParameterKind.Map, token.Text[1..]),
            _ => new MacroParameterSyntax(Span(token), MacroParameterKind.Expression, token.Text),
        };
    }
}
