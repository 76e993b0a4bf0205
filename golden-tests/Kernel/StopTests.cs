using System.Globalization;
using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>O-signals: what signals to the runtime do.</summary>
[Collection(KernelCollection.Name)]
public sealed class StopTests(TestTargets targets) : IDisposable
{
    private const int Terminate = 15;

    private readonly ScriptFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(RunningSession.Interrupt)]
    [InlineData(Terminate)]
    public async Task A_signal_ends_the_run_as_exit_does(int signal)
    {
        var target = await folder.Compile("signal", """
            begin { @started = 1; }
            interval:s:1000 { @never = 1; }
            end { printf("end %d\n", @started); }
            """);
        using var session = RunningSession.Start(target);
        await session.Attached();
        session.Signal(signal);
        var result = await session.Finish();
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("end 1\n", result.Output);
        Assert.Contains("@started: 1\n", result.Output);
    }

    /// <summary>X-sync: a program that runs while the gate closes is over before maps are read.</summary>
    [Fact]
    public async Task What_a_program_stores_in_two_maps_agrees_at_the_end()
    {
        const int runs = 10;
        var target = await folder.Compile("both", """
            tracepoint:syscalls:sys_enter_read { @a = count(); @m[cpu] = count(); @b = count(); }
            end { print(("end", (int64)@a - (int64)@b)); }
            """);
        using var load = new SyscallLoad(Path.Combine(targets.Folder, "syscalls"));
        for (var run = 0; run < runs; run++)
        {
            using var session = RunningSession.Start(target);
            await session.Attached();
            session.Signal(RunningSession.Interrupt);
            var result = await session.Finish();
            Assert.Contains("(end, 0)\n", result.Output);
            Assert.Equal(Number(result.Output, "@a"), Number(result.Output, "@b"));
        }

        static string Number(string text, string map) => Regex.Match(text, $"^{map}: ([0-9]+)$", RegexOptions.Multiline).Groups[1].Value;
    }

    // end prints more than one batch and sends the signal while that is printed.
    [Fact]
    public async Task Another_signal_cuts_the_draining_short_and_maps_still_print()
    {
        var target = await folder.Compile("second", """
            config = { perf_rb_pages = 1024 }
            end {
              @left = 7;
              system("kill -INT $PPID");
              for ($i : 0..20000) { printf("line %d\n", $i); }
            }
            interval:s:1000 { @never = 1; }
            """, "--unsafe");
        using var session = RunningSession.Start("--unsafe", target);
        await session.Attached();
        session.Signal(RunningSession.Interrupt);
        var result = await session.Finish();
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("line 19999\n", result.Output);
        Assert.Contains("@left: 7\n", result.Output);
    }

    [Fact]
    public async Task A_killed_runtime_leaves_nothing_behind()
    {
        var target = await folder.Compile("killed", "tracepoint:syscalls:sys_enter_getppid { @n[pid] = count(); }");
        using var session = RunningSession.Start("-c", $"{targets.Folder}/syscalls 1000000000", target);
        await session.Attached();
        var maps = Directory.GetFiles($"/proc/{session.Pid}/fdinfo").Select(MapId).OfType<int>().Distinct().ToList();
        var children = (await File.ReadAllTextAsync($"/proc/{session.Pid}/task/{session.Pid}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(maps);
        Assert.NotEmpty(children);
        session.Signal(RunningSession.Kill);
        await session.Finish();
        foreach (var child in children)
        {
            await Until(() => Task.FromResult(IsGone(child)), $"process {child}");
        }

        foreach (var map in maps)
        {
            await Until(async () => (await ProcessRunner.Run("bpftool", ["map", "show", "id", $"{map}"])).ExitCode != 0, $"map {map}");
        }
    }

    private static int? MapId(string path)
    {
        try
        {
            var match = Regex.Match(File.ReadAllText(path), @"^map_id:\s+(\d+)$", RegexOptions.Multiline);
            return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    // Ended, even if nobody has asked for its status yet.
    private static bool IsGone(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static async Task Until(Func<Task<bool>> holds, string what)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 600, $"{what} is still there");
            await Task.Delay(100);
        }
    }
}
