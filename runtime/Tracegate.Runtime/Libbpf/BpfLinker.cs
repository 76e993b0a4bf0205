namespace Tracegate.Runtime.Libbpf;

/// <summary>Links BPF objects into one, with one BTF; libbpf writes the result to a file.</summary>
public static unsafe class BpfLinker
{
    /// <summary>The linked object, or null.</summary>
    /// <param name="objects">ELF files; sections keep the order in which they come.</param>
    /// <param name="problem">Why they cannot be linked.</param>
    public static byte[]? Link(IReadOnlyList<ReadOnlyMemory<byte>> objects, out string problem)
    {
        LibbpfLog.Install(null);
        LibbpfLog.Take();
        var path = Path.GetTempFileName();
        nint linker = 0;
        try
        {
            fixed (byte* name = NativeText.Bytes(path))
                linker = LibbpfApi.bpf_linker__new(name, null);
            var error = linker == 0 ? -1 : 0;
            for (var i = 0; i < objects.Count && error == 0; i++)
            {
                fixed (byte* bytes = objects[i].Span)
                    error = LibbpfApi.bpf_linker__add_buf(linker, bytes, (nuint)objects[i].Length, null);
            }

            if (error == 0)
                error = LibbpfApi.bpf_linker__finalize(linker);
            problem = LibbpfLog.Take().Trim().Replace("libbpf: ", "", StringComparison.Ordinal).Replace("\n", "; ", StringComparison.Ordinal);
            if (problem.Length == 0)
                problem = Errno.Describe(error);
            return error == 0 ? File.ReadAllBytes(path) : null;
        }
        finally
        {
            if (linker != 0)
                LibbpfApi.bpf_linker__free(linker);
            File.Delete(path);
        }
    }
}
