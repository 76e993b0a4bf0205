using Tracegate.Runtime.Features;
using Tracegate.Runtime.Session;

namespace Tracegate.Runtime.CommandLine;

/// <summary>The command line of <c>tracegate-run</c>, taken apart.</summary>
/// <param name="Objects">The object files; empty when none was given.</param>
/// <param name="Options">What was asked of the run.</param>
/// <param name="Help">-h.</param>
/// <param name="Version">-V.</param>
public sealed record RunArguments(IReadOnlyList<string> Objects, RunOptions Options, bool Help, bool Version)
{
    /// <summary>
    /// Options may stand before and after the objects. The first word is an object, and so are those that follow it and
    /// name one. Other words are positional parameters; after <c>--</c> all words are, and <c>--name[=value]</c> is a named
    /// parameter (O-params).
    /// </summary>
    /// <param name="arguments">The words.</param>
    /// <param name="isObject">Whether a word behind the first one names an object.</param>
    /// <exception cref="FaultException">An option is unknown, lacks its value, or has a wrong one.</exception>
    public static RunArguments Parse(IReadOnlyList<string> arguments, Func<string, bool> isObject)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(isObject);
        var options = new RunOptions();
        var words = new List<string>();
        var (help, version) = (false, false);
        var i = 0;
        for (; i < arguments.Count && arguments[i] != "--"; i++)
        {
            var word = arguments[i];
            if (word.Length < 2 || word[0] != '-')
                words.Add(word);
            else if (word is "-h" or "--help")
                help = true;
            else if (word is "-V" or "--version")
                version = true;
            else
                options = Apply(options, arguments, ref i);
        }

        var objects = words.Count == 0 ? 0 : 1;
        while (objects < words.Count && objects > 0 && isObject(words[objects]))
            objects++;
        var named = new List<string>();
        for (i++; i < arguments.Count; i++)
        {
            if (arguments[i].StartsWith("--", StringComparison.Ordinal) && arguments[i].Length > 2)
                named.Add(arguments[i][2..]);
            else
                words.Add(arguments[i]);
        }

        options = options with
        {
            Parameters = words.GetRange(objects, words.Count - objects),
            NamedParameters = named,
        };
        return new(words.GetRange(0, objects), RunOptionTable.Check(options), help, version);
    }

    // "-pPID", "-p PID", "--name=value" and "--name value".
    private static RunOptions Apply(RunOptions options, IReadOnlyList<string> arguments, ref int index)
    {
        var word = arguments[index];
        var isLong = word[1] == '-';
        var split = isLong ? word.IndexOf('=', StringComparison.Ordinal) : word.Length > 2 ? 2 : -1;
        var name = split < 0 ? word : word[..split];
        var row = RunOptionTable.Find(name) ?? throw RunOptionTable.Unknown(name);
        if (!row.TakesValue && RunOptionTable.IsReplaced(word))
            throw RunOptionTable.Unknown(word);
        if (!row.TakesValue)
            return split < 0 ? row.Apply(options, "") : throw Faults.Usage.With($"{name} takes no value");
        if (split >= 0)
            return row.Apply(options, word[(isLong ? split + 1 : split)..]);
        if (++index >= arguments.Count)
            throw Faults.Usage.With($"{name} needs a value: {row.Value}");
        return row.Apply(options, arguments[index]);
    }
}
