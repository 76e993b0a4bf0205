using System.Text;

namespace Tracegate.Runtime.CommandLine;

/// <summary>The help of <c>tracegate-run</c>, from the option table.</summary>
public static class HelpText
{
    private const int Column = 28;

    /// <summary>The whole text.</summary>
    public static string Create()
    {
        var text = new StringBuilder(
            """
            Usage: tracegate-run [options] OBJECT… [parameters] [-- --name=value …]
                   tracegate-run ctl PID…|--gate PATH open|pause|resume|close|status [--json]

            Loads objects that 'tracegate compile' wrote, attaches every probe, and starts them all at one instant. Words
            behind the first object are further ones while they end with .bpf.o or name an object; all share one gate, and
            the parameters go to each.

            Options:

            """);
        foreach (var row in RunOptionTable.Rows)
        {
            var names = row.Alias.Length > 0 ? $"{row.Name}, {row.Alias}" : row.Name;
            AppendRow(text, row.TakesValue ? $"{names} {row.Value}" : names, row.Help);
        }

        AppendRow(text, "-h, --help", "this text");
        AppendRow(text, "-V, --version", "the version");
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string names, string help) =>
        text.Append("  ").Append(names.PadRight(Column)).Append(help).Append('\n');
}
