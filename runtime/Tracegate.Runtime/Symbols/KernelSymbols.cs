using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Symbols;

/// <summary>
/// Names of kernel addresses, from /proc/kallsyms. Read at the first look-up: it takes tens of milliseconds and some
/// megabytes, which most sessions never need.
/// </summary>
public sealed class KernelSymbols
{
    // Per-CPU and absolute symbols have small numbers that are no addresses.
    private const ulong LowestAddress = 1ul << 63;

    private ulong[]? addresses;
    private int[] nameEnds = [];
    private byte[] names = [];

    /// <summary>Appends the symbol at or before the address; the address if there is none (M-out-sym).</summary>
    public void Append(Utf8Buffer to, ulong address, bool offset)
    {
        Load();
        var index = Array.BinarySearch(addresses!, address);
        // Of several names for one address the last counts, as upstream prints.
        for (index = index < 0 ? ~index - 1 : index; index >= 0 && index + 1 < addresses!.Length && addresses[index + 1] == addresses[index];)
            index++;
        if (index < 0)
        {
            Addresses.Append(to, address);
            return;
        }

        to.Append(names.AsSpan(index == 0 ? 0 : nameEnds[index - 1], nameEnds[index] - (index == 0 ? 0 : nameEnds[index - 1])));
        if (!offset)
            return;
        to.Append((byte)'+');
        to.AppendDecimal(address - addresses![index]);
    }

    /// <summary>The address of a symbol (F-kaddr); 0 if it is unknown.</summary>
    public static ulong Find(string name)
    {
        var found = 0ul;
        var wanted = System.Text.Encoding.UTF8.GetBytes(name);
        Scan((address, symbol) =>
        {
            if (!symbol.SequenceEqual(wanted))
                return true;
            found = address;
            return false;
        });
        return found;
    }

    private delegate bool Symbol(ulong address, ReadOnlySpan<byte> name);

    private void Load()
    {
        if (addresses is not null)
            return;
        var found = new List<ulong>(1 << 17);
        var ends = new List<int>(1 << 17);
        var text = new Utf8Buffer();
        var sorted = true;
        Scan((address, name) =>
        {
            if (address < LowestAddress)
                return true;
            sorted &= found.Count == 0 || found[^1] <= address;
            found.Add(address);
            text.Append(name);
            ends.Add(text.Length);
            return true;
        });
        addresses = [.. found];
        nameEnds = [.. ends];
        names = text.Written.ToArray();
        if (!sorted)
            Sort();
    }

    // The kernel's own symbols are sorted; modules and BPF programs follow them in any order.
    private void Sort()
    {
        var order = new (ulong Address, int Index)[addresses!.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (addresses[i], i);
        Array.Sort(order, static (a, b) => a.Address != b.Address ? a.Address.CompareTo(b.Address) : a.Index - b.Index);
        var text = new Utf8Buffer();
        var ends = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var from = order[i].Index;
            addresses[i] = order[i].Address;
            var start = from == 0 ? 0 : nameEnds[from - 1];
            text.Append(names.AsSpan(start, nameEnds[from] - start));
            ends[i] = text.Length;
        }

        nameEnds = ends;
        names = text.Written.ToArray();
    }

    // Lines are "address type name[\t[module]]".
    private static void Scan(Symbol each)
    {
        SafeLines.Read("/proc/kallsyms", line =>
        {
            var space = line.IndexOf((byte)' ');
            if (space < 0 || line.Length < space + 4)
                return true;
            var name = line[(space + 3)..];
            var end = name.IndexOfAny((byte)'\t', (byte)' ');
            return each(Addresses.ParseHex(line[..space]), end < 0 ? name : name[..end]);
        });
    }
}
