using System.Text.RegularExpressions;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// A test of a script in a running kernel: a <c>.bt</c> file that begins with comment lines
/// <list type="bullet">
/// <item><c>// test: IDS what it shows</c></item>
/// <item><c>// compile: ARGUMENTS</c> of the compiler</item>
/// <item><c>// run: ARGUMENTS</c> of the runner, quoted as in a shell; <c>{targets}</c> is the folder of test programs</item>
/// <item><c>// held: COMMAND</c> which runs twice, while the gate is held closed and once it is open; <c>// held-only:</c> just the former</item>
/// <item><c>// env: NAME=VALUE</c></item>
/// <item><c>// needs: FEATURE …</c> names of <see cref="KernelFeatures"/></item>
/// <item><c>// expect: LINE</c> one for each line of standard output that is not empty, in order; <c>~REGEX</c> for a pattern</item>
/// <item><c>// unordered</c> the expected lines may come in any order</item>
/// <item><c>// match: REGEX</c> somewhere in standard output; <c>// nomatch: REGEX</c> nowhere</item>
/// <item><c>// stderr: REGEX</c> somewhere in standard error</item>
/// <item><c>// exit: N</c> the exit status, 0 if not given</item>
/// </list>
/// </summary>
internal sealed class KernelCase
{
    private KernelCase(string path) => Path = path;

    public string Path { get; }

    public string CompileArguments { get; private set; } = "";

    public string Arguments { get; private set; } = "";

    /// <summary>What to run around the gate's opening, with the options of <c>targets/held.c</c> before it; or null.</summary>
    public (string Options, string Command)? Held { get; private set; }

    public Dictionary<string, string> Environment { get; } = [];

    public List<string> Features { get; } = [];

    public List<string> Expected { get; } = [];

    public List<string> Matches { get; } = [];

    public List<string> Absent { get; } = [];

    public List<string> Errors { get; } = [];

    public bool Unordered { get; private set; }

    public int ExitCode { get; private set; }

    public static KernelCase Read(string path)
    {
        var result = new KernelCase(path);
        foreach (var line in File.ReadLines(path).TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)))
        {
            var text = line[2..].Trim();
            var colon = text.IndexOf(':');
            var (key, value) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..].TrimStart());
            switch (key)
            {
                case "test": break;
                case "compile": result.CompileArguments = value; break;
                case "run": result.Arguments = value; break;
                case "held": result.Held = ("", value); break;
                case "held-only": result.Held = ("-n ", value); break;
                case "env": result.Environment[value[..value.IndexOf('=')]] = value[(value.IndexOf('=') + 1)..]; break;
                case "needs": result.Features.AddRange(value.Split(' ')); break;
                case "expect": result.Expected.Add(value); break;
                case "unordered": result.Unordered = true; break;
                case "match": result.Matches.Add(value); break;
                case "nomatch": result.Absent.Add(value); break;
                case "stderr": result.Errors.Add(value); break;
                case "exit": result.ExitCode = int.Parse(value); break;
                default: throw new InvalidDataException($"{path}: unknown line '{line}'");
            }
        }

        return result;
    }

    /// <summary>The command line that runs the object.</summary>
    public string CommandLine(string runner, string scriptObject, string targets)
    {
        var command = Held is { } held
            ? $"{{targets}}/held {held.Options}{runner} --hold {scriptObject} {Arguments} -- {held.Command}"
            : $"{runner} {scriptObject} {Arguments}";
        return command.Replace("{targets}", targets);
    }

    /// <summary>What is wrong with the result, or null.</summary>
    public string? Check(int exitCode, string output, string error)
    {
        if (exitCode != ExitCode)
        {
            return $"exit code {exitCode} instead of {ExitCode}";
        }

        if (Matches.Find(pattern => !Regex.IsMatch(output, pattern, RegexOptions.Multiline)) is { } missing)
        {
            return $"no match in stdout: {missing}";
        }

        if (Absent.Find(pattern => Regex.IsMatch(output, pattern, RegexOptions.Multiline)) is { } present)
        {
            return $"match in stdout: {present}";
        }

        if (Errors.Find(pattern => !Regex.IsMatch(error, pattern, RegexOptions.Multiline)) is { } silent)
        {
            return $"no match in stderr: {silent}";
        }

        return Expected.Count == 0 ? null : CheckLines([.. output.Split('\n').Where(line => line.Trim().Length > 0)]);
    }

    private string? CheckLines(List<string> lines)
    {
        if (lines.Count != Expected.Count)
        {
            return $"{lines.Count} lines instead of {Expected.Count}";
        }

        for (var i = 0; i < Expected.Count; i++)
        {
            var found = Unordered ? lines.FindIndex(line => Fits(Expected[i], line)) : Fits(Expected[i], lines[i]) ? i : -1;
            if (found < 0)
            {
                return $"line {i + 1}: expected '{Expected[i]}'" + (Unordered ? "" : $", found '{lines[i]}'");
            }

            if (Unordered)
            {
                lines[found] = "";
            }
        }

        return null;
    }

    private static bool Fits(string expected, string line) =>
        expected.StartsWith('~') ? Regex.IsMatch(line, $"^(?:{expected[1..]})$") : expected == line.TrimEnd();
}
