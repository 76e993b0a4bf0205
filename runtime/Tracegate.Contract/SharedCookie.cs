namespace Tracegate.Contract;

/// <summary>
/// Attach cookies of links that several places share. Such a cookie is negative and says where the rows of
/// <see cref="WellKnown.ProbeNames"/> for its places begin; a program with <see cref="ProgramInfo.SharesCookie"/> adds
/// the number of the place, which it finds in its context (B-probe).
/// </summary>
public static class SharedCookie
{
    /// <summary>What a program adds to a negative cookie, besides the number of the place.</summary>
    public const int Bias = 1 << 30;

    /// <summary>Offset in a syscall tracepoint's context of the 32-bit number of the call.</summary>
    public const int SyscallNumberOffset = 8;

    /// <summary>The cookie of a shared link whose place N has row <paramref name="first"/> + N.</summary>
    public static ulong Of(int first) => (ulong)((long)first - Bias);
}
