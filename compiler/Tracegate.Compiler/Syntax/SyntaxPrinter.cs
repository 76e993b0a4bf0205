using System.Globalization;
using System.Text;

namespace Tracegate.Compiler.Syntax;

/// <summary>Prints a syntax tree as stable text: a line a statement, expressions as <c>(operator operands)</c>.</summary>
public static class SyntaxPrinter
{
    /// <summary>Prints a program, or any part of one.</summary>
    public static string Print(SyntaxNode node)
    {
        switch (node)
        {
            case ExpressionSyntax expression:
                return Expression(expression);
            case TypeSyntax type:
                return Type(type);
        }

        var text = new StringBuilder();
        Lines(text, 0, node);
        return text.ToString();
    }

    /// <summary>An expression on one line.</summary>
    public static string Expression(ExpressionSyntax node) => node switch
    {
        IntegerLiteralSyntax n => n.Value.ToString(CultureInfo.InvariantCulture),
        StringLiteralSyntax n => Quote(n.Bytes.AsSpan()),
        BooleanLiteralSyntax n => n.Value ? "true" : "false",
        IdentifierSyntax n => n.Name,
        VariableSyntax n => "$" + n.Name,
        MapSyntax n => "@" + n.Name,
        MapAccessSyntax n => $"@{n.Map.Name}[{Expression(n.Key)}]",
        PositionalParameterSyntax n => $"${n.Number}",
        ParameterCountSyntax => "$#",
        UnaryExpressionSyntax n => $"({n.Operator.Text()} {Expression(n.Operand)})",
        IncrementExpressionSyntax n => (n.IsPostfix, n.IsDecrement ? "--" : "++") is (true, var post)
            ? $"({Expression(n.Target)} {post})"
            : $"({(n.IsDecrement ? "--" : "++")} {Expression(n.Target)})",
        BinaryExpressionSyntax n => $"({n.Operator.Text()} {Expression(n.Left)} {Expression(n.Right)})",
        ConditionalExpressionSyntax { WhenTrue: { } yes } n => $"(? {Expression(n.Condition)} {Expression(yes)} {Expression(n.WhenFalse)})",
        ConditionalExpressionSyntax n => $"(?: {Expression(n.Condition)} {Expression(n.WhenFalse)})",
        IfExpressionSyntax n => $"(if {Expression(n.Condition)} {Expression(n.Then)}{(n.Else is { } other ? " " + Expression(other) : "")})",
        BlockExpressionSyntax n => $"{{{string.Concat(n.Statements.Select(s => " " + Inline(s) + ";"))}{(n.Value is { } value ? " " + Expression(value) : "")} }}",
        ComptimeExpressionSyntax n => $"(comptime {Expression(n.Expression)})",
        CastExpressionSyntax n => $"(cast {Type(n.Type)} {Expression(n.Expression)})",
        SizeofExpressionSyntax n => $"(sizeof {Operand(n.Type, n.Expression)})",
        OffsetofExpressionSyntax n => $"(offsetof {Operand(n.Type, n.Expression)} {string.Join('.', n.Path.Select(p => p.Name))})",
        TypeinfoExpressionSyntax n => $"(typeinfo {Operand(n.Type, n.Expression)})",
        TypeArgumentSyntax n => Type(n.Type),
        MemberAccessSyntax n => $"(. {Expression(n.Target)} {n.Name})",
        TupleAccessSyntax n => $"(. {Expression(n.Target)} {n.Index})",
        IndexExpressionSyntax n => $"([] {Expression(n.Target)} {Expression(n.Index)})",
        TupleExpressionSyntax n => $"(tuple{string.Concat(n.Elements.Select(e => " " + Expression(e)))})",
        RecordExpressionSyntax n => $"(record{string.Concat(n.Fields.Select(f => $" {f.Name}={Expression(f.Value)}"))})",
        CallExpressionSyntax n => $"(call {n.Name}{string.Concat(n.Arguments.Select(a => " " + Expression(a)))})",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType().Name, null),
    };

    /// <summary>A type as it is written.</summary>
    public static string Type(TypeSyntax node) => node switch
    {
        NamedTypeSyntax n => n.Name,
        TaggedTypeSyntax n => $"{Keyword(n.Kind)} {n.Name}",
        PointerTypeSyntax n => Type(n.Element) + "*",
        ArrayTypeSyntax n => $"{Type(n.Element)}[{n.Length}]",
        TypeofTypeSyntax n => $"typeof({Operand(n.Type, n.Expression)})",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType().Name, null),
    };

    private static string Keyword(CKind kind) => kind switch { CKind.Struct => "struct", CKind.Union => "union", _ => "enum" };

    // A type stands in angle brackets, so that it differs from an expression of the same name.
    private static string Operand(TypeSyntax? type, ExpressionSyntax? expression) =>
        type is not null ? $"<{Type(type)}>" : Expression(expression!);

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');

    private static void Lines(StringBuilder text, int depth, SyntaxNode node)
    {
        switch (node)
        {
            case ProgramSyntax n:
                Line(text, depth, "program");
                if (n.Shebang is not null)
                    Line(text, depth + 1, $"shebang {n.Shebang}");
                foreach (var child in SyntaxChildren.Of(n))
                    Lines(text, depth + 1, child);
                break;
            case PreprocessorLineSyntax n:
                Line(text, depth, $"#{n.Directive} {n.Arguments}".TrimEnd());
                break;
            case CDefinitionSyntax n:
                Line(text, depth, $"c-definition {Keyword(n.Kind)} {n.Name}".TrimEnd());
                foreach (var line in n.Text.Split('\n'))
                    Line(text, depth + 1, line.Trim());
                break;
            case ConfigBlockSyntax n:
                Line(text, depth, "config");
                foreach (var entry in n.Entries)
                    Line(text, depth + 1, $"{entry.Name} = {Expression(entry.Value)}");
                break;
            case ImportSyntax n:
                Line(text, depth, $"import {Quote(Encoding.UTF8.GetBytes(n.Path))}");
                break;
            case MacroSyntax n:
                Line(text, depth, $"macro {n.Name}({string.Join(", ", n.Parameters.Select(Parameter))})");
                foreach (var statement in n.Body.Statements)
                    Lines(text, depth + 1, statement);
                if (n.Body.Value is { } result)
                    Line(text, depth + 1, $"value {Expression(result)}");
                break;
            case FunctionSyntax n:
                Line(text, depth, $"fn {n.Name}({string.Join(", ", n.Parameters.Select(p => $"${p.Variable.Name} : {Type(p.Type)}"))}) : {Type(n.ReturnType)}");
                Body(text, depth, n.Body);
                break;
            case MapDeclarationSyntax n:
                Line(text, depth, $"map @{n.Map.Name} = {n.Kind}({n.MaxEntries.Value})");
                break;
            case ProbeSyntax n:
                Line(text, depth, n.Name is null ? "probe" : $"probe {n.Name}");
                foreach (var attribute in n.Attributes)
                    Line(text, depth + 1, $"set {attribute.Name} = {Expression(attribute.Value)}");
                foreach (var point in n.AttachPoints)
                    Line(text, depth + 1, $"attach {AttachPoint(point)}");
                if (n.Predicate is not null)
                    Line(text, depth + 1, $"where {Expression(n.Predicate)}");
                Body(text, depth, n.Body);
                break;
            case BlockStatementSyntax n:
                Line(text, depth, "block");
                Body(text, depth, n);
                break;
            case IfStatementSyntax n:
                Line(text, depth, $"if {Expression(n.Condition)}");
                Body(text, depth, n.Then);
                if (n.Else is null)
                    break;
                Line(text, depth, "else");
                if (n.Else is BlockStatementSyntax otherwise)
                    Body(text, depth, otherwise);
                else
                    Lines(text, depth + 1, n.Else);
                break;
            case UnrollStatementSyntax n:
                Loop(text, depth, $"unroll {Expression(n.Count)}", n.Body);
                break;
            case WhileStatementSyntax n:
                Loop(text, depth, $"while {Expression(n.Condition)}", n.Body);
                break;
            case ForMapStatementSyntax n:
                Loop(text, depth, $"for ${n.Variable.Name} : @{n.Map.Name}", n.Body);
                break;
            case ForRangeStatementSyntax n:
                Loop(text, depth, $"for ${n.Variable.Name} : {Expression(n.Start)} .. {Expression(n.End)}", n.Body);
                break;
            case StatementSyntax n:
                Line(text, depth, Inline(n));
                break;
        }
    }

    private static void Loop(StringBuilder text, int depth, string head, BlockStatementSyntax body)
    {
        Line(text, depth, head);
        Body(text, depth, body);
    }

    private static void Body(StringBuilder text, int depth, BlockStatementSyntax block)
    {
        foreach (var statement in block.Statements)
            Lines(text, depth + 1, statement);
    }

    private static string Inline(StatementSyntax node)
    {
        switch (node)
        {
            case ExpressionStatementSyntax n:
                return Expression(n.Expression);
            case AssignmentStatementSyntax n:
                return $"({n.Operator?.Text()}= {Expression(n.Target)} {Expression(n.Value)})";
            case LetStatementSyntax n:
                return $"let ${n.Variable.Name}{(n.Type is { } t ? " : " + Type(t) : "")}{(n.Initializer is { } e ? " = " + Expression(e) : "")}";
            case DiscardStatementSyntax n:
                return $"discard {Expression(n.Expression)}";
            case BreakStatementSyntax:
                return "break";
            case ContinueStatementSyntax:
                return "continue";
            case ReturnStatementSyntax n:
                return n.Value is null ? "return" : $"return {Expression(n.Value)}";
            case ImportStatementSyntax n:
                return $"import {Quote(Encoding.UTF8.GetBytes(n.Import.Path))}";
            default:
                // Statements with blocks inside an expression: their lines, joined.
                var text = new StringBuilder();
                Lines(text, 0, node);
                return string.Join(" | ", text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    private static string Parameter(MacroParameterSyntax node) => node.Kind switch
    {
        MacroParameterKind.Variable => "$" + node.Name,
        MacroParameterKind.Map => "@" + node.Name,
        _ => node.Name,
    };

    private static string AttachPoint(AttachPointSyntax node) => string.Concat(node.Parts.Select(part =>
        (part.Separator == '\0' ? "" : $" {part.Separator} ") + string.Concat(part.Pieces.Select(piece =>
            piece.Parameter > 0 ? $"<${piece.Parameter}>" : piece.Quoted ? $"'{piece.Text}'" : piece.Text))));

    private static string Quote(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        foreach (var c in bytes)
        {
            text.Append(c switch
            {
                (byte)'\n' => "\\n",
                (byte)'\t' => "\\t",
                (byte)'\r' => "\\r",
                (byte)'"' => "\\\"",
                (byte)'\\' => "\\\\",
                < 32 or >= 127 => $"\\x{c:x2}",
                _ => ((char)c).ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
