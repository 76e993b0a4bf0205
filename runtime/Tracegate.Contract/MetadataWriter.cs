using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracegate.Contract;

/// <summary>Writes <see cref="ObjectMetadata"/> as the metadata section. Equal metadata gives equal bytes.</summary>
public sealed class MetadataWriter
{
    private readonly Utf8JsonWriter json;

    private MetadataWriter(Utf8JsonWriter json) => this.json = json;

    /// <summary>Returns the bytes of section <see cref="ContractVersion.SectionName"/>.</summary>
    public static byte[] Write(ObjectMetadata metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = MetadataReader.MaxDepth,
        };
        using (var json = new Utf8JsonWriter(buffer, options))
            new MetadataWriter(json).Metadata(metadata);
        var section = new byte[ContractVersion.HeaderSize + buffer.WrittenCount];
        BinaryPrimitives.WriteUInt32LittleEndian(section, ContractVersion.Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(section.AsSpan(4), ContractVersion.Major);
        BinaryPrimitives.WriteUInt32LittleEndian(section.AsSpan(8), metadata.Minor);
        BinaryPrimitives.WriteUInt32LittleEndian(section.AsSpan(12), (uint)buffer.WrittenCount);
        buffer.WrittenSpan.CopyTo(section.AsSpan(ContractVersion.HeaderSize));
        return section;
    }

    private void Metadata(ObjectMetadata metadata)
    {
        json.WriteStartObject();
        Text("source", metadata.SourceName);
        Text("hash", metadata.SourceHash);
        Text("compiler", metadata.Compiler);
        List("programs", metadata.Programs, Program);
        List("maps", metadata.Maps, Map);
        List("events", metadata.Events, Event);
        List("strings", metadata.Strings, String);
        List("constants", metadata.Constants, Constant);
        List("options", metadata.Options, Option);
        Number("parameters", metadata.PositionalParameters);
        Config(metadata.Config);
        List("features", metadata.Features, String);
        Flag("unsafe", metadata.Unsafe);
        json.WriteEndObject();
    }

    private void Config(IReadOnlyDictionary<string, string> config)
    {
        json.WriteStartObject("config");
        foreach (var (key, value) in config)
            json.WriteString(key, MetadataText.Escape(value));
        json.WriteEndObject();
    }

    private void Program(ProgramInfo program)
    {
        json.WriteStartObject();
        Text("name", program.Name);
        Text("section", program.Section);
        Number("probe", program.Probe);
        Text("provider", program.Provider);
        List("target", program.Target, String);
        Text("attach_point", program.AttachPoint);
        Flag("gated", program.Gated);
        if (program.Omission != GateOmission.None)
            json.WriteString("omission", MetadataNames.Omissions[(int)program.Omission]);
        Flag("cookie", program.NeedsCookie);
        Flag("checks_entry", program.ChecksEntry);
        Flag("shared_cookie", program.SharesCookie);
        List("other_places", program.OtherPlaces, Place);
        if (program.Config.Count > 0)
            Config(program.Config);
        List("fields", program.Fields, Field);
        Location(program.Location);
        json.WriteEndObject();
    }

    private void Place(AttachPlace place)
    {
        json.WriteStartObject();
        Text("attach_point", place.AttachPoint);
        List("target", place.Target, String);
        json.WriteEndObject();
    }

    private void Field(TracepointFieldInfo field)
    {
        json.WriteStartObject();
        Text("name", field.Name);
        Number("size", field.Size);
        Number("index", field.Index, -1);
        json.WriteEndObject();
    }

    private void Map(MapInfo map)
    {
        json.WriteStartObject();
        Text("name", map.Name);
        Text("symbol", map.Symbol);
        json.WriteString("storage", MetadataNames.Storages[(int)map.Storage]);
        if (map.Key is not null)
            Type("key", map.Key);
        Type("value", map.Value);
        if (map.Aggregate is not null)
            Aggregate(map.Aggregate);
        Number("entries", map.MaxEntries);
        Flag("default_size", map.DefaultSize);
        Number("offset", map.GlobalOffset);
        Flag("accumulates", map.Accumulates);
        json.WriteEndObject();
    }

    private void Aggregate(AggregateInfo aggregate)
    {
        json.WriteStartObject("aggregate");
        json.WriteString("kind", MetadataNames.Aggregates[(int)aggregate.Kind]);
        Flag("signed", aggregate.Signed);
        Number("bits", aggregate.Bits);
        Number("min", aggregate.Min);
        Number("max", aggregate.Max);
        Number("step", aggregate.Step, 1);
        if (aggregate.IntervalNs != 0)
            json.WriteNumber("interval", aggregate.IntervalNs);
        Number("intervals", aggregate.Intervals);
        if (aggregate.Operation != TSeriesOperation.None)
            json.WriteString("operation", MetadataNames.Operations[(int)aggregate.Operation]);
        json.WriteEndObject();
    }

    private void Event(EventInfo row)
    {
        json.WriteStartObject();
        json.WriteString("action", MetadataNames.Actions[(int)row.Action]);
        Text("format", row.Format);
        List("arguments", row.Arguments, Argument);
        Number("map", row.Map, -1);
        Number("top", row.Top);
        Number("divisor", row.Divisor);
        Number("counter", row.Counter);
        Number("program", row.Program, -1);
        if (row.Then is { } then)
            json.WriteString("then", MetadataNames.Actions[(int)then]);
        if (row.Error != RuntimeErrorKind.None)
            json.WriteString("error", MetadataNames.Errors[(int)row.Error]);
        Location(row.Location);
        json.WriteEndObject();
    }

    private void Argument(EventArgument argument)
    {
        json.WriteStartObject();
        Number("offset", argument.Offset);
        Type("type", argument.Type);
        json.WriteEndObject();
    }

    private void Location(SourceLocation? location)
    {
        if (location is null)
            return;
        json.WriteStartObject("location");
        Text("file", location.File);
        Number("line", location.Line);
        Number("column", location.Column);
        Number("end", location.EndColumn);
        Text("text", location.Text);
        json.WriteEndObject();
    }

    private void Constant(LoadConstant constant)
    {
        json.WriteStartObject();
        json.WriteString("kind", MetadataNames.Constants[(int)constant.Kind]);
        Text("argument", constant.Argument);
        Number("offset", constant.Offset);
        Type("type", constant.Type);
        json.WriteEndObject();
    }

    private void Option(OptionInfo option)
    {
        json.WriteStartObject();
        Text("name", option.Name);
        Type("type", option.Type);
        Text("default", option.Default);
        Text("description", option.Description);
        json.WriteEndObject();
    }

    private void Type(string name, ValueType type)
    {
        json.WritePropertyName(name);
        TypeJson.Write(json, type);
    }

    // What has its default is left out: the reader gives the same default.
    private void Text(string name, string value)
    {
        if (value.Length != 0)
            json.WriteString(name, MetadataText.Escape(value));
    }

    private void Number(string name, long value, long standard = 0)
    {
        if (value != standard)
            json.WriteNumber(name, value);
    }

    private void Flag(string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, value);
    }

    private void String(string value) => json.WriteStringValue(MetadataText.Escape(value));

    private void List<T>(string name, ImmutableArray<T> items, Action<T> write)
    {
        if (items.IsDefaultOrEmpty)
            return;
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }
}
