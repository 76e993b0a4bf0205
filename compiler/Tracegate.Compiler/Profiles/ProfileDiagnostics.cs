using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Profiles;

/// <summary>What can be wrong with a target profile: TG4xxx.</summary>
public static class ProfileDiagnostics
{
    /// <summary>All rows.</summary>
    public static DiagnosticTable Table { get; } = new();

    /// <summary>The kernel that runs has no BTF.</summary>
    public static DiagnosticDescriptor NoKernelTypes { get; } = Table.Error(
        "TG4001", "the types of the running kernel are not known: {0}: {1}",
        "use a kernel built with CONFIG_DEBUG_INFO_BTF, or compile with '--profile reference' or a file of 'tracegate profile'");

    /// <summary>tracefs cannot be read.</summary>
    public static DiagnosticDescriptor NoTracefs { get; } = Table.Error(
        "TG4002", "the tracepoints of the running kernel are not known: {0}",
        "become root and mount it with 'mount -t tracefs tracefs /sys/kernel/tracing', or compile with '--profile reference' or a file of 'tracegate profile'");

    /// <summary>A profile file cannot be read.</summary>
    public static DiagnosticDescriptor UnreadableFile { get; } = Table.Error(
        "TG4003", "the target profile '{0}' cannot be read: {1}",
        "make one with 'tracegate profile -o FILE' on the target");

    /// <summary>A profile file is of a newer release.</summary>
    public static DiagnosticDescriptor NewerFile { get; } = Table.Error(
        "TG4004", "the target profile '{0}' has format {1}; this tracegate reads up to {2}",
        "make it with this release, or update tracegate");

    /// <summary>A name of a profile that is neither built in nor a file.</summary>
    public static DiagnosticDescriptor UnknownProfile { get; } = Table.Error(
        "TG4005", "there is no target profile '{0}'", "profiles are 'host', 'reference', or a file made with 'tracegate profile -o FILE'");
}

/// <summary>Why a part of a target profile is not to be had.</summary>
/// <param name="Descriptor">The diagnostic.</param>
/// <param name="Arguments">What fills its holes.</param>
public sealed record ProfileProblem(DiagnosticDescriptor Descriptor, params object?[] Arguments)
{
    /// <summary>The diagnostic at the place in the script that needs the missing part.</summary>
    public Diagnostic At(SourceSpan span) => Descriptor.At(span, Arguments);
}
