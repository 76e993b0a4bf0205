using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Tracegate.GoldenTests.Harness;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>A runner that a test steers while it runs. What it prints is kept; disposing kills it.</summary>
internal sealed partial class RunningSession : IDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int User2 = 12;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly Task reading;

    private RunningSession(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(Repository.Runner, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["__BPFTRACE_NOTIFY_PROBES_ATTACHED"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        reading = Task.WhenAll(Read(process.StandardOutput, output), Read(process.StandardError, error));
    }

    public int Pid => process.Id;

    public string Output => Text(output);

    public string Error => Text(error);

    public static RunningSession Start(params string[] arguments) => new(arguments, null);

    public static RunningSession Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(arguments, environment);

    /// <summary>Waits until all probes are attached.</summary>
    public Task Attached() => Printed("__BPFTRACE_NOTIFY_PROBES_ATTACHED");

    /// <summary>Waits until a text was printed on either stream.</summary>
    public async Task Printed(string text)
    {
        var since = Stopwatch.StartNew();
        while (!Output.Contains(text) && !Error.Contains(text))
        {
            if (since.Elapsed > Limit || process.HasExited)
            {
                await (process.HasExited ? reading : Task.CompletedTask);
                if (Output.Contains(text) || Error.Contains(text))
                {
                    return;
                }

                throw new InvalidOperationException($"'{text}' was not printed\n--- stdout\n{Output}\n--- stderr\n{Error}");
            }

            await Task.Delay(5);
        }
    }

    public void Signal(int signal) => _ = SendSignal(process.Id, signal);

    /// <summary>Waits for its end.</summary>
    public async Task<ProcessResult> Finish()
    {
        using var timeout = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(timeout.Token);
        await reading;
        return new ProcessResult(process.ExitCode, Output, Error, TimedOut: false);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private static async Task Read(StreamReader reader, StringBuilder text)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
