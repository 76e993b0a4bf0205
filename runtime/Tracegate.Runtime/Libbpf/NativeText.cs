using System.Runtime.InteropServices;
using System.Text;

namespace Tracegate.Runtime.Libbpf;

/// <summary>Texts between C and .NET.</summary>
internal static unsafe class NativeText
{
    /// <summary>NUL-terminated UTF-8, for a <c>fixed</c> statement.</summary>
    internal static byte[] Bytes(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>Text at a pointer; empty for null.</summary>
    internal static string Read(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>Unmanaged NUL-terminated copy that lives until the process ends.</summary>
    internal static byte* Pin(string text) => (byte*)Marshal.StringToCoTaskMemUTF8(text);

    /// <summary>Unmanaged null-terminated vector of texts that lives until the process ends.</summary>
    internal static byte** PinVector(IReadOnlyList<string> texts)
    {
        var vector = (byte**)NativeMemory.AllocZeroed((nuint)(texts.Count + 1), (nuint)sizeof(nint));
        for (var i = 0; i < texts.Count; i++)
            vector[i] = Pin(texts[i]);
        return vector;
    }
}
