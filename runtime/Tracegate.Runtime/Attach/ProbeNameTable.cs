namespace Tracegate.Runtime.Attach;

/// <summary>Names of places by the cookie that programs see (B-probe); row 0 is for places that have none.</summary>
internal sealed class ProbeNameTable
{
    private readonly List<string> names = [""];
    private readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);

    /// <summary>All rows.</summary>
    internal List<string> Names => names;

    /// <summary>Row of a name; the same name has one row, so that a key of a map is one key.</summary>
    internal int Row(string name)
    {
        if (rows.TryGetValue(name, out var row))
            return row;
        rows.Add(name, row = names.Count);
        names.Add(name);
        return row;
    }

    /// <summary>Takes rows that are named one by one; returns the first.</summary>
    internal int Reserve(int count)
    {
        var first = names.Count;
        names.AddRange(Enumerable.Repeat("", count));
        return first;
    }

    /// <summary>Names a reserved row.</summary>
    internal string this[int row]
    {
        set
        {
            names[row] = value;
            rows.TryAdd(value, row);
        }
    }
}
