using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Output;

/// <summary>Devices, pipes and sockets, which are written to and never replaced.</summary>
public static unsafe class SpecialFile
{
    /// <summary>Whether the path names one, also through links. Nothing at all is none.</summary>
    /// <param name="path">Any path.</param>
    public static bool IsAt(string path)
    {
        FileStatus status;
        fixed (byte* name = NativeText.Bytes(path))
            return Libc.stat(name, &status) == 0 && !status.IsRegular;
    }
}
