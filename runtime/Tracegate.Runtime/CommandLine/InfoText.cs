using System.Runtime.InteropServices;
using System.Text;
using Tracegate.Runtime.Features;

namespace Tracegate.Runtime.CommandLine;

/// <summary>What <c>--info</c> prints (O-info): the machine, this build, and what the kernel can do.</summary>
public static class InfoText
{
    /// <summary>The text.</summary>
    public static string Text()
    {
        var text = new StringBuilder();
        Section(text, "System", [("OS", "Linux " + KernelVersion.Release), ("Arch", $"{RuntimeInformation.OSArchitecture}".ToLowerInvariant())]);
        Section(text, "Build", [("version", ProductVersion.Text)]);
        Section(text, "Kernel features", [.. KernelFeatures.All.Select(static feature => (feature.Name, feature.Exists() ? "yes" : "no"))]);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, params ReadOnlySpan<(string Name, string Value)> rows)
    {
        text.Append(text.Length > 0 ? "\n" : "").Append(title).Append('\n');
        foreach (var (name, value) in rows)
            text.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
    }
}
