using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Syntax;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>Turns attach points as written into rows of the probe table and targets (LANGUAGE section 2).</summary>
internal sealed class AttachPointResolver(TargetProfile profile, ProbeArguments arguments, bool isUnsafe, DiagnosticBag bag)
{
    /// <summary>
    /// The providers and targets of an attach point; several for a wildcard provider (L-ap-providers), none after an
    /// error.
    /// </summary>
    /// <param name="syntax">The attach point.</param>
    /// <param name="readsArguments">Whether the probe reads <c>args</c>: debug info is read only then.</param>
    public ImmutableArray<(ProbeTypeDescriptor Type, AttachPoint Point)> Resolve(AttachPointSyntax syntax, bool readsArguments) =>
    [
        .. Resolve(syntax).Select(found =>
            readsArguments && found.Type.Arguments == ArgumentsKind.DebugInfo ? (found.Type, arguments.CompleteByDebugInfo(found.Point)) : found),
    ];

    private ImmutableArray<(ProbeTypeDescriptor Type, AttachPoint Point)> Resolve(AttachPointSyntax syntax)
    {
        var provider = syntax.Parts[0];
        if (provider.HasParameters)
        {
            bag.Add(SemanticDiagnostics.ProviderParameter.At(provider.Span, provider.Text));
            return [];
        }

        if (provider.HasWildcard)
        {
            return ResolveProviders(syntax, provider.Text);
        }

        if (ProbeTypes.Find(provider.Text) is not { } type)
        {
            bag.Add(SemanticDiagnostics.UnknownProvider.At(provider.Span, provider.Text).WithSuggestion(provider.Text, ProbeTypes.Names));
            return [];
        }

        return Check(type, syntax) ? [(type, Point(type, syntax))] : [];
    }

    /// <summary>
    /// One attach point for each place that a wildcard matches in the target profile. Bodies that read <c>args</c> need
    /// this, since the fields may lie differently at each place; other wildcards are settled at load.
    /// </summary>
    public ImmutableArray<AttachPoint> Expand(ProbeTypeDescriptor type, AttachPoint point)
    {
        IEnumerable<ImmutableArray<string>> targets = type.Arguments switch
        {
            ArgumentsKind.TracepointFormat when point.Target.Length == 2 => profile.Tracepoints
                .Where(name => Wildcard.IsMatch(point.Target[0], name.Category) && Wildcard.IsMatch(point.Target[1], name.Event))
                .Select(name => ImmutableArray.Create(name.Category, name.Event)),
            ArgumentsKind.RawTracepoint => profile.RawTracepoints
                .Where(name => Wildcard.IsMatch(point.Target[^1], name))
                .Select(name => ImmutableArray.Create(name)),
            ArgumentsKind.FunctionEntry or ArgumentsKind.FunctionExit => (profile.Types?.FunctionNames() ?? [])
                .Where(name => Wildcard.IsMatch(point.Target[^1], name))
                .Select(name => ImmutableArray.Create(name)),
            _ => [point.Target],
        };
        return
        [
            .. targets.Distinct()
                .OrderBy(target => string.Join(':', target), StringComparer.Ordinal)
                .Select(target => arguments.Complete(type, new AttachPoint(Text(type, target), target, HasWildcard: false, Args: null) { Written = point.Target })),
        ];
    }

    private ImmutableArray<(ProbeTypeDescriptor, AttachPoint)> ResolveProviders(AttachPointSyntax syntax, string pattern)
    {
        var types = ProbeTypes.All
            .Where(type => type.MatchesWildcardProvider && Wildcard.IsMatch(pattern, type.Name))
            .Where(type => Fits(type, syntax))
            .ToList();
        if (types.Count == 0)
        {
            bag.Add(SemanticDiagnostics.NoProviderMatches.At(syntax.Span, syntax.Text));
        }

        return [.. types.Where(type => Check(type, syntax)).Select(type => (type, Point(type, syntax)))];
    }

    private bool Check(ProbeTypeDescriptor type, AttachPointSyntax syntax)
    {
        if (!Fits(type, syntax))
        {
            var (min, max) = type.Parts;
            var expected = max == 0 ? "no further parts" : min == max ? Count(min) : $"{min} to {Count(max)}";
            bag.Add(SemanticDiagnostics.PartCount.At(syntax.Span, type.Name, expected, syntax.Parts.Length - 1)
                .WithHint("form: " + type.Form));
            return false;
        }

        if (!type.AllowsWildcard && syntax.Parts.Skip(1).FirstOrDefault(part => part.HasWildcard && !IsDefault(type, part)) is { } wild)
        {
            bag.Add(SemanticDiagnostics.WildcardNotAllowed.At(wild.Span, type.Name));
            return false;
        }

        var ok = true;
        type.Check?.Invoke(new AttachPointSite(
            Target(syntax),
            [.. syntax.Parts.Skip(1).Select(part => part.Span)],
            syntax.Span,
            isUnsafe,
            diagnostic =>
            {
                ok &= diagnostic.Severity != Severity.Error;
                bag.Add(diagnostic);
            }));
        return ok;
    }

    // The count of a perf event may be '*', which means the default (P-sw-events).
    private static bool IsDefault(ProbeTypeDescriptor type, AttachPointPartSyntax part) =>
        type.Context == ContextKind.PerfEvent && part.Text == "*";

    private static bool Fits(ProbeTypeDescriptor type, AttachPointSyntax syntax) =>
        syntax.Parts.Length - 1 >= type.Parts.Min && syntax.Parts.Length - 1 <= type.Parts.Max;

    private AttachPoint Point(ProbeTypeDescriptor type, AttachPointSyntax syntax)
    {
        var target = Target(syntax);
        var wildcard = type.AllowsWildcard && (syntax.Parts.Skip(1).Any(part => part.HasWildcard) || type.IsSet?.Invoke(target) is true);
        var point = new AttachPoint(Text(type, target), target, wildcard, Args: null);
        return wildcard || syntax.HasParameters ? point : arguments.Complete(type, point);
    }

    private static ImmutableArray<string> Target(AttachPointSyntax syntax) => [.. syntax.Parts.Skip(1).Select(part => part.Text)];

    private static string Text(ProbeTypeDescriptor type, ImmutableArray<string> target) => string.Join(':', target.Prepend(type.Name));

    private static string Count(int parts) => parts == 1 ? "1 part" : $"{parts} parts";
}
