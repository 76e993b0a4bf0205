using System.Collections.Immutable;
using System.Text.Json;

namespace Tracegate.Contract;

/// <summary>
/// JSON form of <see cref="ValueType"/>: a text for types without parts (<c>"i32"</c>, <c>"ksym"</c>), otherwise an
/// object with a <c>kind</c>.
/// </summary>
internal static class TypeJson
{
    // No value of the kernel is near this; a size above it is damage.
    private const long MaxSize = 1 << 28;

    /// <summary>Writes a type.</summary>
    public static void Write(Utf8JsonWriter json, ValueType type)
    {
        if (SimpleName(type) is { } name)
        {
            json.WriteStringValue(name);
            return;
        }

        json.WriteStartObject();
        switch (type)
        {
            case ValueType.Text text:
                json.WriteString("kind", "text");
                json.WriteNumber("size", text.Capacity);
                break;
            case ValueType.Buffer buffer:
                json.WriteString("kind", "buffer");
                json.WriteNumber("size", buffer.Capacity);
                break;
            case ValueType.Array array:
                json.WriteString("kind", "array");
                json.WriteNumber("size", array.Count);
                json.WritePropertyName("element");
                Write(json, array.Element);
                break;
            case ValueType.Enum enumeration:
                WriteEnum(json, enumeration);
                break;
            case ValueType.Composite composite:
                WriteComposite(json, composite);
                break;
            case ValueType.KernelStack stack:
                WriteStack(json, "kstack", stack.Mode, stack.Limit);
                break;
            case ValueType.UserStack stack:
                WriteStack(json, "ustack", stack.Mode, stack.Limit);
                break;
            default:
                throw new ContractException($"value type {type} has no JSON form");
        }

        json.WriteEndObject();
    }

    /// <summary>Reads a type; the reader stands on its first token and afterwards on its last.</summary>
    public static ValueType Read(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String)
            return Simple(json.GetString()!);
        MetadataReader.Expect(ref json, JsonTokenType.StartObject);
        string kind = "", name = "", mode = "";
        int size = 0, align = 1;
        bool signed = false, kernel = false;
        ValueType? element = null;
        ImmutableArray<EnumMember> constants = [];
        ImmutableArray<Member> members = [];
        while (MetadataReader.NextProperty(ref json, out var property))
        {
            switch (property)
            {
                case "kind": kind = json.GetString()!; break;
                case "name": name = MetadataReader.Text(ref json); break;
                case "mode": mode = json.GetString()!; break;
                case "size": size = json.GetInt32(); break;
                case "align": align = json.GetInt32(); break;
                case "signed": signed = json.GetBoolean(); break;
                case "kernel": kernel = json.GetBoolean(); break;
                case "element": element = Read(ref json); break;
                case "constants": constants = MetadataReader.List(ref json, ReadConstant); break;
                case "members": members = MetadataReader.List(ref json, ReadMember); break;
                default: json.Skip(); break;
            }
        }

