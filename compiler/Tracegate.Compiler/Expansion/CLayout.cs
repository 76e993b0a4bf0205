using System.Collections.Immutable;
using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Expansion;

/// <summary>A member before it has a place.</summary>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Type">Its type.</param>
/// <param name="BitWidth">Bits of a bit-field, or null.</param>
/// <param name="Alignment">What an attribute asks for, or 0.</param>
/// <param name="Packed">Whether the member itself is packed.</param>
/// <param name="Span">Its place.</param>
internal sealed record CMember(string Name, CType Type, int? BitWidth, int Alignment, bool Packed, SourceSpan Span);

/// <summary>Places the members of a struct or union by the System V ABI.</summary>
internal static class CLayout
{
    /// <summary>Fields, size and alignment in bytes. The size is over <see cref="int.MaxValue"/> when a struct is too large.</summary>
    public static (ImmutableArray<CField> Fields, long Size, int Alignment) Place(IReadOnlyList<CMember> members, bool isUnion, bool packed, int alignment)
    {
        var fields = ImmutableArray.CreateBuilder<CField>(members.Count);
        var (bit, size, align) = (0L, 0L, Math.Max(alignment, 1));
        foreach (var member in members)
        {
            if (isUnion)
                bit = 0;
            var unit = Math.Max((long)member.Type.Size * 8, 8);
            var natural = packed || member.Packed ? 1 : member.Type.Alignment;
            var wanted = Math.Max(natural, member.Alignment);
            if (member.BitWidth is { } width)
            {
                // A bit-field does not cross a unit of its type; width 0 starts a new unit.
                if (width == 0)
                {
                    bit = Up(bit, unit);
                    continue;
                }

                if (member.Alignment > 0)
                    bit = Up(bit, member.Alignment * 8L);
                else if (natural > 1 && bit / unit != (bit + width - 1) / unit)
                    bit = Up(bit, natural * 8L);
                if (member.Name.Length > 0)
                    fields.Add(new CField(member.Name, member.Type, (int)Math.Min(bit, int.MaxValue), width));
                bit += width;
                align = Math.Max(align, member.Name.Length > 0 ? wanted : 1);
            }
            else
            {
                bit = Up(bit, wanted * 8L);
                fields.Add(new CField(member.Name, member.Type, (int)Math.Min(bit, int.MaxValue), 0));
                bit += (long)member.Type.Size * 8;
                align = Math.Max(align, wanted);
            }

            size = Math.Max(size, (bit + 7) / 8);
            if (size > int.MaxValue / 8)
                break;
        }

        return (fields.ToImmutable(), Up(size, align), align);
    }

    private static long Up(long value, long step) => (value + step - 1) / step * step;
}
