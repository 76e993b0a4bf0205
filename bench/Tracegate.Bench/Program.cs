using Tracegate.Bench;

// bench [NAME]: one benchmark or all. Exit code 1 if a number is missing.
(string Name, Func<Workspace, Table> Run)[] benchmarks =
[
    ("insns", InsnsBenchmark.Run),
    ("event", EventBenchmark.Run),
    ("start", StartBenchmark.Run),
    ("attach", AttachBenchmark.Run),
    ("gate", GateBenchmark.Run),
    ("skew", SkewBenchmark.Run),
    ("memory", MemoryBenchmark.Run),
];

if (args.Length < 1 || args.Length > 2)
{
    Console.Error.WriteLine("usage: bench ROOT [NAME]");
    return 2;
}

var chosen = args.Length == 1 ? benchmarks : Array.FindAll(benchmarks, benchmark => benchmark.Name == args[1]);
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"no benchmark '{args[1]}'; there are {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}");
    return 2;
}

using var workspace = new Workspace(Path.GetFullPath(args[0]));
Machine.Print(Console.Out, workspace);
var complete = true;
foreach (var benchmark in chosen)
{
    var table = benchmark.Run(workspace);
    table.Print(Console.Out);
    complete &= !table.Incomplete;
}

return complete ? 0 : 1;
