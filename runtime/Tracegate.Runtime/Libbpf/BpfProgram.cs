namespace Tracegate.Runtime.Libbpf;

/// <summary>A program of a <see cref="BpfObject"/>.</summary>
internal unsafe class BpfProgram
{
    private readonly nint handle;

    internal BpfProgram(nint handle)
        : this(NativeText.Read(LibbpfApi.bpf_program__name(handle))) => this.handle = handle;

    /// <summary>A program without libbpf's handle, for tests of what attaches it.</summary>
    protected BpfProgram(string name) => Name = name;

    /// <summary>Name of its ELF function.</summary>
    internal string Name { get; }

    /// <summary>A <see cref="ProgramType"/>.</summary>
    internal virtual uint Type => LibbpfApi.bpf_program__type(handle);

    /// <summary>An <see cref="Libbpf.AttachType"/>; before load it may be set.</summary>
    internal virtual int AttachType
    {
        get => LibbpfApi.bpf_program__expected_attach_type(handle);
        set => _ = LibbpfApi.bpf_program__set_expected_attach_type(handle, value);
    }

    /// <summary>Descriptor after load; negative before.</summary>
    internal virtual int Fd => LibbpfApi.bpf_program__fd(handle);

    /// <summary>Events that the kernel kept from the loaded program so far; 0 where it does not count them.</summary>
    internal long Misses
    {
        get
        {
            // struct bpf_prog_info up to recursion_misses.
            const int misses = 208;
            const int size = misses + sizeof(long);
            var info = stackalloc byte[size];
            new Span<byte>(info, size).Clear();
            var length = (uint)size;
            return LibbpfApi.bpf_obj_get_info_by_fd(Fd, info, &length) == 0 && length == size ? *(long*)(info + misses) : 0;
        }
    }

    /// <summary>Leaves the program out of the load.</summary>
    internal virtual void Skip() => _ = LibbpfApi.bpf_program__set_autoload(handle, 0);

    /// <summary>Names the kernel function or tracepoint of a tracing program; 0 or a negative error number.</summary>
    internal int SetAttachTarget(string function)
    {
        fixed (byte* name = NativeText.Bytes(function))
            return LibbpfApi.bpf_program__set_attach_target(handle, 0, name);
    }

    /// <summary>
    /// Loads a copy of the loaded program that attaches to another kernel function or tracepoint.
    /// </summary>
    /// <param name="btfId">BTF id of the target in vmlinux.</param>
    /// <returns>Descriptor, or a negative error number.</returns>
    internal virtual int LoadCopy(int btfId)
    {
        fixed (byte* name = NativeText.Bytes(Name.Length > 15 ? Name[..15] : Name))
        fixed (byte* license = "GPL\0"u8)
        {
            var options = new BpfProgLoadOptions
            {
                Size = (nuint)sizeof(BpfProgLoadOptions),
                ExpectedAttachType = AttachType,
                AttachBtfId = (uint)btfId,
            };
            return LibbpfApi.bpf_prog_load(
                Type,
                name,
                license,
                LibbpfApi.bpf_program__insns(handle),
                LibbpfApi.bpf_program__insn_cnt(handle),
                &options);
        }
    }

    /// <summary>Runs the program once, without a context.</summary>
    /// <returns>0, or a negative error number.</returns>
    internal int Run()
    {
        var options = new BpfTestRunOptions { Size = (nuint)sizeof(BpfTestRunOptions) };
        return LibbpfApi.bpf_prog_test_run_opts(Fd, &options);
    }
}
