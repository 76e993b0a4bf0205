namespace Tracegate.Runtime.Values;

/// <summary>
/// F-fmt-gr: names of the kernel's allocation flags, with the bits of include/linux/gfp_types.h since 6.10 and in an
/// order in which compound names come first.
/// </summary>
internal static class GfpFlags
{
    private const uint Dma = 0x01, HighMem = 0x02, Dma32 = 0x04, Movable = 0x08, High = 0x20,
        Io = 0x40, Fs = 0x80, Zero = 0x100, DirectReclaim = 0x400, KswapdReclaim = 0x800, Write = 0x1000,
        NoWarn = 0x2000, RetryMayFail = 0x4000, NoFail = 0x8000, NoRetry = 0x10000, MemAlloc = 0x20000,
        Comp = 0x40000, NoMemAlloc = 0x80000, HardWall = 0x100000, ThisNode = 0x200000, Account = 0x400000,
        ZeroTags = 0x800000, SkipZero = 0x1000000, SkipKasan = 0x2000000, NoObjectExtension = 0x4000000;

    private const uint Reclaim = DirectReclaim | KswapdReclaim;
    private const uint Kernel = Reclaim | Io | Fs;
    private const uint User = Kernel | HardWall;
    private const uint HighUserMovable = User | HighMem | Movable | SkipKasan;
    private const uint TransHugeLight = (HighUserMovable | Comp | NoMemAlloc | NoWarn) & ~Reclaim;

    private static readonly (uint Mask, string Name)[] Names =
    [
        (TransHugeLight | DirectReclaim, "GFP_TRANSHUGE"),
        (TransHugeLight, "GFP_TRANSHUGE_LIGHT"),
        (HighUserMovable, "GFP_HIGHUSER_MOVABLE"),
        (User | HighMem, "GFP_HIGHUSER"),
        (User, "GFP_USER"),
        (Kernel | Account, "GFP_KERNEL_ACCOUNT"),
        (Kernel, "GFP_KERNEL"),
        (Reclaim | Io, "GFP_NOFS"),
        (High | KswapdReclaim, "GFP_ATOMIC"),
        (Reclaim, "GFP_NOIO"),
        (KswapdReclaim | NoWarn, "GFP_NOWAIT"),
        (Dma, "GFP_DMA"),
        (HighMem, "__GFP_HIGHMEM"),
        (Dma32, "GFP_DMA32"),
        (High, "__GFP_HIGH"),
        (Io, "__GFP_IO"),
        (Fs, "__GFP_FS"),
        (Zero, "__GFP_ZERO"),
        (DirectReclaim, "__GFP_DIRECT_RECLAIM"),
        (KswapdReclaim, "__GFP_KSWAPD_RECLAIM"),
        (Write, "__GFP_WRITE"),
        (NoWarn, "__GFP_NOWARN"),
        (RetryMayFail, "__GFP_RETRY_MAYFAIL"),
        (NoFail, "__GFP_NOFAIL"),
        (NoRetry, "__GFP_NORETRY"),
        (MemAlloc, "__GFP_MEMALLOC"),
        (Comp, "__GFP_COMP"),
        (NoMemAlloc, "__GFP_NOMEMALLOC"),
        (HardWall, "__GFP_HARDWALL"),
        (ThisNode, "__GFP_THISNODE"),
        (Account, "__GFP_ACCOUNT"),
        (ZeroTags, "__GFP_ZEROTAGS"),
        (SkipZero, "__GFP_SKIP_ZERO"),
        (SkipKasan, "__GFP_SKIP_KASAN"),
        (NoObjectExtension, "__GFP_NO_OBJ_EXT"),
    ];

    /// <summary>Appends the names joined by <c>|</c>, compound names first; unknown bits in hex.</summary>
    public static void Append(Utf8Buffer to, ulong flags)
    {
        if (flags == 0)
        {
            to.Append((byte)'0');
            return;
        }

        var start = to.Length;
        foreach (var (mask, name) in Names)
        {
            if ((flags & mask) != mask)
                continue;
            if (to.Length != start)
                to.Append((byte)'|');
            to.Append(name);
            flags &= ~(ulong)mask;
        }

        if (flags == 0)
            return;
        if (to.Length != start)
            to.Append((byte)'|');
        to.AppendAddress(flags);
    }
}
