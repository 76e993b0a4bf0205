using Tracegate.Runtime.Output;
using Xunit;
using static Tracegate.GoldenTests.Output.Harness;

namespace Tracegate.GoldenTests.Output;

/// <summary>Results of <c>test</c> and <c>bench</c> probes.</summary>
public class TestReportTests
{
    private static void Tests(ScriptOutput output)
    {
        string[] names = ["adds", "prints"];
        output.TestResult(names, 0, 930, [true], "hidden\n"u8);
        output.TestResult(names, 1, 5986, [true, false], "hello\n\nbad"u8);
    }

    private static void Benchmarks(ScriptOutput output)
    {
        string[] names = ["loop", "a_very_long_name_that_is_longer_than_forty_characters"];
        output.BenchmarkResult(names, 0, 13, 80000);
        output.BenchmarkResult(names, 1, 28, 40000);
    }

    [Fact]
    public void M_out_test() => Assert.Equal("""
        G[==========]- Running 2 tests.
        G[ RUN      ]- adds
        G[       OK ]- adds (930 ns)
        G[ RUN      ]- prints
        hello
        bad
        R[  FAILED  ]- prints (5 μs)
        G[==========]- 2 tests ran.
        G[  PASSED  ]- 1 test.
        R[  FAILED  ]- 1 test, listed below:
        R[  FAILED  ]- prints

        """, Printed(OutputFormat.Text, Tests).Replace("\u001b[32m", "G").Replace("\u001b[31m", "R").Replace("\u001b[0m", "-"));

    [Fact]
    public void J_test() => Assert.Equal("""
        {"type": "test_result", "data": {"adds": {"duration": 930, "passed": true, "output": "hidden\n"}}}
        {"type": "test_result", "data": {"prints": {"duration": 5986, "passed": false, "output": "hello\n\nbad"}}}

        """, Printed(OutputFormat.Json, Tests));

    [Fact]
    public void M_out_bench() => Assert.Equal("""
        Benchmark                                             Time(ns)       Iterations
        -------------------------------------------------------------------------------
        loop                                                  13             80000
        a_very_long_name_that_is_longer_than_forty_characters 28             40000

        """, Printed(OutputFormat.Text, Benchmarks));

    [Fact]
    public void J_bench() => Assert.Equal("""
        {"type": "benchmark_result", "data": {"loop": {"average": 13, "iters": 80000}}}
        {"type": "benchmark_result", "data": {"a_very_long_name_that_is_longer_than_forty_characters": {"average": 28, "iters": 40000}}}

        """, Printed(OutputFormat.Json, Benchmarks));
}
