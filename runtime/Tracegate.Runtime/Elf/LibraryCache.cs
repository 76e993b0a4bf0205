using System.Buffers.Binary;
using System.Text;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Elf;

/// <summary>
/// Reads the dynamic loader's cache (<c>/etc/ld.so.cache</c>, the format <c>glibc-ld.so.cache1.1</c>): a header of 48
/// bytes, entries of 24 bytes, then the strings.
/// </summary>
internal static class LibraryCache
{
    private const string Path = "/etc/ld.so.cache";
    private const int HeaderSize = 48;
    private const int EntrySize = 24;

    // ELF with the 64-bit x86 ABI of glibc.
    private const int NativeFlags = 0x0303;

    /// <summary>The path of a library by its soname, or by its name up to <c>.so</c>; null when unknown.</summary>
    internal static string? Find(string library)
    {
        var bytes = KernelFile.ReadBytes(Path, out var error);
        var start = bytes.IndexOf("glibc-ld.so.cache1.1"u8);
        if (error != 0 || start < 0)
            return null;
        bytes = bytes[start..];
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]);
        string? found = null;
        for (var i = 0; i < count; i++)
        {
            var entry = bytes[(HeaderSize + (i * EntrySize))..];
            var name = Text(bytes, BinaryPrimitives.ReadInt32LittleEndian(entry[4..]));
            if (name != library && !name.StartsWith(library + ".so", StringComparison.Ordinal))
                continue;
            found ??= Text(bytes, BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
            if ((BinaryPrimitives.ReadInt32LittleEndian(entry) & 0xFFFF) == NativeFlags)
                return Text(bytes, BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
        }

        return found;
    }

    private static string Text(ReadOnlySpan<byte> bytes, int offset)
    {
        if ((uint)offset >= (uint)bytes.Length)
            return "";
        var text = bytes[offset..];
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
