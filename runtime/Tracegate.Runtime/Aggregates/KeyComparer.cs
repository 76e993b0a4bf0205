using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Aggregates;

/// <summary>
/// The order of keys (M-out-order): first member first, integers by value with their sign (X-sort-sign), all else byte
/// by byte. It is total, so that equal values print in the same order every time.
/// </summary>
internal static class KeyComparer
{
    /// <summary>Compares two keys of one type.</summary>
    public static int Compare(ValueType? type, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        switch (type)
        {
            case ValueType.Integer or ValueType.Enum or ValueType.Pointer or ValueType.Boolean:
                return Number.Read(type, a).CompareTo(Number.Read(type, b));
            case ValueType.Array array:
                for (var i = 0; i < array.Count; i++)
                {
                    var offset = i * array.Element.Size;
                    var order = Compare(array.Element, Bytes.Slice(a, offset, array.Element.Size),
                        Bytes.Slice(b, offset, array.Element.Size));
                    if (order != 0)
                        return order;
                }

                return 0;
            case ValueType.Composite composite:
                foreach (var member in composite.Members)
                {
                    var order = Compare(member.Type, Bytes.Slice(a, member.Offset, member.Type.Size),
                        Bytes.Slice(b, member.Offset, member.Type.Size));
                    if (order != 0)
                        return order;
                }

                return 0;
            default:
                return a.SequenceCompareTo(b);
        }
    }
}
