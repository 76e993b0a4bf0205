using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Grammar;

namespace Tracegate.Compiler.Parsing;

/// <summary>Reports what was expected in the user's words, and recovers as ANTLR does.</summary>
internal sealed class SyntaxErrorStrategy(SourceText source, DiagnosticBag diagnostics) : DefaultErrorStrategy
{
    private int _lastReported = -1;

    /// <inheritdoc/>
    public override void ReportError(Antlr4.Runtime.Parser recognizer, RecognitionException e)
    {
        if (InErrorRecoveryMode(recognizer))
            return;
        BeginErrorCondition(recognizer);
        var token = e is NoViableAltException alternative ? alternative.OffendingToken : e.OffendingToken ?? recognizer.CurrentToken;
        Report(recognizer, token, e.GetExpectedTokens() ?? recognizer.GetExpectedTokens());
    }

    /// <inheritdoc/>
    protected override void ReportUnwantedToken(Antlr4.Runtime.Parser recognizer)
    {
        if (InErrorRecoveryMode(recognizer))
            return;
        BeginErrorCondition(recognizer);
        Report(recognizer, recognizer.CurrentToken, GetExpectedTokens(recognizer));
    }

    /// <inheritdoc/>
    protected override void ReportMissingToken(Antlr4.Runtime.Parser recognizer)
    {
        if (InErrorRecoveryMode(recognizer))
            return;
        BeginErrorCondition(recognizer);
        Report(recognizer, recognizer.CurrentToken, GetExpectedTokens(recognizer));
    }

    /// <inheritdoc/>
    protected override IToken? SingleTokenDeletion(Antlr4.Runtime.Parser recognizer) =>
        recognizer.CurrentToken.Type is BpftraceLexer.LPAREN or BpftraceLexer.RPAREN or BpftraceLexer.LBRACE or BpftraceLexer.RBRACE
            or BpftraceLexer.LBRACKET or BpftraceLexer.RBRACKET or BpftraceLexer.SEMI
            ? null // Brackets are seldom too many: something before them is missing.
            : base.SingleTokenDeletion(recognizer);

    private void Report(Antlr4.Runtime.Parser recognizer, IToken token, IntervalSet expected)
    {
        // One error a token: recovery may come by the same place more than once. What follows a bad token is no news.
        if (token.TokenIndex == _lastReported || Previous(recognizer, token).Type is BpftraceLexer.UNTERMINATED_STRING or BpftraceLexer.UNKNOWN)
            return;
        _lastReported = token.TokenIndex;

        var rule = recognizer.Context?.RuleIndex ?? -1;
        if (SpecialCase(recognizer, token, rule) is { } special)
        {
            diagnostics.Add(special);
            return;
        }

        var words = ExpectedTokens.Describe(expected, rule);
        var diagnostic = SyntaxDiagnostics.Expected.At(Span(token), words, ExpectedTokens.Found(token));
        diagnostics.Add(Hint(recognizer, expected) is { } hint ? diagnostic.WithHint(hint) : diagnostic);
    }

    private Diagnostic? SpecialCase(Antlr4.Runtime.Parser recognizer, IToken token, int rule) => rule switch
    {
        BpftraceParser.RULE_mapDeclaration when Previous(recognizer, token).Type == BpftraceLexer.LET =>
            SyntaxDiagnostics.TopLevelLet.At(Span(Previous(recognizer, token))),
        BpftraceParser.RULE_program or BpftraceParser.RULE_item when token.Type is BpftraceLexer.SEMI or BpftraceLexer.RBRACE =>
            SyntaxDiagnostics.Unexpected.At(Span(token), ExpectedTokens.Found(token)),
        _ => null,
    };

    private static string? Hint(Antlr4.Runtime.Parser recognizer, IntervalSet expected)
    {
        if (expected.Count != 1 || !expected.Contains(BpftraceLexer.LBRACE))
            return null;
        for (var context = recognizer.Context; context is not null; context = context.Parent as ParserRuleContext)
        {
            switch (context)
            {
                case BpftraceParser.BlockContext when context.Parent is BpftraceParser.IfElseContext or BpftraceParser.WhileStatementContext:
                    return "put a condition with operators in parentheses";
                case BpftraceParser.BlockItemContext:
                    return null;
            }
        }

        return null;
    }

    private static IToken Previous(Antlr4.Runtime.Parser recognizer, IToken token) =>
        ((ITokenStream)recognizer.InputStream).Get(Math.Max(token.TokenIndex - 1, 0));

    private SourceSpan Span(IToken token) =>
        token.Type == TokenConstants.EOF
            ? source.Span(EndOfText(token.StartIndex), 0)
            : source.Span(token.StartIndex, Math.Max(token.StopIndex - token.StartIndex + 1, 0));

    private int EndOfText(int end)
    {
        while (end > 0 && char.IsWhiteSpace(source.Text[end - 1]))
            end--;
        return end;
    }
}
