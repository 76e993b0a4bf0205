namespace Tracegate.Runtime.Values;

/// <summary>Text form of network addresses, as inet_ntop(3) writes them.</summary>
internal static class InternetAddress
{
    private const uint FamilyV4 = 2;
    private const uint FamilyV6 = 10;

    /// <summary>Appends the address; nothing for an unknown family.</summary>
    public static void Append(Utf8Buffer to, uint family, ReadOnlySpan<byte> address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address[..Math.Min(16, address.Length)].CopyTo(bytes);
        if (family == FamilyV4)
            AppendV4(to, bytes[..4]);
        else if (family == FamilyV6)
            AppendV6(to, bytes);
    }

    /// <summary>Appends a MAC address (F-macaddr).</summary>
    public static void AppendMac(Utf8Buffer to, ReadOnlySpan<byte> address)
    {
        for (var i = 0; i < 6; i++)
        {
            if (i != 0)
                to.Append((byte)':');
            to.AppendHexByte(i < address.Length ? address[i] : (byte)0, upper: true);
        }
    }

    private static void AppendV4(Utf8Buffer to, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < 4; i++)
        {
            if (i != 0)
                to.Append((byte)'.');
            to.AppendDecimal((ulong)bytes[i]);
        }
    }

    private static void AppendV6(Utf8Buffer to, ReadOnlySpan<byte> bytes)
    {
        var (start, length) = LongestZeroRun(bytes);
        // Mapped and compatible IPv4 addresses end in dotted form.
        var dotted = start == 0 && (length == 6 || (length == 5 && Word(bytes, 5) == 0xffff)
            || (length == 7 && Word(bytes, 7) != 1));
        for (var i = 0; i < 8; i++)
        {
            if (length > 1 && i >= start && i < start + length)
            {
                if (i == start)
                    to.Append((byte)':');
                continue;
            }

            if (i != 0)
                to.Append((byte)':');
            if (dotted && i == 6)
            {
                AppendV4(to, bytes[12..]);
                return;
            }

            to.AppendBits(Word(bytes, i), 4);
        }

        if (length > 1 && start + length == 8)
            to.Append((byte)':');
    }

    private static ulong Word(ReadOnlySpan<byte> bytes, int index) => (uint)(bytes[2 * index] << 8 | bytes[2 * index + 1]);

    private static (int Start, int Length) LongestZeroRun(ReadOnlySpan<byte> bytes)
    {
        (int Start, int Length) best = (-1, 0);
        for (int i = 0, run = 0; i < 8; i++)
        {
            run = Word(bytes, i) == 0 ? run + 1 : 0;
            if (run > best.Length)
                best = (i - run + 1, run);
        }

        return best;
    }
}
