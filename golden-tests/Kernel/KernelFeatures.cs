using Tracegate.GoldenTests.Harness;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>What the running kernel offers, by the names that kernel tests use.</summary>
internal static class KernelFeatures
{
    private static readonly Lazy<HashSet<string>> Symbols = new(() =>
        File.ReadLines("/proc/kallsyms").Select(line => line.Split(' ', 4)[2].Split('\t')[0]).ToHashSet());

    private static readonly Dictionary<string, Func<bool>> Table = new()
    {
        ["kprobe"] = () => Directory.Exists("/sys/bus/event_source/devices/kprobe"),
        ["kprobe_multi"] = () => Symbols.Value.Contains("bpf_kprobe_multi_link_attach") && Symbols.Value.Contains("register_fprobe_ips"),
        ["fentry"] = () => Has("kprobe") && Symbols.Value.Contains("register_ftrace_direct"),
        ["uprobe_multi"] = () => Symbols.Value.Contains("bpf_uprobe_multi_link_attach"),
        // It ends by a signal where the kernel has no entry for 32-bit programs.
        ["ia32"] = () => ProcessRunner.Run(Path.Combine(Repository.Artifacts, "test-targets", "entries"), ["compat"]).GetAwaiter().GetResult().ExitCode == 0,
        // The symbol of the data that says so, which kernels that forbid it lack.
        ["write_user"] = () => Symbols.Value.Contains("bpf_probe_write_user_proto"),
        ["hardware"] = () => Directory.Exists("/sys/bus/event_source/devices/cpu"),
    };

    /// <summary>Whether this kernel has a feature.</summary>
    public static bool Has(string feature) =>
        Table.TryGetValue(feature, out var probe) ? probe() : throw new ArgumentException($"unknown feature '{feature}'");
}
