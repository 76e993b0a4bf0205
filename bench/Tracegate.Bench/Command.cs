using System.ComponentModel;
using System.Diagnostics;

namespace Tracegate.Bench;

/// <summary>Runs short commands.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs a command to its end and returns what it wrote to stdout.</summary>
    /// <exception cref="BenchException">It cannot be started, fails, or needs more than a minute.</exception>
    public static string Run(params IEnumerable<string> command) => Run(Limit, [.. command]);

    /// <summary>The same with another limit.</summary>
    public static string Run(TimeSpan limit, string[] words)
    {
        using var process = Start(words);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill();
            throw new BenchException($"{Path.GetFileName(words[0])}: still running after {limit.TotalSeconds} s");
        }

        if (process.ExitCode != 0)
            throw new BenchException($"{Path.GetFileName(words[0])}: exit code {process.ExitCode}: {LastLine(error.Result)}");
        return output.Result;
    }

    /// <summary>Starts a command with redirected outputs.</summary>
    public static Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["__BPFTRACE_NOTIFY_PROBES_ATTACHED"] = "1";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new BenchException($"{command[0]}: {e.Message}", e);
        }
    }

    /// <summary>The last line that says something.</summary>
    public static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no message";
}
