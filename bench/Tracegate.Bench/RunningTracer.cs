using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tracegate.Bench;

/// <summary>A tracer whose probes are attached. Disposing it stops it and waits until the kernel has detached all.</summary>
internal sealed partial class RunningTracer : IDisposable
{
    private const string Attached = "__BPFTRACE_NOTIFY_PROBES_ATTACHED";
    private const int SignalInterrupt = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly List<string> errors = [];
    private readonly int[] programs;

    private RunningTracer(string[] command)
    {
        process = Command.Start(command);
        process.ErrorDataReceived += (_, e) => AddError(e.Data);
        process.BeginErrorReadLine();
        var attached = Task.Run(WaitAttached);
        if (!attached.Wait(Limit) || !attached.Result)
        {
            process.Kill();
            process.WaitForExit();
            var reason = attached.IsCompleted ? Command.LastLine(Errors()) : $"not attached after {Limit.TotalSeconds} s";
            throw new BenchException($"{Path.GetFileName(command[0])}: {reason}");
        }

        // Nobody waits for more output, but a full pipe would stop the tracer.
        _ = Task.Run(() => process.StandardOutput.BaseStream.CopyTo(Stream.Null));
        programs = [.. Ids("prog_id:").Distinct()];
    }

    /// <summary>Runs a command and waits until its probes are attached.</summary>
    /// <exception cref="BenchException">It ended before; the message is its last one.</exception>
    public static RunningTracer Start(string[] command) => new(command);

    /// <summary>Ends a tracer as Ctrl-C does.</summary>
    public static void Interrupt(Process tracer) => _ = Kill(tracer.Id, SignalInterrupt);

    /// <summary>The programs that the tracer holds.</summary>
    public IEnumerable<ProgramInfo> Programs()
    {
        if (programs.Length == 0)
            throw new BenchException("the tracer holds no program");
        return programs.Select(id => Bpf.Program(id) ?? throw new BenchException("a program is gone"));
    }

    /// <summary>Kernel memory of the tracer's maps in bytes, as <c>bpftool map show</c> prints it (memlock).</summary>
    public long MapMemory()
    {
        var maps = new Dictionary<int, long>();
        foreach (var info in DescriptorInfo())
        {
            if (Value(info, "map_id:") is { } id && Value(info, "memlock:") is { } bytes)
                maps[(int)id] = bytes;
        }

        return maps.Count > 0 ? maps.Values.Sum() : throw new BenchException("the tracer holds no map");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Interrupt(process);
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();

        // Detaching may outlive the process; the next measurement must not meet it.
        var since = Stopwatch.StartNew();
        while (Array.Exists(programs, Bpf.Exists))
        {
            if (since.Elapsed > Limit)
                throw new BenchException("programs stay in the kernel");
            Thread.Sleep(5);
        }
    }

    private static long? Value(string[] lines, string name)
    {
        var line = Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal));
        return line is null ? null : long.Parse(line[name.Length..].Trim());
    }

    private bool WaitAttached()
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains(Attached, StringComparison.Ordinal))
                return true;
        }

        process.WaitForExit();
        return false;
    }

    private void AddError(string? line)
    {
        if (line is null)
            return;
        lock (errors)
            errors.Add(line);
    }

    private string Errors()
    {
        lock (errors)
            return string.Join('\n', errors);
    }

    private IEnumerable<int> Ids(string name) =>
        DescriptorInfo().Select(info => Value(info, name)).OfType<long>().Select(id => (int)id).Where(id => id != 0);

    // What the kernel tells of each of the tracer's descriptors: programs, maps, links and others.
    private IEnumerable<string[]> DescriptorInfo()
    {
        foreach (var file in Directory.EnumerateFiles($"/proc/{process.Id}/fdinfo"))
        {
            string[] lines;
            try
            {
                lines = File.ReadAllLines(file);
            }
            catch (IOException)
            {
                continue;
            }

            yield return lines;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
