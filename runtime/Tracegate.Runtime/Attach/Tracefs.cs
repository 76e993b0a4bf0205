using System.Runtime.InteropServices;
using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>The kernel's list of tracepoints.</summary>
internal static unsafe class Tracefs
{
    private static readonly string[] Places = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];
    private static string? root;

    /// <summary>Where it is mounted; mounts it if it is not and that is allowed.</summary>
    /// <exception cref="FaultException">There is none.</exception>
    internal static string Root => root ??= Find();

    /// <summary>Number of a tracepoint for <c>perf_event_open</c>, or a negative error number.</summary>
    internal static long EventId(string category, string name) =>
        KernelFile.ReadNumber($"{Root}/events/{category}/{name}/id");

    /// <summary>Tracepoints whose category and name match, in order of their names.</summary>
    internal static IEnumerable<(string Category, string Name)> Match(string category, string name)
    {
        foreach (var c in Entries($"{Root}/events", category))
        {
            foreach (var n in Entries($"{Root}/events/{c}", name))
            {
                if (KernelFile.Exists($"{Root}/events/{c}/{n}/id"))
                    yield return (c, n);
            }
        }
    }

    private static List<string> Entries(string directory, string pattern)
    {
        if (!Wildcard.IsPattern(pattern))
            return [pattern];
        var names = new List<string>();
        if (!Directory.Exists(directory))
            return names;
        foreach (var path in Directory.EnumerateDirectories(directory))
        {
            var name = Path.GetFileName(path);
            if (Wildcard.IsMatch(pattern, name))
                names.Add(name);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static string Find()
    {
        foreach (var place in Places)
        {
            if (KernelFile.Exists(place + "/events"))
                return place;
        }

        int error;
        fixed (byte* type = "tracefs\0"u8)
        fixed (byte* target = NativeText.Bytes(Places[0]))
            error = Libc.mount(type, target, type, 0, null) == 0 ? 0 : Marshal.GetLastPInvokeError();
        if (KernelFile.Exists(Places[0] + "/events"))
            return Places[0];
        throw Faults.NoTracefs.With(error == 0 ? "it cannot be read" : Errno.Describe(error));
    }
}