        if (size is < 0 or > (int)MaxSize || align is not (1 or 2 or 4 or 8 or 16 or 32 or 64))
            throw new ContractException($"type {kind} has a bad size or alignment");
        return kind switch
        {
            "text" => new ValueType.Text(size),
            "buffer" => new ValueType.Buffer(size),
            "array" when element is not null && (long)element.Size * size <= MaxSize =>
                new ValueType.Array(element, size),
            "enum" when size is 1 or 2 or 4 or 8 => new ValueType.Enum(name, size, signed, constants, kernel),
            "tuple" or "record" => Composite(kind == "tuple", size, align, members),
            "kstack" => new ValueType.KernelStack((StackMode)MetadataReader.Index(MetadataNames.StackModes, mode), size),
            "ustack" => new ValueType.UserStack((StackMode)MetadataReader.Index(MetadataNames.StackModes, mode), size),
            _ => throw new ContractException($"bad or unknown value type '{kind}'"),
        };
    }

    private static string? SimpleName(ValueType type) => type switch
    {
        ValueType.None => "none",
        ValueType.Boolean => "bool",
        ValueType.Integer { Bytes: 1 } i => i.Signed ? "i8" : "u8",
        ValueType.Integer { Bytes: 2 } i => i.Signed ? "i16" : "u16",
        ValueType.Integer { Bytes: 4 } i => i.Signed ? "i32" : "u32",
        ValueType.Integer { Bytes: 8 } i => i.Signed ? "i64" : "u64",
        ValueType.Pointer => "pointer",
        ValueType.KernelSymbol => "ksym",
        ValueType.UserSymbol => "usym",
        ValueType.Timestamp => "timestamp",
        ValueType.Inet => "inet",
        ValueType.MacAddress => "mac",
        ValueType.Username => "username",
        ValueType.CgroupPath => "cgroup_path",
        ValueType.ProbeName => "probe",
        _ => null,
    };

    private static ValueType Simple(string name) => name switch
    {
        "none" => new ValueType.None(),
        "bool" => new ValueType.Boolean(),
        "i8" => new ValueType.Integer(1, true),
        "u8" => new ValueType.Integer(1, false),
        "i16" => new ValueType.Integer(2, true),
        "u16" => new ValueType.Integer(2, false),
        "i32" => new ValueType.Integer(4, true),
        "u32" => new ValueType.Integer(4, false),
        "i64" => new ValueType.Integer(8, true),
        "u64" => new ValueType.Integer(8, false),
        "pointer" => new ValueType.Pointer(),
        "ksym" => new ValueType.KernelSymbol(),
        "usym" => new ValueType.UserSymbol(),
        "timestamp" => new ValueType.Timestamp(),
        "inet" => new ValueType.Inet(),
        "mac" => new ValueType.MacAddress(),
        "username" => new ValueType.Username(),
        "cgroup_path" => new ValueType.CgroupPath(),
        "probe" => new ValueType.ProbeName(),
        _ => throw new ContractException($"unknown value type '{name}'"),
    };

    private static void WriteEnum(Utf8JsonWriter json, ValueType.Enum enumeration)
    {
        json.WriteString("kind", "enum");
        json.WriteString("name", MetadataText.Escape(enumeration.Name));
        json.WriteNumber("size", enumeration.Bytes);
        json.WriteBoolean("signed", enumeration.Signed);
        if (enumeration.OfKernel)
            json.WriteBoolean("kernel", true);
        json.WriteStartArray("constants");
        foreach (var constant in enumeration.Members)
        {
            json.WriteStartArray();
            json.WriteStringValue(MetadataText.Escape(constant.Name));
            json.WriteNumberValue(constant.Value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static EnumMember ReadConstant(ref Utf8JsonReader json)
    {
        MetadataReader.Expect(ref json, JsonTokenType.StartArray);
        json.Read();
        var name = MetadataReader.Text(ref json);
        json.Read();
        var value = json.GetUInt64();
        json.Read();
        MetadataReader.Expect(ref json, JsonTokenType.EndArray);
        return new EnumMember(name, value);
    }

    private static void WriteComposite(Utf8JsonWriter json, ValueType.Composite composite)
    {
        json.WriteString("kind", composite.IsTuple ? "tuple" : "record");
        json.WriteNumber("size", composite.Bytes);
        json.WriteNumber("align", composite.Align);
        json.WriteStartArray("members");
        foreach (var member in composite.Members)
        {
            json.WriteStartObject();
            if (member.Name.Length != 0)
                json.WriteString("name", MetadataText.Escape(member.Name));
            json.WriteNumber("offset", member.Offset);
            json.WritePropertyName("type");
            Write(json, member.Type);
            if (member.BitWidth != 0)
            {
                json.WriteNumber("shift", member.BitShift);
                json.WriteNumber("width", member.BitWidth);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Member ReadMember(ref Utf8JsonReader json)
    {
        MetadataReader.Expect(ref json, JsonTokenType.StartObject);
        var name = "";
        int offset = 0, shift = 0, width = 0;
        ValueType type = new ValueType.None();
        while (MetadataReader.NextProperty(ref json, out var property))
        {
            switch (property)
            {
                case "name": name = MetadataReader.Text(ref json); break;
                case "offset": offset = json.GetInt32(); break;
                case "type": type = Read(ref json); break;
                case "shift": shift = json.GetInt32(); break;
                case "width": width = json.GetInt32(); break;
                default: json.Skip(); break;
            }
        }

        return new Member(name, offset, type, shift, width);
    }

    private static ValueType.Composite Composite(bool tuple, int size, int align, ImmutableArray<Member> members)
    {
        foreach (var member in members)
        {
            if (member.Offset < 0 || member.Offset > size - member.Type.Size)
                throw new ContractException($"member '{member.Name}' lies outside its {size} bytes");
            if (member.BitShift is < 0 or > 63 || member.BitWidth is < 0 or > 64)
                throw new ContractException($"member '{member.Name}' has bad bits");
        }

        return new ValueType.Composite(tuple, size, align, members);
    }

    private static void WriteStack(Utf8JsonWriter json, string kind, StackMode mode, int limit)
    {
        json.WriteString("kind", kind);
        json.WriteString("mode", MetadataNames.StackModes[(int)mode]);
        json.WriteNumber("size", limit);
    }
}
