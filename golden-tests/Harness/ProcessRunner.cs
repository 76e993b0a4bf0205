using System.Diagnostics;

namespace Tracegate.GoldenTests.Harness;

/// <summary>What a process printed and how it ended.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error, bool TimedOut)
{
    public override string ToString() =>
        $"{(TimedOut ? "timed out" : $"exit code {ExitCode}")}\n--- stdout\n{Output}\n--- stderr\n{Error}";
}

/// <summary>Runs a process to its end.</summary>
internal static class ProcessRunner
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs a command; after a minute it is killed.</summary>
    public static async Task<ProcessResult> Run(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string input = "",
        TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(limit ?? Limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new ProcessResult(process.ExitCode, await output, await error, TimedOut: false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new ProcessResult(-1, await output, await error, TimedOut: true);
        }
    }
}
