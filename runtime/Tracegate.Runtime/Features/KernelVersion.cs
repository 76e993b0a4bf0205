using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Features;

/// <summary>The running kernel.</summary>
internal static unsafe class KernelVersion
{
    private const int NameLength = 65;

    /// <summary>Release as <c>uname -r</c> prints it.</summary>
    internal static string Release { get; } = ReadRelease();

    /// <summary>Whether the kernel is at least this old.</summary>
    internal static bool IsAtLeast(int major, int minor)
    {
        var parts = Release.Split('.', '-', '+');
        var haveMajor = parts.Length > 0 && int.TryParse(parts[0], out var a) ? a : 0;
        var haveMinor = parts.Length > 1 && int.TryParse(parts[1], out var b) ? b : 0;
        return haveMajor > major || (haveMajor == major && haveMinor >= minor);
    }

    private static string ReadRelease()
    {
        var names = stackalloc byte[6 * NameLength];
        _ = Libc.uname(names);
        return NativeText.Read(names + (2 * NameLength));
    }
}
