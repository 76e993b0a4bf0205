using System.Buffers.Binary;
using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Session;

/// <summary>
/// Clears a map that programs only add to (<see cref="MapInfo.Accumulates"/>) without touching it: the values are
/// remembered, and subtracted from what is read later. Nothing that a program adds at the same time can get lost, which
/// no way of deleting an element can promise, since programs add in place. An element that is as remembered counts as
/// absent, so a sum of zeros alone does not bring it back.
/// </summary>
internal sealed class MapLedger(MapInfo info)
{
    private readonly Dictionary<byte[], Entry> entries = new(new ByteComparer());
    private readonly int word = info.Aggregate is null ? info.Value.Size : sizeof(ulong);

    /// <summary>What came since the last reset.</summary>
    /// <param name="stored">All elements of the map.</param>
    internal List<MapElement> Since(List<MapElement> stored)
    {
        if (entries.Count == 0)
            return stored;
        var elements = new List<MapElement>(stored.Count);
        var seen = new HashSet<byte[]>(entries.Comparer);
        foreach (var element in stored)
        {
            if (!entries.TryGetValue(element.Key, out var entry))
            {
                elements.Add(element);
                continue;
            }

            seen.Add(element.Key);
            var value = Combine(element.Value, entry.Before, subtract: true);
            value = Combine(value, entry.Carried, subtract: false);
            if (entry.Before is null || entry.Zeroed || !MapView.IsUnused(value))
                elements.Add(new(element.Key, value));
        }

        foreach (var (key, entry) in entries)
        {
            if (entry.Carried is { } carried && !seen.Contains(key))
                elements.Add(new(key, carried));
        }

        return elements;
    }

    /// <summary>Clears or zeros the map.</summary>
    /// <param name="stored">All elements of the map.</param>
    /// <param name="elements">What <see cref="Since"/> made of them.</param>
    /// <param name="keepKeys">Whether these elements stay, with 0.</param>
    /// <param name="most">Number of stored elements that are left in the map.</param>
    /// <returns>
    /// Keys to remove from the map, so that it does not fill up: first those that did not change since the reset before.
    /// </returns>
    internal IReadOnlyList<byte[]> Reset(List<MapElement> stored, List<MapElement> elements, bool keepKeys, int most)
    {
        var kept = keepKeys ? new HashSet<byte[]>(elements.Select(static element => element.Key), entries.Comparer) : null;
        var old = new List<byte[]>();
        var present = new HashSet<byte[]>(entries.Comparer);
        foreach (var (key, value) in stored)
        {
            if (entries.TryGetValue(key, out var entry) && entry.Before is { } before && before.AsSpan().SequenceEqual(value))
                old.Add(key);
            entries[key] = new Entry(value, null, kept is not null && kept.Contains(key));
            present.Add(key);
        }

        // Elements that are in the ledger only.
        foreach (var key in entries.Keys.Where(key => !present.Contains(key)).ToList())
        {
            if (kept is not null && kept.Contains(key))
                entries[key] = new Entry(null, new byte[entries[key].Carried!.Length], true);
            else
                entries.Remove(key);
        }

        if (keepKeys || stored.Count <= most)
            return [];
        return stored.Count - old.Count <= most ? old : [.. stored.Select(static element => element.Key)];
    }

    /// <summary>Takes down that an element was removed from the map, and what it held then.</summary>
    internal void Removed(byte[] key, byte[] value)
    {
        var late = Combine(value, entries[key].Before, subtract: true);
        if (MapView.IsUnused(late))
            entries.Remove(key);
        else
            entries[key] = new Entry(null, late, false);
    }

    // Word by word, as programs add.
    private byte[] Combine(byte[] value, byte[]? other, bool subtract)
    {
        if (other is null)
            return value;
        var result = new byte[value.Length];
        for (var at = 0; at < result.Length; at += word)
        {
            var (a, b) = (Word(value, at), Word(other, at));
            var sum = subtract ? a - b : a + b;
            if (word == sizeof(uint))
                BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(at), (uint)sum);
            else
                BinaryPrimitives.WriteUInt64LittleEndian(result.AsSpan(at), sum);
        }

        return result;
    }

    private ulong Word(byte[] bytes, int at) => word == sizeof(uint)
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at))
        : Bytes.U64(bytes, at);

    /// <param name="Before">Stored value at the last reset; null for an element made since.</param>
    /// <param name="Carried">What came before the element was removed and is not printed yet.</param>
    /// <param name="Zeroed">Whether it is there even without a change (F-zero).</param>
    private sealed record Entry(byte[]? Before, byte[]? Carried, bool Zeroed);

    private sealed class ByteComparer : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj);
            return hash.ToHashCode();
        }
    }
}
