using System.Diagnostics;
using Xunit;

namespace Tracegate.GoldenTests.Btf;

/// <summary>A test that loads programs into the running kernel with bpftool.</summary>
public sealed class BpftoolFactAttribute : FactAttribute
{
    public BpftoolFactAttribute() => Skip = Bpftool.Missing;
}

/// <summary>The same with several sets of data.</summary>
public sealed class BpftoolTheoryAttribute : TheoryAttribute
{
    public BpftoolTheoryAttribute() => Skip = Bpftool.Missing;
}

internal static class Bpftool
{
    private static readonly string[] Places = ["/usr/sbin/bpftool", "/usr/local/sbin/bpftool", "/sbin/bpftool", "/usr/bin/bpftool"];

    /// <summary>What it lacks here, or null.</summary>
    public static string? Missing =>
        Environment.UserName != "root" ? "needs root"
        : !Places.Any(File.Exists) ? "needs bpftool"
        : !File.Exists("/sys/kernel/btf/vmlinux") ? "needs a kernel with BTF"
        : null;

    /// <summary>Runs bpftool; what it printed and whether it succeeded.</summary>
    public static (bool Success, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Places.First(File.Exists), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode == 0, output + errors.Result);
    }

    /// <summary>Loads every program of an object, shows <paramref name="inspect"/> the pinned directory, and unpins them.</summary>
    public static (bool Success, string Output) LoadAll(ReadOnlyMemory<byte> elf, Action<string>? inspect = null)
    {
        string name = $"tracegate-test-{Environment.ProcessId}-{Guid.NewGuid():N}";
        string file = Path.Combine(Path.GetTempPath(), name + ".bpf.o");
        string pinned = "/sys/fs/bpf/" + name;
        File.WriteAllBytes(file, elf.Span);
        try
        {
            (bool success, string output) = Run("prog", "loadall", file, pinned);
            if (success)
                inspect?.Invoke(pinned);
            return (success, output);
        }
        finally
        {
            File.Delete(file);
            if (Directory.Exists(pinned))
            {
                foreach (string program in Directory.GetFiles(pinned))
                    File.Delete(program);
                Directory.Delete(pinned);
            }
        }
    }
}
