using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>
/// Binds the body of a probe for one attach point, or of a function. The parts stand in files named after what they
/// bind.
/// </summary>
internal sealed partial class BodyBinder : IBindingContext
{
    private readonly ProgramState _state;
    private readonly int _body;
    private readonly FunctionSymbol? _function;
    private readonly List<Dictionary<string, VariableState>> _scopes = [];

    // Loops of any kind around the statement; of those, the ones whose bodies become callbacks.
    private int _loops;
    private int _callbacks;

    // Above 0 in sizeof, offsetof and typeof.
    private int _unevaluated;

    private BodyBinder(ProgramState state, int body, ProbeTypeDescriptor? probeType, AttachPoint? attachPoint, FunctionSymbol? function)
    {
        (_state, _body, ProbeType, AttachPoint, _function) = (state, body, probeType, attachPoint, function);
    }

    /// <inheritdoc/>
    public ProbeTypeDescriptor? ProbeType { get; }

    /// <inheritdoc/>
    public AttachPoint? AttachPoint { get; }

    /// <inheritdoc/>
    public ConfigValues Config => _state.Config;

    /// <inheritdoc/>
    public ITypeSource Types => _state.Types;

    public static BoundProbe BindProbe(ProgramState state, int body, int index, ProbeSyntax syntax, ProbeTypeDescriptor type, AttachPoint point, SourceSpan span)
    {
        var binder = new BodyBinder(state, body, type, point, null);
        binder._scopes.Add([]);
        var predicate = syntax.Predicate is null ? null : binder.BindCondition(syntax.Predicate);
        var block = binder.BindBlock(syntax.Body);
        return new BoundProbe(span, index, type, point, predicate, block);
    }

    /// <summary>Reads the types of a function's parameters and result.</summary>
    public static void BindSignature(ProgramState state, int body, FunctionSyntax syntax, FunctionSymbol symbol)
    {
        var binder = new BodyBinder(state, body, null, null, symbol);
        var parameters = ImmutableArray.CreateBuilder<VariableSymbol>(syntax.Parameters.Length);
        foreach (var parameter in syntax.Parameters)
        {
            var variable = state.Variable(body, parameter, parameter.Variable.Name, parameter.Span).Symbol;
            variable.Type = binder.BindType(parameter.Type);
            if (variable.Type is VoidType or AggregateType or StructType)
                binder.Report(SemanticDiagnostics.DeclaredType.At(parameter.Type.Span, variable.Type));
            parameters.Add(variable);
        }

        symbol.Parameters = parameters.MoveToImmutable();
        symbol.Result = binder.BindType(syntax.ReturnType);
    }

    public static BoundFunction BindFunction(ProgramState state, int body, FunctionSyntax syntax, FunctionSymbol symbol)
    {
        var binder = new BodyBinder(state, body, null, null, symbol);
        binder._scopes.Add([]);
        foreach (var (parameter, variable) in syntax.Parameters.Zip(symbol.Parameters))
        {
            var entry = state.Variable(body, parameter, parameter.Variable.Name, parameter.Span);
            (entry.IsAssigned, entry.IsFixed) = (true, true);
            binder._scopes[0][parameter.Variable.Name] = entry;
        }

        var block = binder.BindBlock(syntax.Body);
        if (symbol.Result is not VoidType && !ControlFlow.AlwaysLeaves(block))
            binder.Report(SemanticDiagnostics.MissingReturn.At(syntax.NameSpan, symbol.Name));
        return new BoundFunction(syntax.Span, symbol, block);
    }

    /// <inheritdoc/>
    public void Report(Diagnostic diagnostic) => _state.Diagnostics.Add(diagnostic);

    /// <inheritdoc/>
    public BoundString String(SourceSpan span, string text)
    {
        var bytes = ByteText.GetBytes(text);
        return new BoundString(span, new StringType(bytes.Length + 1), [.. bytes]);
    }

    /// <inheritdoc/>
    public void AddOption(SourceSpan span, OptionInfo option)
    {
        var index = _state.NamedParameters.FindIndex(other => other.Name == option.Name);
        if (index < 0)
            _state.NamedParameters.Add(option);
        else if (_state.NamedParameters[index] != option)
            Report(SemanticDiagnostics.OptionDiffers.At(span, option.Name));
    }

    private BoundError Error(DiagnosticDescriptor descriptor, SourceSpan span, params ReadOnlySpan<object?> arguments)
    {
        Report(descriptor.At(span, arguments));
        return new BoundError(span);
    }

    private VariableState? FindVariable(string name)
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].TryGetValue(name, out var variable))
                return variable;
        }

        return null;
    }

    /// <summary>A new variable of the innermost scope.</summary>
    private VariableState Declare(string name, SyntaxNode first, SourceSpan span)
    {
        var variable = _state.Variable(_body, first, name, span);
        _scopes[^1][name] = variable;
        return variable;
    }

    private T InScope<T>(Func<T> bind)
    {
        _scopes.Add([]);
        var result = bind();
        _scopes.RemoveAt(_scopes.Count - 1);
        return result;
    }

    private ImmutableArray<BoundStatement> BindAll(ImmutableArray<StatementSyntax> statements)
    {
        var bound = ImmutableArray.CreateBuilder<BoundStatement>(statements.Length);
        for (var i = 0; i < statements.Length; i++)
        {
            var statement = Bind(statements[i]);
            bound.Add(statement);
            if (i + 1 < statements.Length && ControlFlow.AlwaysLeaves(statement))
            {
                Report(SemanticDiagnostics.Unreachable.At(statements[i + 1].Span));

                // What follows still takes part in type inference (S-unreach), but is no part of the program.
                foreach (var rest in statements.Skip(i + 1))
                    Bind(rest);
                break;
            }
        }

        return bound.DrainToImmutable();
    }
}
