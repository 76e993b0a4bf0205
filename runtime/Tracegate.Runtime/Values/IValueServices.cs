using System.Collections.Immutable;
using Tracegate.Contract;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Values;

/// <summary>
/// What printing needs to know about the machine and the session. Every look-up happens only when a value that needs it
/// is printed.
/// </summary>
public interface IValueServices
{
    /// <summary>C-str_trunc_trailer: what follows a truncated text.</summary>
    ReadOnlySpan<byte> TruncationTrailer { get; }

    /// <summary>A constant text of the object, see <see cref="ObjectMetadata.Strings"/>; empty if there is none.</summary>
    string Text(uint index);

    /// <summary>
    /// Frames of a stack as <see cref="WellKnown.Stacks"/> holds them; empty when the stack is no longer there. Valid
    /// until the next call.
    /// </summary>
    ReadOnlySpan<byte> Stack(ulong id, bool buildId);

    /// <summary>E-enum-str: the constants of an enumeration of the kernel.</summary>
    ImmutableArray<EnumMember> Enumerators(ValueType.Enum type) => type.Members;

    /// <summary>F-ksym: appends the symbol, or the address if there is none.</summary>
    void AppendKernelSymbol(Utf8Buffer to, ulong address, bool offset);

    /// <summary>F-usym: appends the symbol, or the address if there is none.</summary>
    /// <param name="to">Where to append.</param>
    /// <param name="address">Virtual address in the process.</param>
    /// <param name="pid">Pid in the initial namespace.</param>
    /// <param name="program">Index of the program that took the value: its binary serves when the process is gone.</param>
    /// <param name="offset">Whether <c>+N</c> follows.</param>
    /// <param name="module">Whether <c>(path)</c> follows.</param>
    void AppendUserSymbol(Utf8Buffer to, ulong address, uint pid, uint program, bool offset, bool module);

    /// <summary>B-username: appends the user's name; nothing for an unknown user.</summary>
    void AppendUserName(Utf8Buffer to, ulong uid);

    /// <summary>F-cgroup_path: appends <c>hierarchy:path</c> of the hierarchies that match the filter.</summary>
    void AppendCgroupPath(Utf8Buffer to, ulong id, string filter);

    /// <summary>B-probe: appends the attach point that belongs to a cookie.</summary>
    void AppendProbeName(Utf8Buffer to, ulong cookie);

    /// <summary>Nanoseconds since 1970 for a boot-time stamp.</summary>
    long UnixNanoseconds(ulong bootNanoseconds);
}
