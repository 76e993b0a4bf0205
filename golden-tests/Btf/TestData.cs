using Tracegate.Compiler.Btf;

namespace Tracegate.GoldenTests.Btf;

internal static class TestData
{
    public static byte[] Bytes(string name)
    {
        using Stream stream = typeof(TestData).Assembly.GetManifestResourceStream("Btf.Data." + name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static string Text(string name) => System.Text.Encoding.UTF8.GetString(Bytes(name));

    /// <summary>One type of each kind, see kinds.c.</summary>
    public static BtfFile Kinds { get; } = Open(Bytes("kinds.btf"));

    public static BtfFile Open(byte[] bytes) =>
        BtfFile.TryOpen(bytes, "vmlinux", null, out BtfFile? file, out string? error) ? file : throw new InvalidDataException(error);
}
