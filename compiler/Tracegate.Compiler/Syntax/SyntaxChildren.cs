namespace Tracegate.Compiler.Syntax;

/// <summary>The direct children of a node, in source order.</summary>
public static class SyntaxChildren
{
    /// <summary>Lists the children; a leaf has none.</summary>
    public static IEnumerable<SyntaxNode> Of(SyntaxNode node) => node switch
    {
        ProgramSyntax n => [.. n.CItems, .. One(n.Config), .. n.Imports, .. n.Declarations],
        ConfigBlockSyntax n => n.Entries,
        ConfigEntrySyntax n => [n.Value],
        MacroSyntax n => [.. n.Parameters, n.Body],
        FunctionSyntax n => [.. n.Parameters, n.ReturnType, n.Body],
        FunctionParameterSyntax n => [n.Variable, n.Type],
        MapDeclarationSyntax n => [n.Map, n.MaxEntries],
        ProbeSyntax n => [.. n.Attributes, .. n.AttachPoints, .. One(n.Predicate), n.Body],
        AttachPointSyntax n => n.Parts,
        AttachPointPartSyntax n => n.Pieces,

        BlockStatementSyntax n => n.Statements,
        ExpressionStatementSyntax n => [n.Expression],
        AssignmentStatementSyntax n => [n.Target, n.Value],
        LetStatementSyntax n => [n.Variable, .. One(n.Type), .. One(n.Initializer)],
        DiscardStatementSyntax n => [n.Expression],
        IfStatementSyntax n => [n.Condition, n.Then, .. One(n.Else)],
        UnrollStatementSyntax n => [n.Count, n.Body],
        WhileStatementSyntax n => [n.Condition, n.Body],
        ForMapStatementSyntax n => [n.Variable, n.Map, n.Body],
        ForRangeStatementSyntax n => [n.Variable, n.Start, n.End, n.Body],
        ReturnStatementSyntax n => One(n.Value),
        ImportStatementSyntax n => [n.Import],

        MapAccessSyntax n => [n.Map, n.Key],
        UnaryExpressionSyntax n => [n.Operand],
        IncrementExpressionSyntax n => [n.Target],
        BinaryExpressionSyntax n => [n.Left, n.Right],
        ConditionalExpressionSyntax n => [n.Condition, .. One(n.WhenTrue), n.WhenFalse],
        IfExpressionSyntax n => [n.Condition, n.Then, .. One(n.Else)],
        BlockExpressionSyntax n => [.. n.Statements, .. One(n.Value)],
        ComptimeExpressionSyntax n => [n.Expression],
        CastExpressionSyntax n => [n.Type, n.Expression],
        SizeofExpressionSyntax n => [.. One(n.Type), .. One(n.Expression)],
        OffsetofExpressionSyntax n => [.. One(n.Type), .. One(n.Expression), .. n.Path],
        TypeinfoExpressionSyntax n => [.. One(n.Type), .. One(n.Expression)],
        TypeArgumentSyntax n => [n.Type],
        MemberAccessSyntax n => [n.Target],
        TupleAccessSyntax n => [n.Target],
        IndexExpressionSyntax n => [n.Target, n.Index],
        TupleExpressionSyntax n => n.Elements,
        RecordExpressionSyntax n => n.Fields,
        RecordFieldSyntax n => [n.Value],
        CallExpressionSyntax n => n.Arguments,

        PointerTypeSyntax n => [n.Element],
        ArrayTypeSyntax n => [n.Element],
        TypeofTypeSyntax n => [.. One(n.Type), .. One(n.Expression)],
        _ => [],
    };

    private static IEnumerable<SyntaxNode> One(SyntaxNode? node) => node is null ? [] : [node];
}
