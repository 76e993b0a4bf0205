using System.Diagnostics;
using System.Text.Json;
using Tracegate.GoldenTests.Btf;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// X-sync, S-retval: programs whose gate another loader (<c>bench/native/loader.c</c>) holds in one state, so that it
/// lasts while a known number of events comes.
/// </summary>
[Collection(KernelCollection.Name)]
public sealed class ClosedGateTests(TestTargets targets) : IDisposable
{
    private const int Armed = 0;
    private const int Running = 1;
    private const int Stopped = 2;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [BpftoolTheory]
    [InlineData(Armed, 0)]
    [InlineData(Running, 7)]
    [InlineData(Stopped, 0)]
    public async Task Nothing_runs_unless_the_gate_is_open(int state, long expected)
    {
        var calls = Path.Combine(targets.Folder, "calls");

        // A name of its own: a process of other tests would count as well.
        var name = $"gated{Environment.ProcessId}";
        var syscalls = Path.Combine(folder.Path, name);
        File.Copy(Path.Combine(targets.Folder, "syscalls"), syscalls);
        using var loader = await Attach(state, $$"""
            config = { start_sync = on }
            tracepoint:syscalls:sys_enter_getppid /comm == "{{name}}" && @looked[0]++ >= 0/ { @tracepoint[0] = count(); }
            rawtracepoint:sys_enter /comm == "{{name}}" && args.id == 110/ { @raw[0] = count(); }
            uprobe:{{calls}}:add { @uprobe[0] = count(); }
            uretprobe:{{calls}}:add { @uretprobe[0] = count(); }
            """);
        Assert.Equal(0, (await ProcessRunner.Run(syscalls, ["7"])).ExitCode);
        Assert.Equal(0, (await ProcessRunner.Run(calls, ["7"])).ExitCode);
        var counts = Counts(loader);
        await RunningTracer.Interrupt(loader);
        Assert.Equal(5, counts.Count);
        Assert.All(counts, map => Assert.Equal((map.Key, expected), (map.Key, map.Value)));
    }

    [BpftoolTheory]
    [InlineData(Armed)]
    [InlineData(Running)]
    [InlineData(Stopped)]
    public async Task Perf_sees_the_events_of_a_tracepoint_whatever_the_gate_says(int state)
    {
        using var loader = await Attach(state, "config = { start_sync = on } tracepoint:syscalls:sys_enter_getppid { @n = count(); }");
        var id = (await File.ReadAllTextAsync("/sys/kernel/tracing/events/syscalls/sys_enter_getppid/id")).Trim();
        var result = await ProcessRunner.Run(Path.Combine(targets.Folder, "perfcount"), [id, "1000"]);
        await RunningTracer.Interrupt(loader);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("1000", result.Output.Trim());
    }

    private async Task<Process> Attach(int state, string text)
    {
        var script = Path.Combine(folder.Path, "g.bt");
        var target = Path.Combine(folder.Path, "g.bpf.o");
        await File.WriteAllTextAsync(script, text);
        var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        var start = new ProcessStartInfo(await Loader(), [target, "-g", $"{state}"]) { RedirectStandardOutput = true };
        var loader = Process.Start(start)!;
        await RunningTracer.WaitAttached(loader);
        return loader;
    }

    private async Task<string> Loader()
    {
        var tools = Environment.GetEnvironmentVariable("TRACEGATE_TOOLS") ?? Path.Combine(Repository.Root, ".tools");
        var loader = Path.Combine(folder.Path, "loader");
        string[] libraries = [.. new[] { "bpf", "elf", "z", "zstd" }.Select(name => Path.Combine(tools, "lib", $"lib{name}.a"))];
        var build = await ProcessRunner.Run(
            "clang-19", ["-O1", "-static", "-I" + Path.Combine(tools, "include"), "-o", loader, Path.Combine(Repository.Root, "bench/native/loader.c"), .. libraries]);
        Assert.True(build.ExitCode == 0, build.ToString());
        return loader;
    }

    // The script's maps, each with the sum of its elements.
    private static Dictionary<string, long> Counts(Process loader)
    {
        var counts = new Dictionary<string, long>();
        foreach (var file in Directory.EnumerateFiles($"/proc/{loader.Id}/fdinfo"))
        {
            if (File.ReadLines(file).FirstOrDefault(line => line.StartsWith("map_id:", StringComparison.Ordinal)) is not { } line)
            {
                continue;
            }

            var id = line["map_id:".Length..].Trim();
            var name = Json("map", "show", "id", id).GetProperty("name").GetString()!;
            if (name.StartsWith("AT_", StringComparison.Ordinal))
            {
                counts.Add(name, Json("map", "dump", "id", id).EnumerateArray().Sum(Element));
            }
        }

        return counts;
    }

    private static JsonElement Json(params string[] arguments)
    {
        var (success, output) = Bpftool.Run(["-j", .. arguments]);
        Assert.True(success, output);
        return JsonDocument.Parse(output).RootElement;
    }

    private static long Element(JsonElement element) => element.TryGetProperty("values", out var cpus)
        ? cpus.EnumerateArray().Sum(cpu => Word(cpu.GetProperty("value")))
        : Word(element.GetProperty("value"));

    private static long Word(JsonElement bytes) =>
        bytes.EnumerateArray().Take(8).Select((b, i) => Convert.ToInt64(b.GetString()![2..], 16) << (8 * i)).Sum();
}
