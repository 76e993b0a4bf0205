namespace Tracegate.Runtime.Libbpf;

/// <summary>The CPUs of this machine.</summary>
internal static class Cpus
{
    private static IReadOnlyList<int>? online;

    /// <summary>Numbers of those that are online, ascending.</summary>
    internal static IReadOnlyList<int> Online => online ??= ReadList("/sys/devices/system/cpu/online");

    // "0-3,8": ranges and single numbers.
    private static List<int> ReadList(string path)
    {
        var cpus = new List<int>();
        var text = KernelFile.Read(path, out _).Trim();
        foreach (var range in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-');
            var last = int.Parse(ends[^1]);
            for (var cpu = int.Parse(ends[0]); cpu <= last; cpu++)
                cpus.Add(cpu);
        }

        return cpus.Count > 0 ? cpus : [0];
    }
}
