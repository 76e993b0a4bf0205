using System.Runtime.InteropServices;

namespace Tracegate.Runtime.Libbpf;

/// <summary>A libbpf object: open, then adjusted, then loaded.</summary>
internal sealed unsafe class BpfObject : IDisposable
{
    private readonly Dictionary<string, BpfProgram> programs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BpfMap> maps = new(StringComparer.Ordinal);
    private readonly byte* log;
    private nint handle;
    private IDisposable? needed;

    private BpfObject(nint handle, byte* log)
    {
        this.handle = handle;
        this.log = log;
        for (nint p = 0; (p = LibbpfApi.bpf_object__next_program(handle, p)) != 0;)
        {
            var program = new BpfProgram(p);
            programs[program.Name] = program;
        }

        for (nint m = 0; (m = LibbpfApi.bpf_object__next_map(handle, m)) != 0;)
        {
            var map = new BpfMap(m);
            maps[map.Name] = map;
        }
    }

    /// <summary>Programs by the name of their ELF function.</summary>
    internal IReadOnlyDictionary<string, BpfProgram> Programs => programs;

    /// <summary>Maps by name; data sections by the section's name.</summary>
    internal IReadOnlyDictionary<string, BpfMap> Maps => maps;

    /// <summary>Parses the object; nothing reaches the kernel.</summary>
    /// <param name="image">The ELF file; libbpf keeps no reference.</param>
    /// <param name="kernelBtf">BTF file for relocations, or null for the running kernel's.</param>
    /// <param name="logSize">Bytes of the verifier's log that are kept (C-log_size).</param>
    /// <param name="error">Positive error number when the result is null.</param>
    internal static BpfObject? Open(ReadOnlySpan<byte> image, string? kernelBtf, int logSize, out int error)
    {
        fixed (byte* bytes = image)
        fixed (byte* name = "tracegate\0"u8)
        fixed (byte* noToken = "\0"u8)
        fixed (byte* btf = kernelBtf is null ? null : NativeText.Bytes(kernelBtf))
        {
            // Untouched pages cost nothing: libbpf asks for the log only after a failed load.
            var log = (byte*)NativeMemory.AllocZeroed((nuint)logSize);
            var options = new BpfObjectOpenOptions
            {
                Size = (nuint)sizeof(BpfObjectOpenOptions),
                ObjectName = name,
                BtfCustomPath = btf,
                KernelLogBuffer = log,
                KernelLogSize = (nuint)logSize,
                BpfTokenPath = noToken,
            };
            var handle = LibbpfApi.bpf_object__open_mem(bytes, (nuint)image.Length, &options);
            error = handle == 0 ? Marshal.GetLastPInvokeError() : 0;
            return handle == 0 ? null : new BpfObject(handle, log);
        }
    }

    /// <summary>Creates the maps, relocates and loads the programs; 0 or a negative error number.</summary>
    internal int Load()
    {
        var result = LibbpfApi.bpf_object__load(handle);
        needed?.Dispose();
        return result;
    }

    /// <summary>Disposes of something when the object has been loaded, which needs it.</summary>
    internal void KeepUntilLoaded(IDisposable? resource) => needed = resource;

    /// <summary>The verifier's log of the program that was rejected; empty when none was.</summary>
    internal string VerifierLog => NativeText.Read(log);

    /// <summary>Closes all maps and programs.</summary>
    public void Dispose()
    {
        if (handle == 0)
            return;
        LibbpfApi.bpf_object__close(handle);
        handle = 0;
    }
}
