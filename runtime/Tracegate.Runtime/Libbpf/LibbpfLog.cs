using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Tracegate.Runtime.Libbpf;

/// <summary>
/// Catches what libbpf prints, so that a failure can be explained in the runtime's own words and a success is silent.
/// </summary>
internal static unsafe class LibbpfLog
{
    private const int LineCapacity = 4096;
    private const int KeptCharacters = 64 * 1024;

    private static readonly StringBuilder Text = new();
    private static Action<string>? echo;

    /// <summary>Installs the catcher. Call once, before anything else of libbpf.</summary>
    /// <param name="verbose">Takes every line as it comes, debug lines included; null: warnings are only kept.</param>
    internal static void Install(Action<string>? verbose)
    {
        echo = verbose;
        LibbpfApi.libbpf_set_print(&Print);
    }

    /// <summary>What was caught since the last call.</summary>
    internal static string Take()
    {
        var text = Text.ToString();
        Text.Clear();
        return text;
    }

    [UnmanagedCallersOnly]
    [SkipLocalsInit]
    private static int Print(int level, byte* format, void* arguments)
    {
        const int warning = 0;
        if (level > warning && echo is null)
            return 0;
        var buffer = stackalloc byte[LineCapacity];
        var length = Libc.vsnprintf(buffer, LineCapacity, format, arguments);
        var line = Encoding.UTF8.GetString(buffer, Math.Clamp(length, 0, LineCapacity - 1));
        echo?.Invoke(line);
        if (level == warning && Text.Length < KeptCharacters)
            Text.Append(line);
        return 0;
    }
}
