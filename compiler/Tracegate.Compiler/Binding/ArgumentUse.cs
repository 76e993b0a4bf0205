using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Binding;

/// <summary>Which fields of <c>args</c> a probe reads, to tell whether one program can serve all that a wildcard matches.</summary>
/// <param name="IsUsed">Whether it reads any.</param>
/// <param name="Fields">The fields; null when <c>args</c> is used as a whole.</param>
/// <param name="ReadsResult">Whether it reads <c>retval</c>.</param>
internal sealed record ArgumentUse(bool IsUsed, ImmutableHashSet<string>? Fields, bool ReadsResult)
{
    private const string Name = "args";
    private const string ResultName = "retval";

    /// <summary>What predicate and body read.</summary>
    public static ArgumentUse Of(ProbeSyntax probe)
    {
        var fields = ImmutableHashSet.CreateBuilder<string>();
        var uses = 0;
        var readsResult = false;
        foreach (var node in probe.DescendantsAndSelf())
        {
            if (node is IdentifierSyntax { Name: Name })
                uses++;
            readsResult |= node is IdentifierSyntax { Name: ResultName } or CallExpressionSyntax { Name: ResultName };
            if (node is MemberAccessSyntax { Target: IdentifierSyntax { Name: Name } or UnaryExpressionSyntax { Operand: IdentifierSyntax { Name: Name } } } member)
            {
                fields.Add(member.Name);
                uses--;
            }
        }

        // A use that is no access to a field takes all of them.
        return new ArgumentUse(fields.Count > 0 || uses > 0, uses > 0 ? null : fields.ToImmutable(), readsResult);
    }

    /// <summary>Whether a wildcard must be looked up in the target profile. The result lies behind the arguments.</summary>
    public bool NeedsPlaces(ArgumentsKind kind) => kind switch
    {
        ArgumentsKind.None or ArgumentsKind.DebugInfo => false,
        ArgumentsKind.FunctionExit => IsUsed || ReadsResult,
        _ => IsUsed,
    };

    /// <summary>
    /// The wildcard with the fields' types when they lie alike at every place, so that one program is enough;
    /// otherwise a program for each place.
    /// </summary>
    public ImmutableArray<AttachPoint> Split(ArgumentsKind kind, AttachPoint wildcard, ImmutableArray<AttachPoint> places)
    {
        if (places.IsEmpty || kind != ArgumentsKind.TracepointFormat || places.Any(place => place.Args?.Btf is not null) || Fields is null)
            return places;
        var first = Layout(places[0]);
        return first is not null && places.All(place => Layout(place) is { } layout && layout.SequenceEqual(first))
            ? [wildcard with { Args = places[0].Args, Result = places[0].Result }]
            : places;
    }

    private List<(TraceType, int, FieldSource)>? Layout(AttachPoint place)
    {
        var layout = new List<(TraceType, int, FieldSource)>();
        foreach (var name in Fields!.Order(StringComparer.Ordinal))
        {
            // Only fields whose places are fixed by the kernel's ABI can be shared.
            if (place.Args?.FindField(name) is not { Source: FieldSource.SyscallArgument or FieldSource.SyscallReturn or FieldSource.ContextOffset } field)
                return null;
            layout.Add((field.Type, field.BitOffset, field.Source));
        }

        return layout;
    }
}
