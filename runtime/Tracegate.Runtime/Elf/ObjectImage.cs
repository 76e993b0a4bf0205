using System.Buffers.Binary;
using System.Text;
using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Elf;

/// <summary>A Tracegate object: the bytes for libbpf and the metadata of its extra section.</summary>
/// <param name="Name">File name, for messages.</param>
/// <param name="Bytes">The ELF file.</param>
/// <param name="Metadata">What the section <see cref="ContractVersion.SectionName"/> holds.</param>
public sealed record ObjectImage(string Name, byte[] Bytes, ObjectMetadata Metadata)
{
    private const int BpfMachine = 247;
    private const int HeaderSize = 64;
    private const ulong ExecutableSection = 4;

    /// <summary>Reads an object file.</summary>
    /// <exception cref="FaultException">The file cannot be read, or <see cref="Parse"/> refuses it.</exception>
    public static ObjectImage Read(string path)
    {
        var bytes = KernelFile.ReadBytes(path, out var error);
        return error == 0
            ? Parse(path, bytes.ToArray())
            : throw Faults.ObjectUnreadable.With(path, error == Errno.NoEntry ? "there is no such file" : Errno.Describe(error));
    }

    /// <summary>
    /// Whether a word on the command line means an object: by its name, or by the file that it names. It may still be
    /// damaged, which <see cref="Read"/> tells.
    /// </summary>
    public static bool IsMeant(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.EndsWith(".bpf.o", StringComparison.Ordinal))
            return true;
        try
        {
            if (!File.Exists(word))
                return false;
            Span<byte> header = stackalloc byte[20];
            using var file = File.OpenHandle(word);
            return RandomAccess.Read(file, header, 0) == header.Length
                && header.StartsWith("\u007fELF"u8)
                && BinaryPrimitives.ReadUInt16LittleEndian(header[18..]) == BpfMachine;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Checks an object's bytes and reads its metadata.</summary>
    /// <exception cref="FaultException">Not a BPF object, not ours, damaged, or newer than this runtime.</exception>
    public static ObjectImage Parse(string name, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length == 0)
            throw Faults.NotBpfObject.With(name, "it is empty");
        if (!bytes.AsSpan().StartsWith("\u007fELF"u8))
            throw Faults.NotBpfObject.With(name, "it is not an ELF file");
        if (bytes.Length < HeaderSize)
            throw Faults.NotBpfObject.With(name, "its header is cut off");
        if (bytes[4] != 2 || bytes[5] != 1 || Half(bytes, 18) != BpfMachine)
            throw Faults.NotBpfObject.With(name, "it is for another machine");
        return new(name, bytes, ReadMetadata(name, FindSection(name, bytes)));
    }

    /// <summary>The object with a pid filter in its programs (P-pid).</summary>
    /// <param name="pid">Process in the initial pid namespace.</param>
    public ObjectImage WithPidFilter(uint pid) => Patched(code => PatchPoint.ApplyPidFilter(code, pid));

    /// <summary>The object with programs that tell ids of a pid namespace (B-pid).</summary>
    /// <param name="device">Device of the namespace's file.</param>
    /// <param name="inode">Inode of that file.</param>
    /// <exception cref="FaultException">A program has no room left on its stack.</exception>
    public ObjectImage WithNamespace(uint device, uint inode) => Patched(code =>
    {
        if (PatchPoint.ApplyNamespace(code, device, inode) < 0)
            throw Faults.NoNamespaceIds.With(Name);
    });

    // Changes the instructions of every section that has some.
    private ObjectImage Patched(SpanAction change)
    {
        var patched = (byte[])Bytes.Clone();
        var table = (int)BinaryPrimitives.ReadUInt64LittleEndian(patched.AsSpan(40));
        for (var i = 0; i < Half(patched, 60); i++)
        {
            var header = patched.AsSpan(table + (i * Half(patched, 58)), HeaderSize);
            var isCode = (BinaryPrimitives.ReadUInt64LittleEndian(header[8..]) & ExecutableSection) != 0;
            var (start, size) = (BinaryPrimitives.ReadUInt64LittleEndian(header[24..]), BinaryPrimitives.ReadUInt64LittleEndian(header[32..]));
            if (isCode && Inside(patched, start, size))
                change(patched.AsSpan((int)start, (int)size));
        }

        return this with { Bytes = patched };
    }

    /// <summary>The contents of an ELF section; empty when there is none.</summary>
    public ReadOnlySpan<byte> Section(string section)
    {
        _ = TryFindSection(Name, Bytes, section, out var contents);
        return contents;
    }

    private delegate void SpanAction(Span<byte> code);

    private static ReadOnlySpan<byte> FindSection(string name, byte[] bytes)
    {
        if (!TryFindSection(name, bytes, ContractVersion.SectionName, out var contents))
            throw Faults.ForeignObject.With(name);
        return contents.Length > 0 ? contents : throw Faults.CorruptMetadata.With(name, "the section is cut off");
    }

    private static bool TryFindSection(string name, byte[] bytes, string section, out ReadOnlySpan<byte> contents)
    {
        contents = [];
        var table = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(40));
        var size = Half(bytes, 58);
        var count = Half(bytes, 60);
        var names = Half(bytes, 62);
        if (size < HeaderSize || names >= count || !Inside(bytes, table, (ulong)(size * count)))
            throw Faults.NotBpfObject.With(name, "its section table is cut off");
        var strings = Contents(bytes, Header(names));
        for (var i = 0; i < count; i++)
        {
            var header = Header(i);
            var start = BinaryPrimitives.ReadUInt32LittleEndian(header);
            if (start >= (uint)strings.Length || !IsName(strings[(int)start..], section))
                continue;
            contents = Contents(bytes, header);
            return true;
        }

        return false;

        ReadOnlySpan<byte> Header(int index) => bytes.AsSpan((int)table + (index * size), size);
    }

    private static ObjectMetadata ReadMetadata(string name, ReadOnlySpan<byte> section)
    {
        if (section.Length < ContractVersion.HeaderSize
            || BinaryPrimitives.ReadUInt32LittleEndian(section) != ContractVersion.Magic)
        {
            throw Faults.CorruptMetadata.With(name, "it does not begin with its mark");
        }

        var major = BinaryPrimitives.ReadUInt32LittleEndian(section[4..]);
        var minor = BinaryPrimitives.ReadUInt32LittleEndian(section[8..]);
        if (major != ContractVersion.Major || minor > ContractVersion.Minor)
        {
            throw Faults.NewerObject.With(
                name, $"{major}.{minor}", $"{ContractVersion.Major}.{ContractVersion.Minor}");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(section[12..]);
        if (length > section.Length - ContractVersion.HeaderSize)
            throw Faults.CorruptMetadata.With(name, "its text is cut off");
        try
        {
            return MetadataReader.Read(section);
        }
        catch (ContractException error)
        {
            throw Faults.CorruptMetadata.With(name, error.Message);
        }
    }

    private static ReadOnlySpan<byte> Contents(byte[] bytes, ReadOnlySpan<byte> header)
    {
        var offset = BinaryPrimitives.ReadUInt64LittleEndian(header[24..]);
        var size = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        return Inside(bytes, offset, size) ? bytes.AsSpan((int)offset, (int)size) : [];
    }

    private static bool IsName(ReadOnlySpan<byte> text, string expected) =>
        text.Length > expected.Length && text[expected.Length] == 0 && Ascii.Equals(text[..expected.Length], expected);

    private static bool Inside(byte[] bytes, ulong offset, ulong size) =>
        offset <= (ulong)bytes.Length && size <= (ulong)bytes.Length - offset;

    private static int Half(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(offset));
}
