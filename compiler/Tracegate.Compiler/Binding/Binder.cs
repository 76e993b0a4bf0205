using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Binding;

/// <summary>
/// Resolves names and types. Types of variables and maps depend on all their uses, in any order, so the bodies are
/// bound again and again until no type changes; the last pass makes the tree and reports.
/// </summary>
public sealed class Binder
{
    /// <summary>Types only ever grow, so this is reached by no script; it ends the loop if a rule were wrong.</summary>
    private const int MaxPasses = 64;

    private readonly ExpandedProgram _program;
    private readonly ProgramState _state;
    private readonly DiagnosticBag _bag;
    private readonly List<ResolvedProbe> _probes = [];

    private Binder(ExpandedProgram program, ProgramState state, DiagnosticBag bag) => (_program, _state, _bag) = (program, state, bag);

    /// <summary>Binds a program; with errors in the bag the tree may have holes and must not be compiled further.</summary>
    public static BoundProgram Bind(ExpandedProgram program, TargetProfile profile, BindOptions options, DiagnosticBag bag)
    {
        var config = ConfigBinder.Bind(program.Config, options, bag);
        var kernel = new KernelTypes(profile.Types);
        var types = new ScriptTypes(program.CTypes, kernel);
        var state = new ProgramState(types, profile, options, new ConfigValues(config)) { Diagnostics = bag };
        var binder = new Binder(program, state, bag);
        var resolver = new AttachPointResolver(profile, new ProbeArguments(profile, kernel, types), options.Unsafe, bag);
        binder.ResolveProbes(resolver);
        binder.CheckLimit();
        binder.DeclareMaps();
        binder.DeclareFunctions();
        ImportedFunctions.Declare(options.Imports, state, bag);
        return binder.Run();
    }

    private void ResolveProbes(AttachPointResolver resolver)
    {
        if (_program.Probes.IsEmpty)
            _bag.Add(SemanticDiagnostics.NoProbes.At(new SourceSpan(_program.Source, 0, 0)));
        for (var index = 0; index < _program.Probes.Length; index++)
        {
            var syntax = _program.Probes[index];
            var readsArguments = ArgumentUse.Of(syntax);
            var config = ConfigBinder.BindProbe(syntax, _bag);
            foreach (var attachPoint in syntax.AttachPoints)
            {
                foreach (var (type, point) in resolver.Resolve(attachPoint, readsArguments.IsUsed))
                {
                    // args may lie differently at each place that a wildcard matches.
                    var points = point.HasWildcard && readsArguments.NeedsPlaces(type.Arguments)
                        ? readsArguments.Split(type.Arguments, point, resolver.Expand(type, point))
                        : [point];
                    if (points.IsEmpty)
                        _bag.Add(SemanticDiagnostics.NoArguments.At(attachPoint.Span, point.Text).WithHint("no event of the target matches the wildcard"));
                    _probes.AddRange(points.Select(one => new ResolvedProbe(index, syntax, type, one, attachPoint.Span, config)));
                }
            }
        }
    }

    private void CheckLimit()
    {
        var limit = _state.Config.MaxPrograms;
        if (_probes.Count > limit)
            _bag.Add(SemanticDiagnostics.TooManyPrograms.At(_probes[limit].Span, _probes.Count, limit));
    }

    private void DeclareMaps()
    {
        foreach (var declaration in _program.Maps)
        {
            if (_state.FindMap(declaration.Map.Name) is { Symbol.DeclaredStorage: not null } earlier)
            {
                _bag.Add(SemanticDiagnostics.MapDeclaredTwice.At(declaration.Map.Span, declaration.Map.Name).WithNote(earlier.Symbol.Span, "declared here"));
                continue;
            }

            var map = _state.Map(declaration.Map.Name, declaration.Map.Span);
            if (MapStorages.Find(declaration.Kind) is not { } storage)
            {
                _bag.Add(SemanticDiagnostics.UnknownMapKind.At(declaration.KindSpan, declaration.Kind)
                    .WithSuggestion(declaration.Kind, MapStorages.Names)
                    .WithHint("kinds: " + string.Join(", ", MapStorages.Names)));
                continue;
            }

            if (declaration.MaxEntries.Value is 0 or > int.MaxValue)
                _bag.Add(SemanticDiagnostics.MapKindEntries.At(declaration.MaxEntries.Span, int.MaxValue));
            map.Symbol.DeclaredStorage = storage;
            map.Symbol.DeclaredEntries = (int)Math.Min(declaration.MaxEntries.Value, int.MaxValue);
        }
    }

    private void DeclareFunctions()
    {
        for (var i = 0; i < _program.Functions.Length; i++)
        {
            var syntax = _program.Functions[i];
            var symbol = new FunctionSymbol(syntax.Name, syntax.NameSpan);
            if (!_state.Functions.TryAdd(syntax.Name, symbol))
            {
                _bag.Add(SemanticDiagnostics.FunctionDefinedTwice.At(syntax.NameSpan, syntax.Name).WithNote(_state.Functions[syntax.Name].Span, "defined here"));
                continue;
            }

            BodyBinder.BindSignature(_state, FunctionBody(i), syntax, symbol);
        }
    }

    // Bodies are numbered: probes from 0 up, functions from -1 down.
    private static int FunctionBody(int index) => -1 - index;

    private BoundProgram Run()
    {
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            _state.Changed = false;
            _state.Diagnostics = [];
            BindBodies();
            if (!_state.Changed)
                break;
        }

        // Literals stay flexible in the last pass, so that it comes to the same types as those before.
        _state.IsFinal = true;
        _state.Diagnostics = _bag;
        var (probes, functions) = BindBodies();
        _state.Settle();
        DeclarationChecks.Run(_state, _program, _bag);
        return new BoundProgram(
            new SourceSpan(_program.Source, 0, _program.Source.Text.Length),
            probes,
            functions,
            [.. _state.Maps.Where(map => map.IsUsed).Select(map => map.Symbol).OrderBy(map => map.Name, StringComparer.Ordinal)],
            _state.Config.Entries,
            [.. _state.NamedParameters],
            _state.PositionalParameters);
    }

    private (ImmutableArray<BoundProbe> Probes, ImmutableArray<BoundFunction> Functions) BindBodies()
    {
        _state.NamedParameters.Clear();
        var probes = _probes
            .Select((probe, body) => BodyBinder.BindProbe(_state, body, probe.Index, probe.Syntax, probe.Type, probe.Point, probe.Span) with { Config = probe.Config })
            .ToImmutableArray();
        var functions = _program.Functions
            .Select((syntax, i) => (Syntax: syntax, Body: FunctionBody(i), Symbol: _state.Functions[syntax.Name]))
            .Where(function => function.Symbol.Span == function.Syntax.NameSpan)
            .Select(function => BodyBinder.BindFunction(_state, function.Body, function.Syntax, function.Symbol))
            .ToImmutableArray();
        return (probes, functions);
    }

    private sealed record ResolvedProbe(int Index, ProbeSyntax Syntax, ProbeTypeDescriptor Type, AttachPoint Point, SourceSpan Span, ImmutableSortedDictionary<string, string> Config);
}
