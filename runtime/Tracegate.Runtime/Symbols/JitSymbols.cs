using System.Text;

namespace Tracegate.Runtime.Symbols;

/// <summary>
/// Symbols that a just-in-time compiler writes to /tmp/perf-PID.map (the kernel's
/// tools/perf/Documentation/jit-interface.txt): lines of start, size and name, numbers in hex.
/// </summary>
internal sealed class JitSymbols
{
    private readonly List<(ulong Start, ulong Size, byte[] Name)> symbols = [];

    /// <summary>The file as the process sees it.</summary>
    public string Path { get; private init; } = "";

    /// <summary>Reads a process's file; without one there are no symbols.</summary>
    public static JitSymbols Read(uint pid)
    {
        var path = $"/tmp/perf-{InnerPid(pid)}.map";
        var jit = new JitSymbols { Path = path };
        if (!SafeLines.Read($"/proc/{pid}/root{path}", Take))
            SafeLines.Read(path, Take);
        jit.Sort();
        return jit;

        bool Take(ReadOnlySpan<byte> line)
        {
            var first = line.IndexOf((byte)' ');
            var second = first < 0 ? -1 : line[(first + 1)..].IndexOf((byte)' ');
            if (second < 0)
                return true;
            second += first + 1;
            jit.symbols.Add((Addresses.ParseHex(line), Addresses.ParseHex(line[(first + 1)..]), line[(second + 1)..].ToArray()));
            return true;
        }
    }

    /// <summary>The symbol around an address; empty if there is none.</summary>
    public ReadOnlySpan<byte> Find(ulong address, out ulong offset)
    {
        var (low, high) = (0, symbols.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (symbols[middle].Start <= address)
                low = middle + 1;
            else
                high = middle;
        }

        offset = 0;
        if (low == 0 || address - symbols[low - 1].Start >= symbols[low - 1].Size)
            return default;
        offset = address - symbols[low - 1].Start;
        return symbols[low - 1].Name;
    }

    private void Sort()
    {
        // Code is recompiled: of equal starts the last line counts.
        var order = new (ulong Start, int Index)[symbols.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = (symbols[i].Start, i);
        Array.Sort(order);
        var sorted = new List<(ulong, ulong, byte[])>(order.Length);
        foreach (var (_, index) in order)
            sorted.Add(symbols[index]);
        symbols.Clear();
        symbols.AddRange(sorted);
    }

    // The file is named by the pid in the process's own namespace: the last of NSpid.
    private static string InnerPid(uint pid)
    {
        var inner = pid.ToString();
        SafeLines.Read($"/proc/{pid}/status", line =>
        {
            if (!line.StartsWith("NSpid:"u8))
                return true;
            inner = Encoding.UTF8.GetString(line[(line.LastIndexOf((byte)'\t') + 1)..]);
            return false;
        });
        return inner;
    }
}
