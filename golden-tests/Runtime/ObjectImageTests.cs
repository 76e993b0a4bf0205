using Tracegate.Contract;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using Xunit;

namespace Tracegate.GoldenTests.Runtime;

/// <summary>Every way in which an object can be bad has its own code.</summary>
public sealed class ObjectImageTests
{
    private const int HeaderSize = 64;
    private const int SectionCount = 3;

    [Fact]
    public void TG5001_for_a_file_that_is_not_there() =>
        Assert.Equal("TG5001", Assert.Throws<FaultException>(() => ObjectImage.Read("/nosuch/object.bpf.o")).Fault.Code);

    [Fact]
    public void TG5002_for_an_empty_file() => Assert.Equal("TG5002", Refuse([]));

    [Fact]
    public void TG5002_for_text() => Assert.Equal("TG5002", Refuse("begin { exit(); }"u8.ToArray()));

    [Fact]
    public void TG5002_for_a_cut_section_table() => Assert.Equal("TG5002", Refuse(Create(new())[..^100]));

    [Fact]
    public void TG5002_for_an_object_of_another_machine()
    {
        var bytes = Create(new());
        bytes[18] = 62;
        Assert.Equal("TG5002", Refuse(bytes));
    }

    [Fact]
    public void TG5003_for_an_object_of_somebody_else()
    {
        var bytes = Create(new());
        bytes[bytes.AsSpan().IndexOf(".tracegate.meta"u8) + 1] = (byte)'X';
        Assert.Equal("TG5003", Refuse(bytes));
    }

    [Fact]
    public void TG5004_for_damaged_metadata()
    {
        var bytes = Create(new());
        bytes[HeaderSize + ContractVersion.HeaderSize] = (byte)'?';
        Assert.Equal("TG5004", Refuse(bytes));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void TG5005_for_a_newer_version(int field)
    {
        var bytes = Create(new());
        bytes[HeaderSize + field] = 99;
        Assert.Equal("TG5005", Refuse(bytes));
    }

    [Fact]
    public void Metadata_of_a_good_object_is_read() =>
        Assert.Equal("x.bt", ObjectImage.Parse("x", Create(new() { SourceName = "x.bt" })).Metadata.SourceName);

    [Fact]
    public void Codes_are_unique_and_in_order()
    {
        var codes = Faults.All.Select(row => row.Code).ToList();
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
    }

    private static string Refuse(byte[] bytes) =>
        Assert.Throws<FaultException>(() => ObjectImage.Parse("x.bpf.o", bytes)).Fault.Code;

    /// <summary>The smallest ELF file with the section: header, metadata, names, section table.</summary>
    private static byte[] Create(ObjectMetadata metadata)
    {
        var section = MetadataWriter.Write(metadata);
        var names = "\0.tracegate.meta\0.shstrtab\0"u8.ToArray();
        var table = (HeaderSize + section.Length + names.Length + 7) & ~7;
        var bytes = new byte[table + (SectionCount * HeaderSize)];
        byte[] identity = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identity.CopyTo(bytes, 0);
        Half(bytes, 16, 1);
        Half(bytes, 18, 247);
        Word(bytes, 40, table);
        Half(bytes, 58, HeaderSize);
        Half(bytes, 60, SectionCount);
        Half(bytes, 62, 2);
        section.CopyTo(bytes, HeaderSize);
        names.CopyTo(bytes, HeaderSize + section.Length);
        Section(bytes, table + HeaderSize, 1, HeaderSize, section.Length);
        Section(bytes, table + (2 * HeaderSize), 17, HeaderSize + section.Length, names.Length);
        return bytes;
    }

    private static void Section(byte[] bytes, int at, int name, int offset, int size)
    {
        Half(bytes, at, name);
        Half(bytes, at + 4, 1);
        Word(bytes, at + 24, offset);
        Word(bytes, at + 32, size);
    }

    private static void Half(byte[] bytes, int at, int value) => BitConverter.TryWriteBytes(bytes.AsSpan(at), (ushort)value);

    private static void Word(byte[] bytes, int at, long value) => BitConverter.TryWriteBytes(bytes.AsSpan(at), value);
}
