using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Symbols;

/// <summary>Text form of addresses.</summary>
internal static class Addresses
{
    /// <summary>Appends an address without symbol; null has no prefix in upstream's output.</summary>
    public static void Append(Utf8Buffer to, ulong address)
    {
        if (address == 0)
            to.Append((byte)'0');
        else
            to.AppendAddress(address);
    }

    /// <summary>Reads hex digits up to the first other character.</summary>
    public static ulong ParseHex(ReadOnlySpan<byte> text)
    {
        var value = 0ul;
        foreach (var c in text)
        {
            var digit = c switch
            {
                >= (byte)'0' and <= (byte)'9' => c - '0',
                >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
                break;
            value = value << 4 | (uint)digit;
        }

        return value;
    }
}
