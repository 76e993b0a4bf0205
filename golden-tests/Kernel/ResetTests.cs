using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>
/// X-print-race: maps are printed and cleared every few milliseconds while every CPU updates them; all that was printed,
/// with what is left at the end, adds up to the number of events.
/// </summary>
[Collection(KernelCollection.Name)]
public sealed class ResetTests(TestTargets targets) : IDisposable
{
    private const string Events = "tracepoint:syscalls:sys_enter_getppid /comm == \"burst\"/";
    private const int Rounds = 300_000;

    private readonly ScriptFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("clear")]
    [InlineData("zero")]
    public async Task Aggregates_lose_nothing(string reset)
    {
        string[] maps = ["count", "sum", "avg", "stats", "hist", "lhist", "keyless", "plain", "word"];
        var script = $$"""
            {{Events}} {
              @count[cpu] = count();
              @sum[cpu, "x"] = sum(1);
              @avg[cpu] = stats(2);
              @stats = stats(3);
              @hist[cpu] = hist(4);
              @lhist = lhist(5, 0, 10, 1);
              @keyless = count();
              @plain[cpu]++;
              @word += 1;
            }
            interval:ms:10 { {{string.Concat(maps.Select(map => $"print(@{map}); {reset}(@{map}); "))}} }
            """;
        var (sums, prints, total) = await Run(script);
        Assert.All(maps, map => Assert.True(sums.GetValueOrDefault(map) == total, $"@{map}: {sums.GetValueOrDefault(map)} of {total}"));
        Assert.True(prints > maps.Length, $"{prints} prints");
    }

    // Every element lives for one period only, and there are as many as the map holds in a few periods.
    [Fact]
    public async Task A_map_does_not_fill_up_with_cleared_elements()
    {
        var script = $$"""
            config = { max_map_keys = 2048 }
            {{Events}} { @keys[cpu, nsecs / 2000000] = count(); }
            interval:ms:50 { print(@keys); clear(@keys); }
            """;
        var (sums, _, total) = await Run(script, rounds: 3_000_000);
        Assert.Equal(total, sums["keys"]);
    }

    // Elements of one kind are replaced as a whole: reading and removing is one step for the kernel.
    [Fact]
    public async Task Assigned_elements_lose_nothing()
    {
        var script = $$"""
            {{Events}} { $n = ++@n[cpu]; @seen[cpu, $n] = 1; }
            interval:ms:10 { print(@seen); clear(@seen); }
            end { clear(@n); }
            """;
        var (sums, _, total) = await Run(script, rounds: 40_000, "BPFTRACE_MAX_MAP_KEYS=200000");
        Assert.Equal(total, sums["seen"]);
    }

    [Fact]
    public async Task Top_prints_and_clears_all()
    {
        var script = $$"""
            {{Events}} { @pairs[cpu] = count(); @all = count(); }
            interval:ms:10 { print(@pairs, 1); clear(@pairs); print(@all); clear(@all); }
            """;
        var (sums, _, total) = await Run(script);
        Assert.Equal(total, sums["all"]);
        Assert.InRange(sums["pairs"], 1, total);
    }

    // X-inc-atomic
    [Fact]
    public async Task Additions_of_all_CPUs_are_atomic()
    {
        var script = $$"""
            {{Events}} {
              @a++;
              @b += 2;
              $c = @c++;
              $d = ++@d[0];
              @e[0]++;
              @f[0] += 3;
              @g[0] -= 1;
              @last = max($c);
              @most = max($d);
            }
            """;
        var (sums, _, total) = await Run(script);
        Assert.Equal(total, sums["a"]);
        Assert.Equal(2 * total, sums["b"]);
        Assert.Equal(total, sums["c"]);
        Assert.Equal(total, sums["d"]);
        Assert.Equal(total, sums["e"]);
        Assert.Equal(3 * total, sums["f"]);
        Assert.Equal(-total, sums["g"]);
        Assert.Equal(total - 1, sums["last"]);
        Assert.Equal(total, sums["most"]);
    }

    // X-exit-late: at most one event for each other CPU was under way when one of them called exit().
    [Fact]
    public async Task Exit_stops_all_CPUs_at_once()
    {
        var target = await folder.Compile("exit", $$"""
            {{Events}} { $n = ++@n; @late = count(); if ($n == 5000) { exit(7); } }
            end { printf("end %d\n", @n); }
            """);
        var run = await ProcessRunner.Run(Repository.Runner, ["-c", $"{targets.Folder}/burst 200000", target]);
        Assert.True(run.ExitCode == 7, run.ToString());
        var count = ScriptFolder.Value(run.Output, "n");
        Assert.InRange(count, 5000, 5000 + Environment.ProcessorCount - 1);
        Assert.Equal(count, ScriptFolder.Value(run.Output, "late"));
        Assert.Contains($"end {count}\n", run.Output);
    }

    private async Task<(Dictionary<string, long> Sums, int Prints, long Total)> Run(string script, int rounds = Rounds, string? variable = null)
    {
        var target = await folder.Compile("reset", script);
        var environment = new Dictionary<string, string>();
        if (variable is not null)
        {
            environment[variable.Split('=')[0]] = variable.Split('=')[1];
        }

        var run = await ProcessRunner.Run(
            Repository.Runner, ["-f", "json", "-c", $"{targets.Folder}/burst {rounds}", target], environment, limit: TimeSpan.FromMinutes(5));
        Assert.True(run is { ExitCode: 0, TimedOut: false }, $"{run.ExitCode} {run.Error}");

        // On a machine that is too busy to print so often, prints may be lost, and what they clear with them; counts not.
        Assert.DoesNotContain("Map full", run.Output + run.Error);
        var sums = new Dictionary<string, long>();
        var prints = 0;
        foreach (var line in run.Output.Split('\n').Where(line => line.StartsWith('{')))
        {
            using var json = JsonDocument.Parse(line);
            if (!json.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (var map in data.EnumerateObject().Where(member => member.Name.StartsWith('@')))
            {
                prints++;
                sums[map.Name[1..]] = sums.GetValueOrDefault(map.Name[1..]) + Sum(map.Value);
            }
        }

        var calls = Regex.Match(run.Output, @"^(\d+) calls$", RegexOptions.Multiline).Groups[1].Value;
        return (sums, prints, long.Parse(calls, CultureInfo.InvariantCulture));
    }

    // Histograms and stats say how many they took; elements of other maps are numbers.
    private static long Sum(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.Array => value.EnumerateArray().Sum(Sum),
        JsonValueKind.Object when value.TryGetProperty("count", out var count) => count.GetInt64(),
        JsonValueKind.Object => value.EnumerateObject().Sum(member => Sum(member.Value)),
        _ => 0,
    };
}
