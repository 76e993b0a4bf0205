namespace Tracegate.Bench;

/// <summary>A tracer that is let run for a while and then ended as by Ctrl-C, for what it prints at its end.</summary>
internal static class ObservedTracer
{
    private const string Attached = "__BPFTRACE_NOTIFY_PROBES_ATTACHED";

    // Some need 75 ms for each of hundreds of probes to end.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs a command until its probes are attached and for a time more; what it printed then.</summary>
    /// <exception cref="BenchException">It ended before, or does not end.</exception>
    public static string Run(string[] command, TimeSpan time)
    {
        using var process = Command.Start(command);
        var error = process.StandardError.ReadToEndAsync();
        string? line;
        while ((line = process.StandardOutput.ReadLine()) is not null && !line.Contains(Attached, StringComparison.Ordinal))
        {
        }

        if (line is null)
            throw new BenchException($"{Path.GetFileName(command[0])}: {Command.LastLine(error.Result)}");
        var output = process.StandardOutput.ReadToEndAsync();
        Thread.Sleep(time);
        RunningTracer.Interrupt(process);
        if (process.WaitForExit(Limit))
            return output.Result;
        process.Kill();
        throw new BenchException($"{Path.GetFileName(command[0])}: still running {Limit.TotalSeconds} s after Ctrl-C");
    }
}
