using System.CommandLine;
using System.Text;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Output;

namespace Tracegate.Cli;

/// <summary><c>tracegate inspect OBJECT</c>: what an object holds and needs.</summary>
internal sealed class InspectCommand : Command
{
    private readonly Argument<string> file = new("object") { HelpName = "OBJECT", Description = "an object that 'tracegate compile' wrote" };
    private readonly Option<bool> json = new("--json") { Description = "as JSON" };

    internal InspectCommand()
        : base("inspect", "Shows an object's probes, maps, events, parameters and needed kernel features.")
    {
        Add(file);
        Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var image = ObjectImage.Read(parsed.GetValue(file)!);
        using var output = new OutputStream(1);
        output.Write(parsed.GetValue(json)
            ? InspectJson.Write(image.Metadata)
            : Encoding.UTF8.GetBytes(InspectText.Write(image.Metadata)));
        return 0;
    }
}
