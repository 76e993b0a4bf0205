using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Binding;

/// <summary>Statements (LANGUAGE 1.3).</summary>
internal sealed partial class BodyBinder
{
    private const ulong MaxUnroll = 100;

    private BoundStatement Bind(StatementSyntax statement) => statement switch
    {
        BlockStatementSyntax n => BindBlock(n),
        ExpressionStatementSyntax n => BindExpressionStatement(n),
        AssignmentStatementSyntax n => BindAssignment(n),
        LetStatementSyntax n => BindLet(n),
        DiscardStatementSyntax n => new BoundExpressionStatement(n.Span, Bind(n.Expression)),
        IfStatementSyntax n => BindIf(n),
        UnrollStatementSyntax n => BindUnroll(n),
        WhileStatementSyntax n => BindWhile(n),
        ForMapStatementSyntax n => BindForMap(n),
        ForRangeStatementSyntax n => BindForRange(n),
        ReturnStatementSyntax n => BindReturn(n),
        BreakStatementSyntax n => InLoop(n, "break", new BoundBreak(n.Span)),
        ContinueStatementSyntax n => InLoop(n, "continue", new BoundContinue(n.Span)),
        // Expansion has read what is imported.
        ImportStatementSyntax n => new BoundBlock(n.Span, []),
        _ => throw new ArgumentException($"statement {statement.GetType().Name}", nameof(statement)),
    };

    private BoundExpressionStatement Invalid(StatementSyntax statement, Diagnostics.Diagnostic diagnostic)
    {
        Report(diagnostic);
        return new BoundExpressionStatement(statement.Span, new BoundError(statement.Span));
    }

    private BoundBlock BindBlock(BlockStatementSyntax block) =>
        InScope(() => new BoundBlock(block.Span, BindAll(block.Statements)));

    private BoundStatement BindExpressionStatement(ExpressionStatementSyntax statement)
    {
        // @m++ as a statement needs no value, so it can be one atomic addition.
        if (statement.Expression is IncrementExpressionSyntax { Target: MapSyntax or MapAccessSyntax } increment)
            return BindMapIncrementStatement(increment);
        if (statement.Expression is BlockExpressionSyntax { Value: null } block)
            return InScope(() => new BoundBlock(block.Span, BindAll(block.Statements)));
        var expression = Bind(statement.Expression);
        var mayDiscard = expression switch
        {
            { Type: VoidType or ErrorType } or BoundVariableIncrement or BoundMapIncrement => true,
            BoundCall call => call.Function.MayDiscard,
            BoundBlockExpression { Value: BoundCall call } => call.Function.MayDiscard,
            BoundFunctionCall => true,
            _ => false,
        };
        if (!mayDiscard)
            Report(SemanticDiagnostics.UnusedValue.At(statement.Span));
        return new BoundExpressionStatement(statement.Span, expression);
    }

    private BoundStatement BindLet(LetStatementSyntax let)
    {
        var name = let.Variable.Name;
        if (FindVariable(name) is { } earlier)
        {
            Report(SemanticDiagnostics.Redeclared.At(let.Variable.Span, name).WithNote(earlier.Symbol.Span, "declared here"));
            return new BoundExpressionStatement(let.Span, new BoundError(let.Span));
        }

        // The initializer does not see the variable yet.
        var value = let.Initializer is null ? null : BindValue(let.Initializer);
        var variable = Declare(name, let, let.Variable.Span);
        if (let.Type is { } typeSyntax)
        {
            var type = BindType(typeSyntax);
            if (type is VoidType or AggregateType or StructType)
            {
                Report(SemanticDiagnostics.DeclaredType.At(typeSyntax.Span, type));
                type = ErrorType.Instance;
            }

            // string without a size grows with what is assigned (S-let).
            variable.IsFixed = typeSyntax is not NamedTypeSyntax { Name: "string" or "buffer" };
            _state.Join(variable, type);
        }

        // Nothing ever gives the variable a type: there is nothing to declare.
        if (value is null)
            return variable.Symbol.Type is ErrorType ? new BoundBlock(let.Span, []) : new BoundDeclaration(let.Span, variable.Symbol);
        variable.IsAssigned = true;
        return Assign(let.Span, variable, value);
    }

    private BoundStatement BindIf(IfStatementSyntax statement)
    {
        if (statement.Condition is ComptimeExpressionSyntax comptime)
        {
            // The branch not taken is dropped before type checking (S-comptime).
            return Comptime(comptime) switch
            {
                true => BindBlock(statement.Then),
                false when statement.Else is { } otherwise => Bind(otherwise),
                _ => new BoundBlock(statement.Span, []),
            };
        }

        var condition = BindCondition(statement.Condition);
        var then = BindBlock(statement.Then);
        return new BoundIf(statement.Span, condition, then, statement.Else is null ? null : Bind(statement.Else));
    }

    private bool? Comptime(ComptimeExpressionSyntax comptime)
    {
        var condition = BindCondition(comptime.Expression);
        if (condition is BoundConstant constant)
            return constant.Bits != 0;
        if (condition is not BoundError)
            Report(SemanticDiagnostics.NotComptime.At(comptime.Span));
        return null;
    }

