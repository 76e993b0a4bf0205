namespace Tracegate.Compiler.Syntax;

// Records compare their members unless told otherwise; every node says here that it is compared by reference.
// A guard test checks that none is missing.
#pragma warning disable CS1591

public sealed partial record ProgramSyntax
{
    public bool Equals(ProgramSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record PreprocessorLineSyntax
{
    public bool Equals(PreprocessorLineSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record CDefinitionSyntax
{
    public bool Equals(CDefinitionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ConfigBlockSyntax
{
    public bool Equals(ConfigBlockSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ConfigEntrySyntax
{
    public bool Equals(ConfigEntrySyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ImportSyntax
{
    public bool Equals(ImportSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record MacroSyntax
{
    public bool Equals(MacroSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record MacroParameterSyntax
{
    public bool Equals(MacroParameterSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record FunctionSyntax
{
    public bool Equals(FunctionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record FunctionParameterSyntax
{
    public bool Equals(FunctionParameterSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record MapDeclarationSyntax
{
    public bool Equals(MapDeclarationSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ProbeSyntax
{
    public bool Equals(ProbeSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record AttachPointSyntax
{
    public bool Equals(AttachPointSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record AttachPointPartSyntax
{
    public bool Equals(AttachPointPartSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record AttachPointPieceSyntax
{
    public bool Equals(AttachPointPieceSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record BlockStatementSyntax
{
    public bool Equals(BlockStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ExpressionStatementSyntax
{
    public bool Equals(ExpressionStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record AssignmentStatementSyntax
{
    public bool Equals(AssignmentStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record LetStatementSyntax
{
    public bool Equals(LetStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record DiscardStatementSyntax
{
    public bool Equals(DiscardStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record IfStatementSyntax
{
    public bool Equals(IfStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record UnrollStatementSyntax
{
    public bool Equals(UnrollStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record WhileStatementSyntax
{
    public bool Equals(WhileStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ForMapStatementSyntax
{
    public bool Equals(ForMapStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ForRangeStatementSyntax
{
    public bool Equals(ForRangeStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record BreakStatementSyntax
{
    public bool Equals(BreakStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ContinueStatementSyntax
{
    public bool Equals(ContinueStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ReturnStatementSyntax
{
    public bool Equals(ReturnStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ImportStatementSyntax
{
    public bool Equals(ImportStatementSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record IntegerLiteralSyntax
{
    public bool Equals(IntegerLiteralSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record StringLiteralSyntax
{
    public bool Equals(StringLiteralSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record BooleanLiteralSyntax
{
    public bool Equals(BooleanLiteralSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record IdentifierSyntax
{
    public bool Equals(IdentifierSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record VariableSyntax
{
    public bool Equals(VariableSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record MapSyntax
{
    public bool Equals(MapSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record MapAccessSyntax
{
    public bool Equals(MapAccessSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record PositionalParameterSyntax
{
    public bool Equals(PositionalParameterSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ParameterCountSyntax
{
    public bool Equals(ParameterCountSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record UnaryExpressionSyntax
{
    public bool Equals(UnaryExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record IncrementExpressionSyntax
{
    public bool Equals(IncrementExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record BinaryExpressionSyntax
{
    public bool Equals(BinaryExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ConditionalExpressionSyntax
{
    public bool Equals(ConditionalExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record IfExpressionSyntax
{
    public bool Equals(IfExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record BlockExpressionSyntax
{
    public bool Equals(BlockExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ComptimeExpressionSyntax
{
    public bool Equals(ComptimeExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record CastExpressionSyntax
{
    public bool Equals(CastExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record SizeofExpressionSyntax
{
    public bool Equals(SizeofExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record OffsetofExpressionSyntax
{
    public bool Equals(OffsetofExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record FieldNameSyntax
{
    public bool Equals(FieldNameSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record TypeinfoExpressionSyntax
{
    public bool Equals(TypeinfoExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record TypeArgumentSyntax
{
    public bool Equals(TypeArgumentSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record MemberAccessSyntax
{
    public bool Equals(MemberAccessSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record TupleAccessSyntax
{
    public bool Equals(TupleAccessSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record IndexExpressionSyntax
{
    public bool Equals(IndexExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record TupleExpressionSyntax
{
    public bool Equals(TupleExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record RecordExpressionSyntax
{
    public bool Equals(RecordExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record RecordFieldSyntax
{
    public bool Equals(RecordFieldSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record CallExpressionSyntax
{
    public bool Equals(CallExpressionSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record NamedTypeSyntax
{
    public bool Equals(NamedTypeSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record TaggedTypeSyntax
{
    public bool Equals(TaggedTypeSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record PointerTypeSyntax
{
    public bool Equals(PointerTypeSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record ArrayTypeSyntax
{
    public bool Equals(ArrayTypeSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}

public sealed partial record TypeofTypeSyntax
{
    public bool Equals(TypeofTypeSyntax? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Identity;
}
