using System.Reflection;
using System.Runtime.InteropServices;
using ClangSharp.Interop;

namespace Tracegate.Compiler.Clang;

/// <summary>
/// Finds and loads libclang, which reads the C headers that scripts include. It is loaded only for scripts that do: it
/// takes 34 ms and 77 MB.
/// </summary>
public static class ClangLibrary
{
    /// <summary>Names a libclang to use instead of the one found.</summary>
    public const string PathVariable = "TRACEGATE_LIBCLANG";

    /// <summary>The package that brings the preferred release.</summary>
    public const string Package = "libclang1-19";

    private const int OldestVersion = 14;
    private const int PreferredVersion = 19;
    private const int NewestVersion = 30;

    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>Loads the library once; false if there is none.</summary>
    public static bool TryLoad() => Handle.Value != 0;

    private static nint Load()
    {
        nint handle = 0;
        foreach (var candidate in Candidates())
            if (NativeLibrary.TryLoad(candidate, out handle))
                break;
        if (handle != 0)
            clang.ResolveLibrary += Resolve;
        return handle;

        nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == "libclang" ? handle : 0;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path)
            return [path];
        var versions = Enumerable.Range(OldestVersion, NewestVersion - OldestVersion + 1)
            .OrderByDescending(version => version == PreferredVersion).ThenByDescending(version => version);
        return versions.SelectMany(Names);
    }

    // Below /usr/lib/llvm-19 it finds clang's own headers beside it, so that comes first.
    private static IEnumerable<string> Names(int version) =>
    [
        $"/usr/lib/llvm-{version}/lib/libclang.so.1", $"/usr/lib/llvm-{version}/lib/libclang-{version}.so.1",
        $"libclang-{version}.so.1", $"libclang-{version}.so.{version}", $"libclang.so.{version}.1", $"libclang.so.{version}",
    ];
}
