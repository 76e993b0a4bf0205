using System.Globalization;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>Whether this process may trace (O-caps, O-lockdown), and why the kernel refused.</summary>
internal static class Rights
{
    private const int SystemAdministrator = 21;
    private const int PerformanceMonitor = 38;
    private const int Bpf = 39;

    /// <summary>Refuses users who cannot trace, and kernels that let nobody, before anything is tried.</summary>
    /// <exception cref="FaultException">A capability is missing, or the kernel is locked down.</exception>
    internal static void Check()
    {
        // Root without capabilities (a container) is told when the kernel refuses something.
        if (Libc.geteuid() != 0 && Missing() is { Length: > 0 } missing)
            throw Faults.NotPrivileged.With(missing);
        if (KernelFile.Read("/sys/kernel/security/lockdown", out _).Contains("[confidentiality]", StringComparison.Ordinal))
            throw Faults.Lockdown.With();
    }

    /// <summary>O-kernel: a warning about a kernel that lacks much, or null.</summary>
    internal static string? KernelWarning() => KernelVersion.IsAtLeast(5, 15)
        ? null
        : $"kernel {KernelVersion.Release} is older than 5.15: not everything works there";

    /// <summary>The fault that explains why the kernel said EPERM.</summary>
    internal static Fault Explain(string what) =>
        Missing() is { Length: > 0 } missing ? Faults.NotPrivileged.Of(missing) : Faults.LoadFailed.Of(what);

    private static string Missing()
    {
        var capabilities = Effective();
        if (Has(capabilities, SystemAdministrator))
            return "";
        var missing = new List<string>();
        if (!Has(capabilities, Bpf))
            missing.Add("CAP_BPF");
        if (!Has(capabilities, PerformanceMonitor))
            missing.Add("CAP_PERFMON");
        return string.Join(" and ", missing);
    }

    private static bool Has(ulong capabilities, int number) => (capabilities >> number & 1) != 0;

    private static ulong Effective()
    {
        const string label = "CapEff:\t";
        var status = KernelFile.Read("/proc/self/status", out _);
        var start = status.IndexOf(label, StringComparison.Ordinal);
        if (start < 0)
            return ulong.MaxValue;
        var digits = status.AsSpan(start + label.Length, 16);
        return ulong.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
            ? value
            : ulong.MaxValue;
    }
}
