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
        var context = Parse(source, own, BpftraceLexer.DEFAULT_MODE, parser => parser.program());
        var program = new AstBuilder(source, own).Program(context);
        Report(own, diagnostics);
        return program;
    }

    /// <summary>Parses a text that must be one expression, such as the body of a C constant.</summary>
    /// <param name="source">The text.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    /// <returns>The expression, or null if there are errors.</returns>
    public static ExpressionSyntax? ParseExpression(SourceText source, DiagnosticBag diagnostics)
    {
        var own = new DiagnosticBag();
        var context = Parse(source, own, BpftraceLexer.BODY, parser => parser.singleExpression());
        var expression = context is null || own.HasErrors ? null : new AstBuilder(source, own).Expression(context.expression());
        Report(own, diagnostics);
        return own.HasErrors ? null : expression;
    }

    private static TContext? Parse<TContext>(SourceText source, DiagnosticBag diagnostics, int mode, Func<BpftraceParser, TContext> rule)
        where TContext : ParserRuleContext
    {
        var lexer = new BpftraceLexer(new AntlrInputStream(source.Text), TextWriter.Null, TextWriter.Null);
        lexer.RemoveErrorListeners();
        lexer.Mode(mode);
        var stream = new CommonTokenStream(lexer);
        stream.Fill();
        if (!new TokenClassifier(stream.GetTokens(), source, diagnostics).Run())
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
            parser.ErrorHandler = new SyntaxErrorStrategy(source, diagnostics);
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
