using System.Collections.Immutable;
using System.Globalization;
using System.IO.Enumeration;
using Tracegate.Compiler.Btf;

namespace Tracegate.Compiler.Profiles;

/// <summary>Which parts of a profile a smaller one keeps.</summary>
/// <param name="Types">The types, with the depth to which pointers are followed.</param>
/// <param name="Tracepoints">The tracepoints.</param>
public sealed record ProfileSelection(ImmutableArray<BtfRoot> Types, ImmutableArray<TracepointName> Tracepoints)
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>
    /// Reads a list of what to keep, one a line: <c>KIND NAME [DEPTH]</c> with <c>*</c> in names; <c>#</c> begins a comment.
    /// Kinds are struct, union, enum, typedef, function, iter, rawtracepoint and tracepoint.
    /// </summary>
    public static ProfileSelection Parse(string text, TargetProfile profile)
    {
        var types = ImmutableArray.CreateBuilder<BtfRoot>();
        var tracepoints = ImmutableArray.CreateBuilder<TracepointName>();
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split('#')[0].Trim().Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2)
                continue;
            int depth = words.Length > 2 ? int.Parse(words[2], CultureInfo.InvariantCulture) : 0;
            if (words[0] == "tracepoint")
                AddTracepoints(words[1]);
            else
                types.AddRange(Select(words[0], words[1], profile).Select(type => new BtfRoot(type, depth)));
        }
        return new ProfileSelection(types.ToImmutable(), tracepoints.ToImmutable());

        void AddTracepoints(string pattern)
        {
            foreach (TracepointName name in profile.Tracepoints.Where(name => FileSystemName.MatchesSimpleExpression(pattern, name.ToString(), false)))
            {
                tracepoints.Add(name);
                if (profile.FindTracepoint(name.Category, name.Event)?.Struct is { } record)
                    types.Add(new BtfRoot(record, 0));
            }
        }
    }

    private static IEnumerable<BtfType> Select(string kind, string pattern, TargetProfile profile) => kind switch
    {
        "struct" => Named(BtfKind.Struct, pattern, profile),
        "union" => Named(BtfKind.Union, pattern, profile),
        "enum" => Named(BtfKind.Enum, pattern, profile).Concat(Named(BtfKind.Enum64, pattern, profile)),
        "typedef" => Named(BtfKind.Typedef, pattern, profile),
        "function" => Named(BtfKind.Function, pattern, profile),
        "iter" => Named(BtfKind.Struct, "bpf_iter__" + pattern, profile),
        "rawtracepoint" => Named(BtfKind.Typedef, "btf_trace_" + pattern, profile).Concat(Named(BtfKind.Function, "__probestub_" + pattern, profile)),
        _ => [],
    };

    private static IEnumerable<BtfType> Named(BtfKind kind, string pattern, TargetProfile profile)
    {
        string prefix = pattern.Split('*')[0];
        return profile.Types?.Files.SelectMany(file => prefix == pattern ? file.Named(kind, pattern) : file.WithPrefix(kind, prefix))
            .Where(type => FileSystemName.MatchesSimpleExpression(pattern, type.Name, false)) ?? [];
    }
}
