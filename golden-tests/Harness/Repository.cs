using System.Runtime.CompilerServices;

namespace Tracegate.GoldenTests.Harness;

/// <summary>Folders of the source tree, which tests read their cases from.</summary>
internal static class Repository
{
    /// <summary>The tree's root.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    /// <summary>The golden-tests folder.</summary>
    public static string Tests { get; } = Path.Combine(Root, "golden-tests");

    /// <summary>The built executables.</summary>
    public static string Artifacts { get; } = Path.Combine(Root, "artifacts");

    /// <summary>The compiler's executable.</summary>
    public static string Tracegate { get; } = Path.Combine(Artifacts, "tracegate");

    /// <summary>The runner.</summary>
    public static string Runner { get; } = Path.Combine(Artifacts, "tracegate-run");

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
