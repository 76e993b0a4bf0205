using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using Tracegate.Grammar;
using T = Tracegate.Grammar.BpftraceLexer;

namespace Tracegate.Compiler.Parsing;

/// <summary>Says in the user's words which tokens the grammar would take.</summary>
internal static class ExpectedTokens
{
    private static readonly HashSet<int> ExpressionStarts =
    [
        T.LPAREN, T.RECORD_OPEN, T.CAST_OPEN, T.IF, T.SIZEOF, T.OFFSETOF, T.TYPEINFO, T.COMPTIME, T.IDENTIFIER, T.CONFIG, T.VARIABLE, T.MAP,
        T.PARAMETER, T.PARAMETER_COUNT, T.INTEGER, T.STRING, T.UNTERMINATED_STRING, T.TRUE, T.FALSE, T.LBRACE,
        T.INCREMENT, T.DECREMENT, T.PREFIX_STEP, T.AND, T.STAR, T.NOT, T.TILDE, T.MINUS,
    ];

    private static readonly HashSet<int> StatementStarts =
        [T.LET, T.IMPORT, T.WHILE, T.UNROLL, T.FOR, T.BREAK, T.CONTINUE, T.RETURN];

    private static readonly HashSet<int> Operators =
    [
        T.LOGICAL_OR, T.LOGICAL_AND, T.OR, T.XOR, T.AND, T.EQUAL, T.NOT_EQUAL, T.LESS, T.LESS_EQUAL, T.GREATER, T.GREATER_EQUAL, T.SHL,
        T.SHR, T.PLUS, T.MINUS, T.STAR, T.SLASH, T.PERCENT, T.QUESTION, T.DOT, T.ARROW, T.LBRACKET, T.INCREMENT, T.DECREMENT,
        T.ASSIGN, T.ADD_ASSIGN, T.SUB_ASSIGN, T.MUL_ASSIGN, T.DIV_ASSIGN, T.MOD_ASSIGN, T.AND_ASSIGN, T.OR_ASSIGN, T.XOR_ASSIGN,
        T.SHL_ASSIGN, T.SHR_ASSIGN,
    ];

    // The words for tokens that stand for many texts.
    private static readonly Dictionary<int, string> Names = new()
    {
        [TokenConstants.EOF] = "the end of the script",
        [T.IDENTIFIER] = "a name",
        [T.VARIABLE] = "a variable ($x)",
        [T.MAP] = "a map (@x)",
        [T.INTEGER] = "a number",
        [T.STRING] = "a string",
        [T.AP_TEXT] = "an attach point",
        [T.PREDICATE_CLOSE] = "'/' and '{' to close the predicate",
        [T.PREDICATE_OPEN] = "'/'",
        [T.CAST_OPEN] = "'('",
        [T.RECORD_OPEN] = "'('",
        [T.C_CLOSE] = "'}'",
        [T.C_OPEN] = "'{'",
        [T.LBRACE] = "'{'",
        [T.RBRACE] = "'}'",
        [T.SEMI] = "';'",
        [T.COMMA] = "','",
        [T.SLASH] = "'/'",
        [T.CONFIG] = "'config'",
        [T.IMPORT] = "'import'",
        [T.MACRO] = "'macro'",
        [T.FN] = "'fn'",
        [T.LET] = "'let'",
    };

    // Tokens that say nothing beside others.
    private static readonly HashSet<int> Silent =
        [T.UNTERMINATED_STRING, T.AP_QUOTED, T.PREFIX_STEP, T.C_ATTRIBUTE, T.C_TEXT, T.HASH_LINE, T.C_HEAD, T.ATTRIBUTE];

    /// <summary>A list such as <c>an expression, ')' or ','</c>.</summary>
    public static string Describe(IntervalSet expected, int rule)
    {
        var types = new List<int>(expected.ToList());
        var words = new List<string>();
        if (rule is BpftraceParser.RULE_program or BpftraceParser.RULE_item)
            return "a probe, macro, function or map declaration";
        if (types.Contains(T.MAP) && types.Contains(T.TILDE))
        {
            words.Add(types.Contains(T.RETURN) ? "a statement" : types.Contains(T.STRUCT) ? "a type or an expression" : "an expression");
            types.RemoveAll(type => ExpressionStarts.Contains(type) || StatementStarts.Contains(type) || type is T.STRUCT or T.UNION or T.ENUM or T.TYPEOF);
        }
        else if (types.Contains(T.STRUCT) && types.Contains(T.WHILE))
        {
            words.Add("a name");
            types.RemoveAll(type => type is >= T.BREAK and <= T.IDENTIFIER or T.CONFIG or T.IMPORT or T.MACRO or T.FN or T.LET);
        }
        else if (types.Contains(T.STRUCT))
        {
            words.Add("a type");
            types.RemoveAll(type => type is T.STRUCT or T.UNION or T.ENUM or T.TYPEOF or T.IDENTIFIER);
        }

        // Behind a value any operator may go on; what ends it is what the user forgot.
        if (types.Exists(type => !Operators.Contains(type)) && types.Contains(T.PLUS))
            types.RemoveAll(Operators.Contains);
        if (types.Contains(T.IDENTIFIER))
            types.Remove(T.CONFIG);
        words.AddRange(types.Where(type => !Silent.Contains(type)).Select(Name).Distinct());
        return words.Count switch
        {
            0 => "something else",
            1 => words[0],
            _ => $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}",
        };
    }

    /// <summary>What stands there instead.</summary>
    public static string Found(IToken token)
    {
        if (token.Type == TokenConstants.EOF)
            return "the end of the script";
        var text = token.Text;
        var end = text.IndexOfAny(['\r', '\n']);
        if (end >= 0)
            text = text[..end].TrimEnd();
        return $"'{(text.Length > 40 ? string.Concat(text.AsSpan(0, 37), "...") : text)}'";
    }

    private static string Name(int type) =>
        Names.TryGetValue(type, out var name) ? name : BpftraceParser.DefaultVocabulary.GetLiteralName(type)
            ?? BpftraceParser.DefaultVocabulary.GetSymbolicName(type);
}
