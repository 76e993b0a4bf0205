using Antlr4.Runtime;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using T = Tracegate.Grammar.BpftraceLexer;

namespace Tracegate.Compiler.Parsing;

/// <summary>Goes over the tokens before parsing: settles with a free look ahead what a grammar finds hard, and reports bad characters.</summary>
internal sealed class TokenClassifier(IList<IToken> tokens, SourceText source, DiagnosticBag diagnostics)
{
    /// <summary>Levels of parentheses, brackets, braces and prefix operators that are accepted: later stages recurse.</summary>
    public const int MaxDepth = 200;

    // Links of member accesses, conditionals and casts in one statement, or of else-if in one declaration.
    private const int MaxChain = 2000;

    // A parenthesised one of these is a value, whatever follows (E-cast).
    private static readonly HashSet<string> BuiltinNames = ["args", "ctx", "kstack", "nsecs", "pid", "tid", "ustack"];

    /// <summary>Whether a bare name is a builtin that cannot be a type.</summary>
    public static bool IsBuiltinName(string name) =>
        BuiltinNames.Contains(name)
        || (name.Length > 3 && name.StartsWith("arg", StringComparison.Ordinal) && name.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0)
        || name.StartsWith("__builtin_", StringComparison.Ordinal);

    /// <summary>Retypes tokens in place.</summary>
    /// <returns>False if the nesting is too deep to parse.</returns>
    public bool Run()
    {
        var (depth, prefixes, links, elses, deep) = (0, 0, 0, 0, false);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = (CommonToken)tokens[i];
            if (token.Channel != 0)
                continue;
            prefixes = IsPrefix(token.Type) ? prefixes + 1 : 0;
            links = EndsStatement(i) ? 0 : links + (token.Type is T.DOT or T.ARROW or T.QUESTION or T.STAR or T.LPAREN or T.LBRACKET ? 1 : 0);
            elses = depth == 0 ? 0 : elses + (token.Type == T.ELSE ? 1 : 0);
            switch (token.Type)
            {
                case T.LPAREN:
                    depth++;
                    token.Type = BelongsToWord(Before(i)) ? T.LPAREN : IsRecord(i) ? T.RECORD_OPEN : IsCast(i) ? T.CAST_OPEN : T.LPAREN;
                    break;
                case T.LBRACE or T.LBRACKET or T.C_HEAD or T.C_OPEN:
                    depth++;
                    break;
                case T.RPAREN or T.RBRACE or T.RBRACKET or T.C_CLOSE:
                    depth = Math.Max(depth - 1, 0);
                    break;
                case T.INCREMENT or T.DECREMENT when Before(i) is T.RBRACE:
                    token.Type = T.PREFIX_STEP;
                    break;
                case T.UNTERMINATED_STRING:
                    diagnostics.Add(SyntaxDiagnostics.UnterminatedString.At(Span(token)));
                    break;
                case T.OPEN_COMMENT:
                    diagnostics.Add(SyntaxDiagnostics.UnterminatedComment.At(Span(token)));
                    token.Channel = Lexer.Hidden;
                    break;
                case T.UNKNOWN:
                    diagnostics.Add(SyntaxDiagnostics.UnknownCharacter.At(Span(token), Quote(token.Text))
                        .WithHint(token.Text == "'" ? "the code of a character is \"a\"[0]" : null));
                    token.Channel = Lexer.Hidden;
                    break;
            }

            if (!deep && (depth > MaxDepth || prefixes > MaxDepth || links > MaxChain || elses > MaxChain))
            {
                deep = true;
                diagnostics.Add(SyntaxDiagnostics.NestedTooDeeply.At(Span(token), links > MaxChain || elses > MaxChain ? MaxChain : MaxDepth));
            }
        }

        return !deep;
    }

    private bool EndsStatement(int i) =>
        tokens[i].Type == T.SEMI || (tokens[i].Type == T.RBRACE && tokens[Next(i)].Type is not (T.QUESTION or T.COLON));

    private static string Quote(string text) =>
        text.Length > 0 && (char.IsControl(text[0]) || char.IsSurrogate(text[0])) ? $"U+{(int)text[0]:X4}" : $"'{text}'";

    private SourceSpan Span(CommonToken token) => source.Span(token.StartIndex, token.StopIndex - token.StartIndex + 1);

    private static bool IsPrefix(int type) =>
        type is T.MINUS or T.NOT or T.TILDE or T.STAR or T.AND or T.INCREMENT or T.DECREMENT or T.COMPTIME;

    // Arguments and conditions.
    private static bool BelongsToWord(int before) =>
        before is T.IDENTIFIER or T.CONFIG or T.SIZEOF or T.OFFSETOF or T.TYPEINFO or T.TYPEOF or T.IF or T.WHILE or T.UNROLL;

    // '(' name '='
    private bool IsRecord(int open)
    {
        var name = Next(open);
        return IsName(tokens[name].Type) && tokens[Next(name)].Type == T.ASSIGN;
    }

    // '(' type ')' with an expression behind it
    private bool IsCast(int open)
    {
        var i = Next(open);
        switch (tokens[i].Type)
        {
            case T.TYPEOF:
                i = Next(i);
                if (tokens[i].Type != T.LPAREN)
                    return false;
                i = Next(Matching(i));
                break;
            case T.STRUCT or T.UNION or T.ENUM:
                i = Next(i);
                if (tokens[i].Type != T.IDENTIFIER)
                    return false;
                i = Suffixes(Next(i));
                break;
            case T.IDENTIFIER when !IsBuiltinName(tokens[i].Text):
                i = Suffixes(Next(i));
                break;
            default:
                return false;
        }

        return tokens[i].Type == T.RPAREN && StartsExpression(tokens[Next(i)].Type);
    }

    private int Suffixes(int i)
    {
        while (true)
        {
            if (tokens[i].Type == T.STAR)
            {
                i = Next(i);
                continue;
            }

            if (tokens[i].Type != T.LBRACKET)
                return i;
            i = Next(i);
            if (tokens[i].Type == T.INTEGER)
                i = Next(i);
            if (tokens[i].Type != T.RBRACKET)
                return i;
            i = Next(i);
        }
    }

    private int Matching(int open)
    {
        var depth = 0;
        for (var i = open; tokens[i].Type != TokenConstants.EOF; i = Next(i))
        {
            if (tokens[i].Type is T.LPAREN or T.CAST_OPEN or T.RECORD_OPEN)
                depth++;
            else if (tokens[i].Type == T.RPAREN && --depth == 0)
                return i;
        }

        return open;
    }

    private static bool IsName(int type) => type is >= T.BREAK and <= T.IDENTIFIER or T.CONFIG or T.IMPORT or T.MACRO or T.FN or T.LET;

    private static bool StartsExpression(int type) => type is
        T.INTEGER or T.STRING or T.UNTERMINATED_STRING or T.IDENTIFIER or T.VARIABLE or T.MAP or T.PARAMETER or T.PARAMETER_COUNT
        or T.LPAREN or T.MINUS or T.NOT or T.TILDE or T.STAR or T.AND or T.DECREMENT
        or T.CONFIG or T.IF or T.SIZEOF or T.OFFSETOF or T.TYPEINFO or T.COMPTIME or T.TRUE or T.FALSE;

    private int Next(int i)
    {
        do
            i = Math.Min(i + 1, tokens.Count - 1);
        while (tokens[i].Channel != 0 && i < tokens.Count - 1);
        return i;
    }

    private int Before(int i)
    {
        do
            i--;
        while (i >= 0 && tokens[i].Channel != 0);
        return i < 0 ? TokenConstants.EOF : tokens[i].Type;
    }
}
