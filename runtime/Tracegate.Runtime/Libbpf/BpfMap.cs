namespace Tracegate.Runtime.Libbpf;

/// <summary>A map or data section of a <see cref="BpfObject"/>.</summary>
internal sealed unsafe class BpfMap(nint handle)
{
    /// <summary>Name in the object.</summary>
    internal string Name { get; } = NativeText.Read(LibbpfApi.bpf_map__name(handle));

    /// <summary>A <see cref="MapType"/>; before load it may be set.</summary>
    internal uint Type
    {
        get => LibbpfApi.bpf_map__type(handle);
        set => _ = LibbpfApi.bpf_map__set_type(handle, value);
    }

    /// <summary>Descriptor after load.</summary>
    internal int Fd => LibbpfApi.bpf_map__fd(handle);

    /// <summary>Bytes of a key.</summary>
    internal int KeySize => (int)LibbpfApi.bpf_map__key_size(handle);

    /// <summary>Bytes of a value (of one CPU).</summary>
    internal int ValueSize => (int)LibbpfApi.bpf_map__value_size(handle);

    /// <summary>Whether every CPU has its own value.</summary>
    internal bool IsPercpu => Type is MapType.PercpuHash or MapType.PercpuArray or MapType.LruPercpuHash;

    /// <summary>Number of elements; before load it may be set. For a ring buffer its size in bytes.</summary>
    internal uint MaxEntries
    {
        get => LibbpfApi.bpf_map__max_entries(handle);
        set => _ = LibbpfApi.bpf_map__set_max_entries(handle, value);
    }

    /// <summary><see cref="MapFlags"/>; before load they may be set.</summary>
    internal uint Flags
    {
        get => LibbpfApi.bpf_map__map_flags(handle);
        set => _ = LibbpfApi.bpf_map__set_map_flags(handle, value);
    }

    /// <summary>
    /// A data section's bytes: before load its initial value, after load the memory that the programs see
    /// (libbpf 1.5; read-only sections are not writable then).
    /// </summary>
    internal Span<byte> Data
    {
        get
        {
            nuint size;
            var data = LibbpfApi.bpf_map__initial_value(handle, &size);
            return data is null ? [] : new Span<byte>(data, checked((int)size));
        }
    }

    /// <summary>Address of <see cref="Data"/>, or null.</summary>
    internal byte* DataAddress
    {
        get
        {
            nuint size;
            return LibbpfApi.bpf_map__initial_value(handle, &size);
        }
    }

    /// <summary>Takes another map in place of one that load would create; 0 or a negative error number.</summary>
    internal int Reuse(int fd) => LibbpfApi.bpf_map__reuse_fd(handle, fd);

    /// <summary>Sets an element; 0 or a negative error number. A value of a per-CPU map holds one for every CPU.</summary>
    /// <param name="key">Key.</param>
    /// <param name="value">Value.</param>
    /// <param name="onlyNew">Whether an element that exists is left as it is (-EEXIST).</param>
    internal int Update(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool onlyNew = false)
    {
        fixed (byte* k = key)
        fixed (byte* v = value)
            return LibbpfApi.bpf_map_update_elem(Fd, k, v, onlyNew ? 1ul : 0);
    }

    /// <summary>Reads an element; 0 or a negative error number.</summary>
    internal int Lookup(ReadOnlySpan<byte> key, Span<byte> value)
    {
        fixed (byte* k = key)
        fixed (byte* v = value)
            return LibbpfApi.bpf_map_lookup_elem(Fd, k, v);
    }

    /// <summary>Reads and removes an element of a hash in one step (Linux 5.14); 0 or a negative error number.</summary>
    internal int Take(ReadOnlySpan<byte> key, Span<byte> value)
    {
        fixed (byte* k = key)
        fixed (byte* v = value)
            return LibbpfApi.bpf_map_lookup_and_delete_elem(Fd, k, v);
    }

    /// <summary>Removes an element; 0 or a negative error number.</summary>
    internal int Delete(ReadOnlySpan<byte> key)
    {
        fixed (byte* k = key)
            return LibbpfApi.bpf_map_delete_elem(Fd, k);
    }

    /// <summary>Finds the key after another one (the first for an empty span); 0 or a negative error number.</summary>
    internal int NextKey(ReadOnlySpan<byte> key, Span<byte> next)
    {
        fixed (byte* k = key)
        fixed (byte* n = next)
            return LibbpfApi.bpf_map_get_next_key(Fd, key.IsEmpty ? null : k, n);
    }

    /// <summary>
    /// Reads a part of a hash map's elements in one call (Linux 5.6), and removes them if asked to.
    /// </summary>
    /// <param name="position">
    /// Where the part begins, as the call before left it; at least 8 bytes and <see cref="KeySize"/>.
    /// </param>
    /// <param name="first">Whether it begins at the start.</param>
    /// <param name="keys">Room for keys.</param>
    /// <param name="values">Room for as many values.</param>
    /// <param name="count">Number of elements: room for, then read.</param>
    /// <param name="take">Whether they are removed as they are read.</param>
    /// <returns>0 when there may be more, -ENOENT at the end, or another negative error number.</returns>
    internal int LookupBatch(Span<byte> position, bool first, Span<byte> keys, Span<byte> values, ref uint count, bool take = false)
    {
        var options = new BpfMapBatchOptions { Size = (nuint)sizeof(BpfMapBatchOptions) };
        fixed (uint* n = &count)
        fixed (byte* p = position)
        fixed (byte* k = keys)
        fixed (byte* v = values)
        {
            return take
                ? LibbpfApi.bpf_map_lookup_and_delete_batch(Fd, first ? null : p, p, k, v, n, &options)
                : LibbpfApi.bpf_map_lookup_batch(Fd, first ? null : p, p, k, v, n, &options);
        }
    }
}
