using System.Text;
using Tracegate.Contract;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Cli;

/// <summary>An object's metadata as text.</summary>
internal static class InspectText
{
    private const int Column = 12;

    /// <summary>The whole text.</summary>
    internal static string Write(ObjectMetadata metadata)
    {
        var text = new StringBuilder();
        Row(text, "script", metadata.SourceName);
        Row(text, "source", metadata.SourceHash);
        Row(text, "compiler", metadata.Compiler);
        Row(text, "contract", $"{ContractVersion.Major}.{metadata.Minor}");
        Section(text, "probes", metadata.Programs, Probe);
        Section(text, "maps", metadata.Maps, Map);
        Section(text, "events", metadata.Events, Event);
        Section(text, "parameters", Parameters(metadata), static line => line);
        Section(text, "config", metadata.Config, static pair => $"{pair.Key} = {pair.Value}");
        Section(text, "features", metadata.Features, static name => name);
        if (metadata.Unsafe)
            text.Append("\nneeds --unsafe\n");
        return text.ToString();
    }

    /// <summary>A type in the words of the language.</summary>
    internal static string TypeName(ValueType type) => type switch
    {
        ValueType.None => "none",
        ValueType.Integer i => $"{(i.Signed ? "int" : "uint")}{i.Bytes * 8}",
        ValueType.Boolean => "bool",
        ValueType.Enum e => $"enum {e.Name}",
        ValueType.Pointer => "pointer",
        ValueType.Text t => $"string[{t.Capacity}]",
        ValueType.Buffer b => $"buffer[{b.Capacity}]",
        ValueType.Array a => $"{TypeName(a.Element)}[{a.Count}]",
        ValueType.Composite { IsTuple: true } c => $"({string.Join(", ", c.Members.Select(static m => TypeName(m.Type)))})",
        ValueType.Composite c => $"{{ {string.Join(", ", c.Members.Select(static m => $".{m.Name} = {TypeName(m.Type)}"))} }}",
        ValueType.KernelSymbol => "ksym_t",
        ValueType.UserSymbol => "usym_t",
        ValueType.KernelStack => "kstack",
        ValueType.UserStack => "ustack",
        ValueType.Timestamp => "timestamp",
        ValueType.Inet => "inet",
        ValueType.MacAddress => "macaddr_t",
        ValueType.Username => "username_t",
        ValueType.CgroupPath => "cgroup_path_t",
        ValueType.ProbeName => "probe",
        _ => type.GetType().Name,
    };

    /// <summary>What a map's elements hold: an aggregate function or a type.</summary>
    internal static string MapValue(MapInfo map) => map.Aggregate is { } aggregate
        ? $"{aggregate.Kind}".ToLowerInvariant()
        : TypeName(map.Value);

    private static string Probe(ProgramInfo program) =>
        $"{string.Join(", ", program.OtherPlaces.Select(static place => place.AttachPoint).Prepend(program.AttachPoint))}{(program.Gated ? "" : $"  (not gated: {Omission(program.Omission)})")}{(program.ChecksEntry ? "  (after its entry)" : "")}"
        + string.Concat(program.Config.Select(static pair => $"  [{pair.Key} = {pair.Value}]"));

    /// <summary>Why a program does not check the start gate.</summary>
    internal static string Omission(GateOmission reason) => reason switch
    {
        GateOmission.ProbeType => "the session itself runs it",
        GateOmission.Off => "start_sync = off",
        GateOmission.Needless => "auto left it out, since a single place with at most one map starts and stops at one instant",
        _ => "the object does not say why",
    };

    private static string Map(MapInfo map)
    {
        var key = map.Key is null ? "" : $"[{TypeName(map.Key)}]";
        return $"{map.Name}{key}: {MapValue(map)}  ({Storage(map)})";
    }

    private static string Storage(MapInfo map) => map.Storage switch
    {
        MapStorage.Global => "global",
        MapStorage.PercpuArray => "per CPU",
        _ => $"{$"{map.Storage}".ToLowerInvariant()}, {map.MaxEntries} entries",
    };

    private static string Event(EventInfo info, int row)
    {
        var place = info.Location is { } at ? $"  {at.File}:{at.Line}:{at.Column}" : "";
        var format = info.Format.Length > 0 ? $" \"{Escape(info.Format)}\"" : "";
        var arguments = info.Arguments.IsDefaultOrEmpty
            ? ""
            : $" ({string.Join(", ", info.Arguments.Select(static a => TypeName(a.Type)))})";
        var then = info.Then is { } next ? $" and {$"{next}".ToLowerInvariant()}" : "";
        return $"{row} {$"{info.Action}".ToLowerInvariant()}{then}{format}{arguments}{place}";
    }

    private static IEnumerable<string> Parameters(ObjectMetadata metadata)
    {
        for (var i = 1; i <= metadata.PositionalParameters; i++)
            yield return $"${i}";
        foreach (var option in metadata.Options)
            yield return $"--{option.Name}={option.Default}  {TypeName(option.Type)}  {option.Description}".TrimEnd();
    }

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal);

    private static void Row(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
            text.Append(name.PadRight(Column)).Append(value).Append('\n');
    }

    private static void Section<T>(StringBuilder text, string name, IEnumerable<T> items, Func<T, string> line) =>
        Section(text, name, items, (item, _) => line(item));

    private static void Section<T>(StringBuilder text, string name, IEnumerable<T> items, Func<T, int, string> line)
    {
        var row = 0;
        foreach (var item in items)
        {
            if (row == 0)
                text.Append('\n').Append(name).Append('\n');
            text.Append("  ").Append(line(item, row++)).Append('\n');
        }
    }
}
