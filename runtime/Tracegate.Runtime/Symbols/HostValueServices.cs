using System.Collections.Immutable;
using Tracegate.Contract;
using Tracegate.Runtime.CoRe;
using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Symbols;

/// <summary>Gives the frames of a stack, see <see cref="IValueServices.Stack"/>.</summary>
public delegate ReadOnlySpan<byte> StackLookup(ulong id, bool buildId);

/// <summary>Gives the attach point of a cookie, see <see cref="IValueServices.AppendProbeName"/>.</summary>
public delegate string ProbeNameLookup(ulong cookie);

/// <summary>Look-ups on the machine where the session runs. Creating it costs nothing: all is read when needed.</summary>
/// <param name="metadata">The object's constant texts and programs.</param>
/// <param name="trailer">C-str_trunc_trailer.</param>
/// <param name="stack">Reads the stack maps.</param>
/// <param name="probeName">Names attach points.</param>
/// <param name="userSymbols">User symbols with their configuration.</param>
public sealed class HostValueServices(
    ObjectMetadata metadata, string trailer, StackLookup stack, ProbeNameLookup probeName, UserSymbols userSymbols)
    : IValueServices
{
    private readonly byte[] trailer = ByteText.GetBytes(trailer);
    private readonly KernelSymbols kernelSymbols = new();
    private readonly KernelEnums enums = new();
    private readonly UserNames userNames = new();
    private readonly CgroupPaths cgroups = new();
    private long? bootBase;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> TruncationTrailer => trailer;

    /// <summary>Nanoseconds since 1970 at which the boot-time clock was 0; the same throughout the session.</summary>
    public long BootBase => bootBase ??= TimeFormat.BootBase();

    /// <inheritdoc/>
    public string Text(uint index) => index < metadata.Strings.Length ? metadata.Strings[(int)index] : "";

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Stack(ulong id, bool buildId) => stack(id, buildId);

    /// <inheritdoc/>
    public ImmutableArray<EnumMember> Enumerators(ValueType.Enum type) => enums.Of(type);

    /// <inheritdoc/>
    public void AppendKernelSymbol(Utf8Buffer to, ulong address, bool offset) =>
        kernelSymbols.Append(to, address, offset);

    /// <inheritdoc/>
    public void AppendUserSymbol(Utf8Buffer to, ulong address, uint pid, uint program, bool offset, bool module) =>
        userSymbols.Append(to, address, pid, Target(program, 0), Target(program, 1), offset, module);

    /// <inheritdoc/>
    public void AppendUserName(Utf8Buffer to, ulong uid) => userNames.Append(to, uid);

    /// <inheritdoc/>
    public void AppendCgroupPath(Utf8Buffer to, ulong id, string filter) => cgroups.Append(to, id, filter);

    /// <inheritdoc/>
    public void AppendProbeName(Utf8Buffer to, ulong cookie) => to.Append(probeName(cookie));

    /// <inheritdoc/>
    public long UnixNanoseconds(ulong bootNanoseconds) => BootBase + (long)bootNanoseconds;

    // A part of the attach point of a program that is attached to one binary; a wildcard names nothing.
    private string Target(uint program, int part)
    {
        if (program >= metadata.Programs.Length)
            return "";
        var target = metadata.Programs[(int)program].Target;
        return target.Length > part && target[0].StartsWith('/') && !target[part].Contains('*') ? target[part] : "";
    }
}
