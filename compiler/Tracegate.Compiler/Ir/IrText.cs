using System.Text;

namespace Tracegate.Compiler.Ir;

/// <summary>Spelling of names and bytes in LLVM assembly.</summary>
public static class IrText
{
    /// <summary>A symbol without its sigil, quoted where LLVM needs it.</summary>
    public static string Symbol(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(IsPlain) ? name : Quote(Encoding.UTF8.GetBytes(name));

    /// <summary>Text in quotes, for names and metadata strings.</summary>
    public static string Quote(string text) => Quote(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes in quotes.</summary>
    public static string Quote(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 2).Append('"');
        foreach (var b in bytes)
        {
            if (b is >= 0x20 and < 0x7f and not (byte)'"' and not (byte)'\\')
                text.Append((char)b);
            else
                text.Append('\\').Append(b.ToString("X2"));
        }

        return text.Append('"').ToString();
    }

    /// <summary>A constant array of bytes, without its type.</summary>
    public static string Bytes(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept((byte)0) < 0 ? "zeroinitializer" : "c" + Quote(bytes);

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '$' or '-';
}
