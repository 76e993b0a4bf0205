using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Session;

/// <summary>The named parameters of the objects of a run (O-params).</summary>
internal static class NamedParameters
{
    /// <summary>Refuses parameters that no object has.</summary>
    /// <exception cref="FaultException">There is one.</exception>
    internal static void Check(IReadOnlyList<ObjectImage> images, RunOptions options)
    {
        foreach (var given in options.NamedParameters)
        {
            var name = given.Split('=', 2)[0];
            if (!images.Any(image => image.Metadata.Options.Any(option => option.Name == name)))
                throw Faults.UnknownOption.With(name, Describe(images));
        }
    }

    /// <summary>The named parameters as a list for the user (O-help-script).</summary>
    private static string Describe(IReadOnlyList<ObjectImage> images)
    {
        var lines = new List<string>();
        foreach (var image in images)
        {
            foreach (var o in image.Metadata.Options)
            {
                var line = $"  --{o.Name}{(o.Type is ValueType.Boolean ? "" : "=" + o.Default)}{(o.Description.Length > 0 ? "  " + o.Description : "")}";
                if (!lines.Contains(line))
                    lines.Add(line);
            }
        }

        return lines.Count == 0 ? "the script has no named parameters" : "the script's named parameters:\n" + string.Join('\n', lines);
    }
}
