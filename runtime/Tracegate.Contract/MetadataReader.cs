using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;

namespace Tracegate.Contract;

/// <summary>
/// Reads the metadata section. Unknown properties are skipped, so that objects with newer details still load; anything
/// that is not understood otherwise is a <see cref="ContractException"/>, and no other exception.
/// </summary>
public static class MetadataReader
{
    /// <summary>Greatest nesting of the JSON text.</summary>
    internal const int MaxDepth = 256;

    private static readonly ValueType Nothing = new ValueType.None();

    /// <summary>Reads one item; the reader stands on its first token and afterwards on its last.</summary>
    internal delegate T ReadItem<T>(ref Utf8JsonReader json);

    /// <summary>Reads the bytes of section <see cref="ContractVersion.SectionName"/>.</summary>
    /// <exception cref="ContractException">The section is damaged or of another version.</exception>
    public static ObjectMetadata Read(ReadOnlySpan<byte> section)
    {
        if (section.Length < ContractVersion.HeaderSize)
            throw new ContractException($"{ContractVersion.SectionName} is cut off: {section.Length} bytes");
        if (BinaryPrimitives.ReadUInt32LittleEndian(section) != ContractVersion.Magic)
            throw new ContractException($"{ContractVersion.SectionName} has a wrong magic number");
        var major = BinaryPrimitives.ReadUInt32LittleEndian(section[4..]);
        if (major != ContractVersion.Major)
            throw new ContractException($"the object has format {major}, this runtime reads {ContractVersion.Major}");
        var minor = BinaryPrimitives.ReadUInt32LittleEndian(section[8..]);
        if (minor > ContractVersion.Minor)
        {
            throw new ContractException(
                $"the object needs format {major}.{minor}, this runtime knows {major}.{ContractVersion.Minor}");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(section[12..]);
        if (length > section.Length - ContractVersion.HeaderSize)
        {
            throw new ContractException(
                $"{ContractVersion.SectionName} is cut off: {section.Length - ContractVersion.HeaderSize} of {length} bytes");
        }

        try
        {
            var options = new JsonReaderOptions { MaxDepth = MaxDepth };
            var json = new Utf8JsonReader(section.Slice(ContractVersion.HeaderSize, (int)length), options);
            json.Read();
            var metadata = Metadata(ref json) with { Minor = minor };
            json.Read();
            Check(metadata);
            return metadata;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new ContractException($"{ContractVersion.SectionName} is damaged: {e.Message}", e);
        }
    }

    /// <summary>Fails unless the reader stands on the given token.</summary>
    internal static void Expect(ref Utf8JsonReader json, JsonTokenType token)
    {
        if (json.TokenType != token)
            throw new ContractException($"{ContractVersion.SectionName} is damaged at byte {json.TokenStartIndex}");
    }

    /// <summary>Moves to the next property's value; false at the end of the object.</summary>
    internal static bool NextProperty(ref Utf8JsonReader json, out string name)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            name = "";
            return false;
        }

