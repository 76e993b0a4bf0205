using System.Runtime.InteropServices;

namespace Tracegate.Runtime.CoRe;

/// <summary>A few names that very many are compared with: two bytes of a name tell mostly that it is none of them.</summary>
public sealed class NameSet
{
    private const int FilterSize = 1024;

    private readonly List<byte[]> names = [];
    private readonly bool[] filter = new bool[FilterSize];

    /// <summary>A set of these names.</summary>
    public NameSet(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            Add(System.Text.Encoding.UTF8.GetBytes(name));
    }

    /// <summary>Each once, in the order in which they came.</summary>
    public IReadOnlyList<byte[]> Names => names;

    /// <summary>Adds a name that is not empty, unless it is there.</summary>
    public void Add(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || IndexOf(name) >= 0)
            return;
        names.Add(name.ToArray());
        filter[Hash(name[0], name.Length > 1 ? name[1] : (byte)0)] = true;
    }

    /// <summary>Whether a name may be there, by its first bytes.</summary>
    internal unsafe bool MayHold(byte* name) => filter[Hash(name[0], name[0] == 0 ? (byte)0 : name[1])];

    /// <summary>Whether a name is there.</summary>
    internal unsafe bool Holds(byte* name) =>
        MayHold(name) && IndexOf(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name)) >= 0;

    /// <summary>Number of a name, or -1.</summary>
    internal int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (name.SequenceEqual(names[i]))
                return i;
        }

        return -1;
    }

    private static int Hash(byte first, byte second) => (first + (second * 31)) & (FilterSize - 1);
}
