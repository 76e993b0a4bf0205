using Antlr4.Runtime;
using Antlr4.Runtime.Atn;
using Antlr4.Runtime.Misc;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.Grammar;

namespace Tracegate.Compiler.Parsing;

/// <summary>Reads scripts: characters → tokens → ANTLR parse tree → syntax tree.</summary>
public static class Parser
{
    /// <summary>Syntax errors that are shown of one script.</summary>
    public const int MaxErrors = 20;

    /// <summary>Parses a script. Declarations with errors in them are left out of the result.</summary>
    /// <param name="source">The script.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    public static ProgramSyntax Parse(SourceText source, DiagnosticBag diagnostics)
    {
        var own = new DiagnosticBag();
        var context = Parse(source.Span(0, source.Text.Length), own, BpftraceLexer.DEFAULT_MODE, parser => parser.program());
        var program = new AstBuilder(source, own).Program(context);
        Report(own, diagnostics);
        return program;
    }

    /// <summary>Parses a part of a source that must be one expression, such as the body of a C constant.</summary>
    /// <param name="span">The part.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    /// <returns>The expression, or null if there are errors.</returns>
    public static ExpressionSyntax? ParseExpression(SourceSpan span, DiagnosticBag diagnostics)
    {
        var own = new DiagnosticBag();
        var context = Parse(span, own, BpftraceLexer.BODY, parser => parser.singleExpression());
        var expression = context is null || own.HasErrors ? null : new AstBuilder(span.Source, own).Expression(context.expression());
        Report(own, diagnostics);
        return own.HasErrors ? null : expression;
    }

    private static TContext? Parse<TContext>(SourceSpan span, DiagnosticBag diagnostics, int mode, Func<BpftraceParser, TContext> rule)
        where TContext : ParserRuleContext
    {
        // The stream ends at the end of the part but starts at the start of the source, so that offsets are the source's.
        var input = new AntlrInputStream(span.Source.Text.ToCharArray(), span.End);
        input.Seek(span.Start);
        var lexer = new BpftraceLexer(input, TextWriter.Null, TextWriter.Null);
        lexer.RemoveErrorListeners();
        lexer.Mode(mode);
        var stream = new CommonTokenStream(lexer);
        stream.Fill();
        if (!new TokenClassifier(stream.GetTokens(), span.Source, diagnostics).Run())
            return null;

        stream.Seek(0);
        var parser = new BpftraceParser(stream, TextWriter.Null, TextWriter.Null) { ErrorHandler = new BailErrorStrategy() };
        parser.RemoveErrorListeners();
        parser.Interpreter.PredictionMode = PredictionMode.SLL;
        try
        {
            return rule(parser);
        }
        catch (ParseCanceledException)
        {
            // Wrong, or beyond SLL: once more with full look-ahead and error recovery.
            stream.Seek(0);
            parser.Reset();
            parser.ErrorHandler = new SyntaxErrorStrategy(span.Source, diagnostics);
            parser.Interpreter.PredictionMode = PredictionMode.LL;
            return rule(parser);
        }
    }

    // The characters are read first, then the grammar, then the tree: the user reads from top to bottom.
    private static void Report(DiagnosticBag own, DiagnosticBag diagnostics)
    {
        var shown = 0;
        foreach (var diagnostic in own.OrderBy(d => d.Span.Start))
        {
            if (diagnostic.Severity == Severity.Error && ++shown > MaxErrors)
            {
                diagnostics.Add(SyntaxDiagnostics.TooManyErrors.At(diagnostic.Span));
                return;
            }

            diagnostics.Add(diagnostic);
        }
    }
}
