using System.Collections.Immutable;
using System.Globalization;

namespace Tracegate.Compiler.Profiles;

/// <summary>A tracepoint's name.</summary>
/// <param name="Category">The part before the colon, such as <c>sched</c>.</param>
/// <param name="Event">The part after it, such as <c>sched_switch</c>.</param>
public readonly record struct TracepointName(string Category, string Event)
{
    /// <summary>Category of the events of system calls.</summary>
    public const string Syscalls = "syscalls";

    /// <summary><c>category:event</c>.</summary>
    public override string ToString() => $"{Category}:{Event}";
}

/// <summary>How a field's bytes lie in a tracepoint's record.</summary>
public enum TracepointFieldKind
{
    /// <summary>The value itself.</summary>
    Plain,
    /// <summary>A word of length &lt;&lt; 16 | offset; the offset counts from the start of the record.</summary>
    DataLocation,
    /// <summary>A word of length &lt;&lt; 16 | offset; the offset counts from the end of the word.</summary>
    RelativeLocation,
}

/// <summary>A field of a format file.</summary>
/// <param name="Name">The name.</param>
/// <param name="TypeText">The C type, arrays included, such as <c>char[16]</c>; for the locations the type of the data.</param>
/// <param name="Kind">Value or location.</param>
/// <param name="Offset">Offset in the record in bytes.</param>
/// <param name="Size">Size in bytes; 4 for the locations.</param>
/// <param name="IsSigned">Whether the format file calls it signed.</param>
public sealed record TracepointFormatField(string Name, string TypeText, TracepointFieldKind Kind, int Offset, int Size, bool IsSigned)
{
    /// <summary>The name of the member of the kernel's struct.</summary>
    public string MemberName => Kind switch
    {
        TracepointFieldKind.DataLocation => "__data_loc_" + Name,
        TracepointFieldKind.RelativeLocation => "__rel_loc_" + Name,
        _ => Name,
    };
}

/// <summary>What tracefs says about a tracepoint: <c>events/CATEGORY/EVENT/format</c>.</summary>
/// <param name="Name">The tracepoint.</param>
/// <param name="CommonFields">The fields that every tracepoint has, whose names begin with <c>common_</c>.</param>
/// <param name="Fields">Its own fields.</param>
public sealed record TracepointFormat(
    TracepointName Name, ImmutableArray<TracepointFormatField> CommonFields, ImmutableArray<TracepointFormatField> Fields)
{
    /// <summary>Reads a format file; lines that are not fields are skipped.</summary>
    public static TracepointFormat Parse(TracepointName name, string text)
    {
        ImmutableArray<TracepointFormatField> fields =
            [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("field:", StringComparison.Ordinal)).Select(ParseField).OfType<TracepointFormatField>()];
        return new TracepointFormat(name, [.. fields.Where(IsCommon)], [.. fields.Where(field => !IsCommon(field))]);
    }

    private static bool IsCommon(TracepointFormatField field) => field.Name.StartsWith("common_", StringComparison.Ordinal);

    // field:char prev_comm[16];	offset:8;	size:16;	signed:0;
    private static TracepointFormatField? ParseField(string line)
    {
        string[] parts = line.Split(';');
        if (parts.Length < 4 || !TryNumber(parts[1], "offset:", out int offset) || !TryNumber(parts[2], "size:", out int size)
            || !TryNumber(parts[3], "signed:", out int signed))
            return null;
        string declaration = parts[0]["field:".Length..].Trim();
        TracepointFieldKind kind = TakePrefix(ref declaration, "__data_loc ") ? TracepointFieldKind.DataLocation
            : TakePrefix(ref declaration, "__rel_loc ") ? TracepointFieldKind.RelativeLocation : TracepointFieldKind.Plain;

        int bracket = declaration.EndsWith(']') ? declaration.LastIndexOf('[') : declaration.Length;
        string suffix = declaration[bracket..];
        string head = declaration[..bracket].TrimEnd();
        int start = head.Length;
        while (start > 0 && (char.IsAsciiLetterOrDigit(head[start - 1]) || head[start - 1] == '_'))
            start--;
        return start == head.Length ? null
            : new TracepointFormatField(head[start..], head[..start].TrimEnd() + suffix, kind, offset, size, signed != 0);
    }

    private static bool TakePrefix(ref string text, string prefix)
    {
        bool taken = text.StartsWith(prefix, StringComparison.Ordinal);
        if (taken)
            text = text[prefix.Length..].TrimStart();
        return taken;
    }

    private static bool TryNumber(string part, string label, out int value)
    {
        value = 0;
        part = part.Trim();
        return part.StartsWith(label, StringComparison.Ordinal)
            && int.TryParse(part.AsSpan(label.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
