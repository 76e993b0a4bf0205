using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Antlr4.Runtime;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using P = Tracegate.Grammar.BpftraceParser;

namespace Tracegate.Compiler.Parsing;

/// <content>Probes and their attach points (L-probe, L-ap-lex).</content>
internal sealed partial class AstBuilder
{
    private ProbeSyntax Probe(P.ProbeContext context)
    {
        var body = context.probeBody();
        var name = (string?)null;
        var points = ImmutableArray.CreateBuilder<AttachPointSyntax>();
        foreach (var point in context.attachPoint())
        {
            var (first, last) = (point.Start.StartIndex, LastAdjacent(point));
            if (last != point.Stop)
                diagnostics.Add(SyntaxDiagnostics.AttachPointSeparator.At(Span(Following(point, last)), Following(point, last).Text));
            var span = source.Span(first, last.StopIndex - first + 1);

            // A name is kept, but has no effect.
            if (points.Count == 0 && NameLength(span.Text) is > 0 and var length)
            {
                name = span.Text[..length];
                span = source.Span(first + length + 1, span.Length - length - 1);
            }

            points.Add(AttachPoint(span));
        }

        var predicate = body.expression() is { } condition ? Expression(condition) : null;
        var block = body.block() is { } braces ? Block(braces) : new BlockStatementSyntax(BehindPredicate(body), Statements(body.blockItem()));
        return new ProbeSyntax(Span(context), name, points.ToImmutable(), predicate, block)
        {
            Attributes = [.. context.ATTRIBUTE().Select(node => Attribute(node.Symbol))],
        };
    }

    // One token: '[' name '=' value ']'.
    private ConfigEntrySyntax Attribute(IToken token)
    {
        var text = token.Text;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = (Trimmed(1, equals), Trimmed(equals + 1, text.Length - 1));
        ExpressionSyntax word = value.Text is ['"', .., '"']
            ? new StringLiteralSyntax(value, [.. Encoding.UTF8.GetBytes(value.Text[1..^1])])
            : new IdentifierSyntax(value, value.Text);
        return new ConfigEntrySyntax(Span(token), name.Text, name, word);

        SourceSpan Trimmed(int start, int end)
        {
            while (start < end && char.IsWhiteSpace(text[start]))
                start++;
            while (end > start && char.IsWhiteSpace(text[end - 1]))
                end--;
            return source.Span(token.StartIndex + start, end - start);
        }
    }

    // The token that closes a predicate ends with the brace that opens the body.
    private SourceSpan BehindPredicate(P.ProbeBodyContext body)
    {
        var start = body.PREDICATE_CLOSE().Symbol.StopIndex;
        return source.Span(start, body.Stop.StopIndex - start + 1);
    }

    // Blanks end an attach point, but the grammar does not see them.
    private static IToken LastAdjacent(P.AttachPointContext context)
    {
        var last = context.Start;
        for (var i = 1; i < context.ChildCount; i++)
        {
            var token = ((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(i)).Symbol;
            if (token.StartIndex != last.StopIndex + 1)
                break;
            last = token;
        }

        return last;
    }

    private static IToken Following(P.AttachPointContext context, IToken last)
    {
        for (var i = 0; i < context.ChildCount - 1; i++)
            if (((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(i)).Symbol == last)
                return ((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(i + 1)).Symbol;
        return context.Stop;
    }

    private static int NameLength(string text)
    {
        var end = text.AsSpan().IndexOfAny('=', ':', '"');
        return end > 0 && text[end] == '=' && end < text.Length - 1 ? end : 0;
    }

    private AttachPointSyntax AttachPoint(SourceSpan span)
    {
        var text = span.Text;
        var parts = ImmutableArray.CreateBuilder<AttachPointPartSyntax>();
        var pieces = ImmutableArray.CreateBuilder<AttachPointPieceSyntax>();
        var (separator, partStart, pieceStart, quoted) = ('\0', 0, 0, false);
        var literal = new StringBuilder();

        void EndPiece(int end, bool always)
        {
            if (literal.Length > 0 || always)
                pieces.Add(new AttachPointPieceSyntax(At(pieceStart, end), literal.ToString(), 0, quoted));
            literal.Clear();
            pieceStart = end;
        }

        void EndPart(int end)
        {
            EndPiece(end, always: false);
            parts.Add(new AttachPointPartSyntax(At(partStart, end), separator, pieces.DrainToImmutable()));
        }

        SourceSpan At(int start, int end) => source.Span(span.Start + start, end - start);

        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    EndPiece(quoted ? i + 1 : i, always: quoted);
                    quoted = !quoted;
                    break;
                case '\\' when quoted && i + 1 < text.Length:
                    literal.Append(text[++i]);
                    break;
                case ':' or '@' when !quoted:
                    EndPart(i);
                    (separator, partStart, pieceStart) = (text[i], i + 1, i + 1);
                    break;
                case '$' when !quoted:
                    EndPiece(i, always: false);
                    var end = i + 1;
                    while (end < text.Length && char.IsAsciiDigit(text[end]))
                        end++;
                    if (ParameterNumber(text.AsSpan(i + 1, end - i - 1)) is { } number)
                    {
                        pieces.Add(new AttachPointPieceSyntax(At(i, end), text[i..end], number, false));
                    }
                    else
                    {
                        end = Math.Min(Math.Max(end, i + 2), text.Length);
                        diagnostics.Add(SyntaxDiagnostics.AttachPointParameter.At(At(i, end), text[i..end]));
                    }

                    (pieceStart, i) = (end, end - 1);
                    break;
                default:
                    literal.Append(text[i]);
                    break;
            }
        }

        EndPart(text.Length);
        return new AttachPointSyntax(span, text, parts.ToImmutable());
    }

    // Without a leading zero: $0 and $01 are no parameters.
    private static int? ParameterNumber(ReadOnlySpan<char> digits) =>
        digits.Length > 0 && digits[0] != '0' && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