        name = json.GetString()!;
        json.Read();
        return true;
    }

    /// <summary>Reads an array.</summary>
    internal static ImmutableArray<T> List<T>(ref Utf8JsonReader json, ReadItem<T> read)
    {
        Expect(ref json, JsonTokenType.StartArray);
        var items = ImmutableArray.CreateBuilder<T>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            items.Add(read(ref json));
        return items.DrainToImmutable();
    }

    /// <summary>Reads a text that must not be null.</summary>
    internal static string Text(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.String);
        return MetadataText.Unescape(json.GetString()!);
    }

    /// <summary>Index of a name in a table of <see cref="MetadataNames"/>.</summary>
    internal static int Index(string[] names, string? name)
    {
        var index = Array.IndexOf(names, name);
        return index >= 0 ? index : throw new ContractException($"unknown name '{name}'");
    }

    private static ObjectMetadata Metadata(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var metadata = new ObjectMetadata();
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "source": metadata = metadata with { SourceName = Text(ref json) }; break;
                case "hash": metadata = metadata with { SourceHash = Text(ref json) }; break;
                case "compiler": metadata = metadata with { Compiler = Text(ref json) }; break;
                case "programs": metadata = metadata with { Programs = List(ref json, Program) }; break;
                case "maps": metadata = metadata with { Maps = List(ref json, Map) }; break;
                case "events": metadata = metadata with { Events = List(ref json, Event) }; break;
                case "strings": metadata = metadata with { Strings = List(ref json, Text) }; break;
                case "constants": metadata = metadata with { Constants = List(ref json, Constant) }; break;
                case "options": metadata = metadata with { Options = List(ref json, Option) }; break;
                case "parameters": metadata = metadata with { PositionalParameters = json.GetInt32() }; break;
                case "config": metadata = metadata with { Config = Config(ref json) }; break;
                case "features": metadata = metadata with { Features = List(ref json, Text) }; break;
                case "unsafe": metadata = metadata with { Unsafe = json.GetBoolean() }; break;
                default: json.Skip(); break;
            }
        }

        return metadata;
    }

    private static Dictionary<string, string> Config(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var config = new Dictionary<string, string>(StringComparer.Ordinal);
        while (NextProperty(ref json, out var name))
            config[name] = Text(ref json);
        return config;
    }

    private static ProgramInfo Program(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var program = new ProgramInfo("", "", 0, "", [], "", false, false, [], null);
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "name": program = program with { Name = Text(ref json) }; break;
                case "section": program = program with { Section = Text(ref json) }; break;
                case "probe": program = program with { Probe = json.GetInt32() }; break;
                case "provider": program = program with { Provider = Text(ref json) }; break;
                case "target": program = program with { Target = List(ref json, Text) }; break;
                case "attach_point": program = program with { AttachPoint = Text(ref json) }; break;
                case "gated": program = program with { Gated = json.GetBoolean() }; break;
                case "omission": program = program with { Omission = (GateOmission)Index(MetadataNames.Omissions, json.GetString()) }; break;
                case "cookie": program = program with { NeedsCookie = json.GetBoolean() }; break;
                case "checks_entry": program = program with { ChecksEntry = json.GetBoolean() }; break;
                case "config": program = program with { Config = Config(ref json) }; break;
                case "other_places": program = program with { OtherPlaces = List(ref json, Place) }; break;
                case "shared_cookie": program = program with { SharesCookie = json.GetBoolean() }; break;
                case "fields": program = program with { Fields = List(ref json, Field) }; break;
                case "location": program = program with { Location = Location(ref json) }; break;
                default: json.Skip(); break;
            }
        }

        return program;
    }

    private static AttachPlace Place(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var place = new AttachPlace("", []);
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "attach_point": place = place with { AttachPoint = Text(ref json) }; break;
                case "target": place = place with { Target = List(ref json, Text) }; break;
                default: json.Skip(); break;
            }
        }

        return place;
    }

    private static TracepointFieldInfo Field(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var field = new TracepointFieldInfo("", 0);
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "name": field = field with { Name = Text(ref json) }; break;
                case "size": field = field with { Size = json.GetInt32() }; break;
                case "index": field = field with { Index = json.GetInt32() }; break;
                default: json.Skip(); break;
            }
        }

        return field;
    }

    private static MapInfo Map(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var map = new MapInfo("", "", MapStorage.Hash, null, Nothing, null, 0, false);
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "name": map = map with { Name = Text(ref json) }; break;
                case "symbol": map = map with { Symbol = Text(ref json) }; break;
                case "storage":
                    map = map with { Storage = (MapStorage)Index(MetadataNames.Storages, json.GetString()) };
                    break;
                case "key": map = map with { Key = TypeJson.Read(ref json) }; break;
                case "value": map = map with { Value = TypeJson.Read(ref json) }; break;
                case "aggregate": map = map with { Aggregate = Aggregate(ref json) }; break;
                case "entries": map = map with { MaxEntries = json.GetInt32() }; break;
                case "default_size": map = map with { DefaultSize = json.GetBoolean() }; break;
                case "offset": map = map with { GlobalOffset = json.GetInt32() }; break;
                case "accumulates": map = map with { Accumulates = json.GetBoolean() }; break;
                default: json.Skip(); break;
            }
        }

        return map;
    }

    private static AggregateInfo Aggregate(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var info = new AggregateInfo(AggregateKind.Count);
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "kind":
                    info = info with { Kind = (AggregateKind)Index(MetadataNames.Aggregates, json.GetString()) };
                    break;
                case "signed": info = info with { Signed = json.GetBoolean() }; break;
                case "bits": info = info with { Bits = json.GetInt32() }; break;
                case "min": info = info with { Min = json.GetInt64() }; break;
                case "max": info = info with { Max = json.GetInt64() }; break;
                case "step": info = info with { Step = json.GetInt64() }; break;
                case "interval": info = info with { IntervalNs = json.GetUInt64() }; break;
                case "intervals": info = info with { Intervals = json.GetInt32() }; break;
                case "operation":
                    info = info with { Operation = (TSeriesOperation)Index(MetadataNames.Operations, json.GetString()) };
                    break;
                default: json.Skip(); break;
            }
        }

        return info;
    }

    private static EventInfo Event(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var row = new EventInfo(EventAction.Printf, "", []);
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "action":
                    row = row with { Action = (EventAction)Index(MetadataNames.Actions, json.GetString()) };
                    break;
                case "format": row = row with { Format = Text(ref json) }; break;
                case "arguments": row = row with { Arguments = List(ref json, Argument) }; break;
                case "map": row = row with { Map = json.GetInt32() }; break;
                case "top": row = row with { Top = json.GetInt64() }; break;
                case "divisor": row = row with { Divisor = json.GetInt64() }; break;
                case "counter": row = row with { Counter = json.GetInt32() }; break;
                case "program": row = row with { Program = json.GetInt32() }; break;
                case "then":
                    row = row with { Then = (EventAction)Index(MetadataNames.Actions, json.GetString()) };
                    break;
                case "error":
                    row = row with { Error = (RuntimeErrorKind)Index(MetadataNames.Errors, json.GetString()) };
                    break;
                case "location": row = row with { Location = Location(ref json) }; break;
                default: json.Skip(); break;
            }
        }

        return row;
    }

    private static EventArgument Argument(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var argument = new EventArgument(0, Nothing);
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "offset": argument = argument with { Offset = json.GetInt32() }; break;
                case "type": argument = argument with { Type = TypeJson.Read(ref json) }; break;
                default: json.Skip(); break;
            }
        }

        return argument;
    }

    private static SourceLocation Location(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var location = new SourceLocation("", 0, 0, 0, "");
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "file": location = location with { File = Text(ref json) }; break;
                case "line": location = location with { Line = json.GetInt32() }; break;
                case "column": location = location with { Column = json.GetInt32() }; break;
                case "end": location = location with { EndColumn = json.GetInt32() }; break;
                case "text": location = location with { Text = Text(ref json) }; break;
                default: json.Skip(); break;
            }
        }

        return location;
    }

    private static LoadConstant Constant(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var constant = new LoadConstant(LoadConstantKind.ParameterNumber, "", 0, Nothing);
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "kind":
                    constant = constant with
                    {
                        Kind = (LoadConstantKind)Index(MetadataNames.Constants, json.GetString()),
                    };
                    break;
                case "argument": constant = constant with { Argument = Text(ref json) }; break;
                case "offset": constant = constant with { Offset = json.GetInt32() }; break;
                case "type": constant = constant with { Type = TypeJson.Read(ref json) }; break;
                default: json.Skip(); break;
            }
        }

        return constant;
    }

    private static OptionInfo Option(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var option = new OptionInfo("", Nothing, "", "");
        while (NextProperty(ref json, out var name))
        {
            switch (name)
            {
                case "name": option = option with { Name = Text(ref json) }; break;
                case "type": option = option with { Type = TypeJson.Read(ref json) }; break;
                case "default": option = option with { Default = Text(ref json) }; break;
                case "description": option = option with { Description = Text(ref json) }; break;
                default: json.Skip(); break;
            }
        }

        return option;
    }

    // The runtime indexes and slices by these numbers without further checks.
    private static void Check(ObjectMetadata metadata)
    {
        foreach (var map in metadata.Maps)
        {
            if (map.Aggregate is { } a && (a.Step < 1 || a.Bits is < 0 or > 5 || a.Max < a.Min
                || a.Max - a.Min < 0 || (a.Max - a.Min) / a.Step > 1000 || a.Intervals is < 0 or > 1_000_000
                || (a.Kind == AggregateKind.TSeries && (a.IntervalNs == 0 || a.Intervals == 0))))
                throw new ContractException($"the aggregate of map {map.Name} has bad bounds");
            if (map.MaxEntries < 0 || map.GlobalOffset < 0)
                throw new ContractException($"map {map.Name} has a bad size or place");
        }

        foreach (var row in metadata.Events)
        {
            if (row.Map < -1 || row.Map >= metadata.Maps.Length)
                throw new ContractException($"event uses map {row.Map} of {metadata.Maps.Length}");
            if (row.Program < -1 || row.Program >= metadata.Programs.Length)
                throw new ContractException($"event is of program {row.Program} of {metadata.Programs.Length}");
            foreach (var argument in row.Arguments)
            {
                if (argument.Offset < EventRecord.HeaderSize)
                    throw new ContractException($"event argument at offset {argument.Offset}");
            }
        }
    }
}
