using System.Text;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Symbols;

/// <summary>Names of users, from /etc/passwd (B-username). Read at the first look-up.</summary>
public sealed class UserNames
{
    private Dictionary<ulong, byte[]>? names;

    /// <summary>Appends the name; nothing for an unknown user.</summary>
    public void Append(Utf8Buffer to, ulong uid)
    {
        names ??= Read();
        if (names.TryGetValue(uid, out var name))
            to.Append(name);
    }

    // name:password:uid:…; the first entry of a uid counts.
    private static Dictionary<ulong, byte[]> Read()
    {
        var names = new Dictionary<ulong, byte[]>();
        SafeLines.Read("/etc/passwd", line =>
        {
            var first = line.IndexOf((byte)':');
            var second = first < 0 ? -1 : line[(first + 1)..].IndexOf((byte)':');
            if (second >= 0 && ulong.TryParse(Field(line[(first + second + 2)..]), out var uid))
                names.TryAdd(uid, line[..first].ToArray());
            return true;
        });
        return names;
    }

    private static string Field(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)':');
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
