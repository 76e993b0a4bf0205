using System.Text.RegularExpressions;

namespace Tracegate.Bench;

/// <summary>Where the numbers come from.</summary>
internal static partial class Machine
{
    /// <summary>Prints processor, memory, kernel, its BPF settings and the versions of what is compared.</summary>
    public static void Print(TextWriter output, Workspace workspace)
    {
        var processor = Match(CpuModel(), File.ReadAllText("/proc/cpuinfo"));
        var memory = long.Parse(Match(MemoryTotal(), File.ReadAllText("/proc/meminfo"))) / 1024;
        output.WriteLine($"machine   {processor}, {Environment.ProcessorCount} CPUs, {memory} MiB{(IsVirtual() ? ", virtual" : "")}, load {Load()}");
        output.WriteLine($"kernel    {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}, bpf_jit_enable {Setting("bpf_jit_enable")}, bpf_jit_harden {Setting("bpf_jit_harden")}");
        output.WriteLine($"clang     {Version("clang-19", "--version")}");
        output.WriteLine($"bpftrace  {(workspace.Bpftrace is { } path ? Version(path, "--version") : "none in PATH or $BPFTRACE")}");
        output.Flush();
    }

    private static string Version(params string[] command)
    {
        try
        {
            return Command.Run(command).Split('\n')[0].Trim();
        }
        catch (BenchException e)
        {
            return e.Message;
        }
    }

    private static bool IsVirtual() => File.ReadAllText("/proc/cpuinfo").Contains(" hypervisor", StringComparison.Ordinal);

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Setting(string name)
    {
        var path = "/proc/sys/net/core/" + name;
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "?";
    }

    private static string Match(Regex regex, string text) => regex.Match(text) is { Success: true } match ? match.Groups[1].Value.Trim() : "0";

    [GeneratedRegex(@"^(?:model name|Model|CPU implementer)\s*:(.*)$", RegexOptions.Multiline)]
    private static partial Regex CpuModel();

    [GeneratedRegex(@"^MemTotal:\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex MemoryTotal();
}
