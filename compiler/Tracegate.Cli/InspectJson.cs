using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tracegate.Contract;

namespace Tracegate.Cli;

/// <summary>An object's metadata as JSON for other programs: the same as <see cref="InspectText"/> says.</summary>
internal static class InspectJson
{
    /// <summary>The whole text, with a newline.</summary>
    internal static byte[] Write(ObjectMetadata metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
            Write(json, metadata);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ObjectMetadata metadata)
    {
        json.WriteStartObject();
        json.WriteString("script", metadata.SourceName);
        json.WriteString("source_hash", metadata.SourceHash);
        json.WriteString("compiler", metadata.Compiler);
        json.WriteString("contract", $"{ContractVersion.Major}.{metadata.Minor}");
        json.WriteBoolean("unsafe", metadata.Unsafe);
        Array(json, "probes", metadata.Programs, Probe);
        Array(json, "maps", metadata.Maps, Map);
        Array(json, "events", metadata.Events, Event);
        json.WriteNumber("positional_parameters", metadata.PositionalParameters);
        Array(json, "options", metadata.Options, Option);
        Config(json, metadata.Config);
        Array(json, "features", metadata.Features, static (j, name) => j.WriteStringValue(name));
        json.WriteEndObject();
    }

    private static void Probe(Utf8JsonWriter json, ProgramInfo program)
    {
        json.WriteStartObject();
        json.WriteString("name", program.Name);
        json.WriteString("section", program.Section);
        json.WriteString("provider", program.Provider);
        json.WriteString("attach_point", program.AttachPoint);
        if (!program.OtherPlaces.IsEmpty)
            Array(json, "other_attach_points", program.OtherPlaces, static (j, place) => j.WriteStringValue(place.AttachPoint));
        json.WriteBoolean("gated", program.Gated);
        json.WriteBoolean("checks_entry", program.ChecksEntry);
        if (!program.Gated)
            json.WriteString("not_gated_because", InspectText.Omission(program.Omission));
        if (program.Config.Count > 0)
            Config(json, program.Config);
        json.WriteEndObject();
    }

    private static void Config(Utf8JsonWriter json, IReadOnlyDictionary<string, string> config)
    {
        json.WriteStartObject("config");
        foreach (var (key, value) in config)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void Map(Utf8JsonWriter json, MapInfo map)
    {
        json.WriteStartObject();
        json.WriteString("name", map.Name);
        if (map.Key is not null)
            json.WriteString("key", InspectText.TypeName(map.Key));
        json.WriteString("value", InspectText.MapValue(map));
        json.WriteString("storage", map.Storage.ToString());
        json.WriteNumber("max_entries", map.MaxEntries);
        json.WriteEndObject();
    }

    private static void Event(Utf8JsonWriter json, EventInfo info)
    {
        json.WriteStartObject();
        json.WriteString("action", info.Action.ToString());
        json.WriteString("format", info.Format);
        if (info.Then is { } then)
            json.WriteString("then", then.ToString());
        Array(json, "arguments", info.Arguments, static (j, a) => j.WriteStringValue(InspectText.TypeName(a.Type)));
        if (info.Location is { } place)
            json.WriteString("location", $"{place.File}:{place.Line}:{place.Column}");
        json.WriteEndObject();
    }

    private static void Option(Utf8JsonWriter json, OptionInfo option)
    {
        json.WriteStartObject();
        json.WriteString("name", option.Name);
        json.WriteString("type", InspectText.TypeName(option.Type));
        json.WriteString("default", option.Default);
        json.WriteString("description", option.Description);
        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }
}
