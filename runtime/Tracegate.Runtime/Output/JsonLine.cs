using System.Globalization;
using System.Text;
using Tracegate.Contract;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Output;

/// <summary>Builds a JSON object in one line, in the style of <see cref="JsonOutput"/>. Members keep their order.</summary>
internal sealed class JsonLine
{
    private readonly Utf8Buffer text = new();
    private bool first = true;

    /// <summary>Begins an object with its type.</summary>
    internal JsonLine(string type)
    {
        text.Append((byte)'{');
        Text("type", type);
    }

    /// <summary>A text.</summary>
    internal void Text(string name, string value)
    {
        Name(name);
        JsonFormatter.AppendText(text, ByteText.GetBytes(value));
    }

    /// <summary>A number, or null.</summary>
    internal void Number(string name, long? value)
    {
        Name(name);
        if (value is { } number)
            text.AppendDecimal(number);
        else
            text.Append("null"u8);
    }

    /// <summary>Nanoseconds as seconds.</summary>
    internal void Seconds(string name, long nanoseconds)
    {
        Name(name);
        text.Append((nanoseconds / 1e9).ToString("0.000000000", CultureInfo.InvariantCulture));
    }

    /// <summary>A truth value.</summary>
    internal void Flag(string name, bool value)
    {
        Name(name);
        text.Append(value ? "true"u8 : "false"u8);
    }

    /// <summary>Texts.</summary>
    internal void Texts(string name, IEnumerable<string> values)
    {
        Begin(name, '[');
        foreach (var value in values)
        {
            Separate();
            JsonFormatter.AppendText(text, ByteText.GetBytes(value));
        }

        End(']');
    }

    /// <summary>Begins an object (<c>{</c>) or a list (<c>[</c>) as a member; without a name as an element.</summary>
    internal void Begin(string? name, char bracket)
    {
        if (name is null)
            Separate();
        else
            Name(name);
        text.Append((byte)bracket);
        first = true;
    }

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    internal void End(char bracket)
    {
        text.Append((byte)bracket);
        first = false;
    }

    /// <summary>The whole object, without a newline.</summary>
    public override string ToString() => Encoding.UTF8.GetString(text.Written) + "}";

    private void Name(string name)
    {
        Separate();
        JsonFormatter.AppendText(text, ByteText.GetBytes(name));
        text.Append(": "u8);
    }

    private void Separate()
    {
        if (!first)
            text.Append(", "u8);
        first = false;
    }
}
