using System.Text;

namespace Tracegate.Runtime.Symbols;

/// <summary>A mapping of a process.</summary>
/// <param name="Start">First address.</param>
/// <param name="End">Address after the last.</param>
/// <param name="FileOffset">Place of the first byte in the file.</param>
/// <param name="Executable">Whether code may run there.</param>
/// <param name="File">Device and inode, which identify the file.</param>
/// <param name="Path">Path as the process sees it, a name in brackets, or empty.</param>
internal sealed record Mapping(ulong Start, ulong End, ulong FileOffset, bool Executable, string File, string Path);

/// <summary>The address space of a process at one time, from /proc/PID/maps.</summary>
internal sealed class ProcessMaps
{
    private readonly List<Mapping> mappings = [];

    private ProcessMaps()
    {
    }

    /// <summary>Reads the mappings; null when the process is gone.</summary>
    public static ProcessMaps? Read(uint pid)
    {
        var maps = new ProcessMaps();
        SafeLines.Read($"/proc/{pid}/maps", line =>
        {
            if (Parse(line) is { } mapping)
                maps.mappings.Add(mapping);
            return true;
        });
        return maps.mappings.Count == 0 ? null : maps;
    }

    /// <summary>The mapping that holds an address.</summary>
    public Mapping? Find(ulong address)
    {
        var (low, high) = (0, mappings.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (address < mappings[middle].Start)
                high = middle;
            else if (address >= mappings[middle].End)
                low = middle + 1;
            else
                return mappings[middle];
        }

        return null;
    }

    /// <summary>The mapping of a path or a name in brackets.</summary>
    public Mapping? Find(string path) => mappings.Find(mapping => mapping.Path == path);

    // "start-end perms offset dev inode          path", see proc_pid_maps(5).
    private static Mapping? Parse(ReadOnlySpan<byte> line)
    {
        Span<Range> fields = stackalloc Range[6];
        var count = 0;
        var at = 0;
        while (count < 6 && at < line.Length)
        {
            var end = count == 5 ? line.Length - at : line[at..].IndexOf((byte)' ');
            if (end < 0)
                end = line.Length - at;
            fields[count++] = at..(at + end);
            at += end;
            while (at < line.Length && line[at] == ' ')
                at++;
        }

        if (count < 5)
            return null;
        var range = line[fields[0]];
        var dash = range.IndexOf((byte)'-');
        if (dash < 0)
            return null;
        return new Mapping(
            Addresses.ParseHex(range[..dash]),
            Addresses.ParseHex(range[(dash + 1)..]),
            Addresses.ParseHex(line[fields[2]]),
            line[fields[1]].Contains((byte)'x'),
            Encoding.UTF8.GetString(line[fields[3]]) + " " + Encoding.UTF8.GetString(line[fields[4]]),
            count < 6 ? "" : Encoding.UTF8.GetString(line[fields[5]]));
    }
}
