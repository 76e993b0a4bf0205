using Tracegate.GoldenTests.Harness;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>Processes that do syscalls on every CPU until this is disposed.</summary>
internal sealed class SyscallLoad : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public SyscallLoad(string program) =>
        running = Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Repeat(program)));

    /// <summary>Threads of the machine: as many calls can be in flight at an instant.</summary>
    public static int Threads() => Directory.GetDirectories("/proc", "*")
        .Where(path => int.TryParse(Path.GetFileName(path), out _))
        .Sum(path =>
        {
            try
            {
                return Directory.GetDirectories(path + "/task").Length;
            }
            catch (IOException)
            {
                return 0;
            }
        });

    public void Dispose()
    {
        stop.Cancel();
        running.GetAwaiter().GetResult();
        stop.Dispose();
    }

    private async Task Repeat(string program)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            await ProcessRunner.Run(program, ["200000"]);
        }
    }
}
