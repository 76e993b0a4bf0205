using System.Collections.Immutable;
using Tracegate.Contract;
using Tracegate.Contract.Btf;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Libbpf;
using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.CoRe;

/// <summary>
/// Names of the kernel's enumerations (E-enum-str): those of the running kernel, or, of an enumeration that it does not
/// know, those of the kernel that the object was compiled for.
/// </summary>
public sealed class KernelEnums
{
    private readonly Dictionary<string, ImmutableArray<EnumMember>> known = [];

    /// <summary>The constants of an enumeration; the kernel's types are read when first asked for one.</summary>
    public ImmutableArray<EnumMember> Of(ValueType.Enum type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!known.TryGetValue(type.Name, out var members))
            known.Add(type.Name, members = Read(type) ?? type.Members);
        return members;
    }

    private static ImmutableArray<EnumMember>? Read(ValueType.Enum type)
    {
        var path = Environment.GetEnvironmentVariable("BPFTRACE_BTF") ?? KernelTypes.KernelFilePath;
        using (var mapped = MappedFile.Open(path, out _))
        {
            if (mapped is not null)
                return Find(mapped.Bytes, type);
        }

        var whole = KernelFile.ReadBytes(path, out var error);
        return error == 0 ? Find(whole, type) : null;
    }

    /// <summary>Looks in BTF for the enumeration of this name that has at least one constant in common.</summary>
    /// <param name="btf">Raw BTF.</param>
    /// <param name="type">As it was at compile time.</param>
    /// <returns>Null when there is none.</returns>
    public static ImmutableArray<EnumMember>? Find(ReadOnlySpan<byte> btf, ValueType.Enum type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (BtfSections.Find(btf, out var sections) is not null)
            return null;
        var types = btf[sections.Types];
        var strings = btf[sections.Strings];
        var name = ByteText.GetBytes(type.Name);
        for (var at = 0; at + BtfEntry.CommonSize <= types.Length;)
        {
            var entry = types[at..];
            var size = BtfEntry.Size(entry);
            if (size == 0 || size > entry.Length)
                return null;
            if (BtfEntry.Kind(entry) is BtfKind.Enum or BtfKind.Enum64 && Text(strings, BtfEntry.Word(entry, 0)).SequenceEqual(name)
                && Members(entry[..size], strings, type.Signed) is var members && members.Any(member => type.Members.Any(old => old.Name == member.Name)))
            {
                return members;
            }

            at += size;
        }

        return null;
    }

    // Name and value, which has a second word in an enum of 64 bits. Signs are those that values are read with.
    private static ImmutableArray<EnumMember> Members(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> strings, bool isSigned)
    {
        var isWide = BtfEntry.Kind(entry) == BtfKind.Enum64;
        var members = ImmutableArray.CreateBuilder<EnumMember>();
        for (var at = BtfEntry.CommonSize; at < entry.Length; at += isWide ? 12 : 8)
        {
            var low = BtfEntry.Word(entry, at + 4);
            var value = isWide ? low | (ulong)BtfEntry.Word(entry, at + 8) << 32 : isSigned ? (ulong)(int)low : low;
            members.Add(new EnumMember(ByteText.FromBytes(Text(strings, BtfEntry.Word(entry, at))), value));
        }

        return members.ToImmutable();
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> strings, uint at) =>
        at < strings.Length ? Bytes.UntilNul(strings[(int)at..]) : [];
}