    private BoundStatement BindUnroll(UnrollStatementSyntax unroll)
    {
        var count = BindValue(unroll.Count);
        if (count is not BoundConstant { Bits: >= 1 and <= MaxUnroll } constant)
        {
            if (count is BoundError)
                return new BoundExpressionStatement(unroll.Span, count);
            return Invalid(unroll, SemanticDiagnostics.UnrollCount.At(unroll.Count.Span)
                .WithHint(unroll.Count is PositionalParameterSyntax ? "positional parameters are not known when the script is compiled" : null));
        }

        _loops++;
        var body = BindBlock(unroll.Body);
        _loops--;
        return new BoundUnroll(unroll.Span, (int)constant.Bits, body);
    }

    private BoundWhile BindWhile(WhileStatementSyntax loop)
    {
        Report(SemanticDiagnostics.WhileDeprecated.At(loop.Span.Source == Source.SourceText.None ? loop.Span : loop.Span with { Length = Math.Min(5, loop.Span.Length) }));
        var condition = BindCondition(loop.Condition);
        _loops++;
        var body = BindBlock(loop.Body);
        _loops--;
        return new BoundWhile(loop.Span, condition, body);
    }

    private BoundStatement BindForRange(ForRangeStatementSyntax loop)
    {
        var (from, to) = (BindInteger(loop.Start), BindInteger(loop.End));
        return InLoopScope(loop.Variable, loop, variable =>
        {
            if (from.Type is IntegerType && to.Type is IntegerType)
                _state.Join(variable, TypeJoin.Join(from.Type, to.Type)!);
            var body = BindBlock(loop.Body);
            var type = variable.Symbol.Type;
            return new BoundForRange(loop.Span, variable.Symbol, Convert(from, type), Convert(to, type), body);
        });
    }

    private BoundExpression BindInteger(ExpressionSyntax syntax)
    {
        var value = BindValue(syntax);
        return value.Type switch
        {
            ErrorType or IntegerType => value,
            EnumType => Convert(value, IntegerType.UInt64),
            _ => Error(SemanticDiagnostics.RangeType, syntax.Span, value.Type),
        };
    }

    private BoundStatement BindForMap(ForMapStatementSyntax loop)
    {
        var map = UseMap(loop.Map);
        if (_state.IsFinal && !map.IsAssigned)
            return new BoundExpressionStatement(loop.Span, UndefinedMap(loop.Map));
        if (map.IsKeyed == false)
            return Invalid(loop, SemanticDiagnostics.ForScalarMap.At(loop.Map.Span, map.Name));
        var element = map.Symbol.Value;
        if (element is AggregateType aggregate)
        {
            if (aggregate.ReadType is null)
                return Invalid(loop, SemanticDiagnostics.ForMap.At(loop.Map.Span, map.Name, aggregate));
            element = aggregate.ReadType;
        }

        return InLoopScope(loop.Variable, loop, variable =>
        {
            if (map.Symbol.Key is { } key && element is not ErrorType)
                _state.Join(variable, new TupleType([key, element]));
            return new BoundForMap(loop.Span, variable.Symbol, map.Symbol, BindBlock(loop.Body));
        });
    }

    private BoundStatement InLoopScope(VariableSyntax name, StatementSyntax loop, Func<VariableState, BoundStatement> bind)
    {
        if (FindVariable(name.Name) is { } earlier)
        {
            Report(SemanticDiagnostics.Redeclared.At(name.Span, name.Name).WithNote(earlier.Symbol.Span, "declared here"));
            return new BoundExpressionStatement(loop.Span, new BoundError(loop.Span));
        }

        return InScope(() =>
        {
            var variable = Declare(name.Name, loop, name.Span);
            variable.IsAssigned = true;
            _loops++;
            _callbacks++;
            var statement = bind(variable);
            _callbacks--;
            _loops--;
            return statement;
        });
    }

    private BoundStatement InLoop(StatementSyntax syntax, string word, BoundStatement statement) =>
        _loops > 0 ? statement : Invalid(syntax, SemanticDiagnostics.OutsideLoop.At(syntax.Span, word));

    private BoundStatement BindReturn(ReturnStatementSyntax statement)
    {
        var value = statement.Value is null ? null : BindValue(statement.Value);
        if (_function is { } function)
        {
            if (value is null && function.Result is VoidType)
                return new BoundReturn(statement.Span, null);
            if (value is { Type: ErrorType })
                return new BoundReturn(statement.Span, value);
            if (value is null || function.Result is VoidType || !Fits(value, function.Result))
                return Invalid(statement, SemanticDiagnostics.FunctionReturn.At(statement.Span, function.Name, function.Result, value?.Type ?? VoidType.Instance));
            return new BoundReturn(statement.Span, Convert(value, function.Result));
        }

        return value switch
        {
            null => new BoundReturn(statement.Span, null),
            { Type: IntegerType or BooleanType or EnumType } => new BoundReturn(statement.Span, Convert(value, IntegerType.Int64)),
            { Type: ErrorType } => new BoundReturn(statement.Span, value),
            _ => Invalid(statement, SemanticDiagnostics.ReturnType.At(statement.Value!.Span, value.Type)),
        };
    }

    private void CheckEndsProbe(FunctionDescriptor function, Source.SourceSpan span)
    {
        if (function.EndsProbe && _callbacks > 0)
            Report(SemanticDiagnostics.ExitInLoop.At(span, function.Name));
    }
}
