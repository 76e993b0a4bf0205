using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Tracegate.Contract;

/// <summary>A BPF program of the object and where it attaches.</summary>
/// <param name="Name">Name of the ELF function.</param>
/// <param name="Section">ELF section, as libbpf names program types.</param>
/// <param name="Probe">Index of the probe in the script; programs of one probe share it.</param>
/// <param name="Provider">Canonical provider name (LANGUAGE 2.1), which selects the runtime's attacher.</param>
/// <param name="Target">
/// The parts after the provider, as split by L-ap-lex. May hold wildcards and positional parameters (<c>$N</c>), which
/// are settled at load.
/// </param>
/// <param name="AttachPoint">The attach point as written, for messages.</param>
/// <param name="Gated">Whether the program checks the gate.</param>
/// <param name="NeedsCookie">Whether each attach point needs its own cookie (B-probe).</param>
/// <param name="Fields">Tracepoint fields whose places the compiled code relies on.</param>
/// <param name="Location">Place of the attach point in the script.</param>
/// <param name="Omission">Why the program does not check the gate.</param>
public sealed record ProgramInfo(
    string Name,
    string Section,
    int Probe,
    string Provider,
    ImmutableArray<string> Target,
    string AttachPoint,
    bool Gated,
    bool NeedsCookie,
    ImmutableArray<TracepointFieldInfo> Fields,
    SourceLocation? Location,
    GateOmission Omission = GateOmission.None)
{
    /// <summary>Whether it runs only for calls whose entry was seen while the gate was open (C-start_sync_pairs).</summary>
    public bool ChecksEntry { get; init; }

    /// <summary>Whether the program understands the cookie of a link that several places share (<see cref="SharedCookie"/>).</summary>
    public bool SharesCookie { get; init; }

    /// <summary>Further attach points that the program serves (minor 1).</summary>
    public ImmutableArray<AttachPlace> OtherPlaces { get; init; } = [];

    /// <summary>The attach points for people.</summary>
    public string Title => OtherPlaces.Length == 0 ? AttachPoint : $"{AttachPoint} and {OtherPlaces.Length} more";

    /// <summary>Config entries that the script sets for this probe alone, key to value (minor 1).</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}

/// <summary>Why a program does not check the start gate.</summary>
public enum GateOmission
{
    /// <summary>It does, or the object does not say.</summary>
    None,

    /// <summary>Its probe type runs whatever the gate's state is.</summary>
    ProbeType,

    /// <summary>C-start_sync is <c>off</c>.</summary>
    Off,

    /// <summary>C-start_sync is <c>auto</c>, and the gate could make no difference.</summary>
    Needless,
}

/// <summary>An attach point as written, and its parts after the provider.</summary>
public sealed record AttachPlace(string AttachPoint, ImmutableArray<string> Target);

/// <summary>
/// A tracepoint field that the program reads. The runtime compares it with the target's format file. For syscall
/// arguments <paramref name="Index"/> is the argument's number and the place is fixed by the kernel's ABI; for others
/// it is -1 and the place is relocated by BTF.
/// </summary>
public sealed record TracepointFieldInfo(string Name, int Size, int Index = -1);

/// <summary>Everything that the runtime needs besides the ELF object itself.</summary>
public sealed record ObjectMetadata
{
    /// <summary>Minor version of the newest feature used.</summary>
    public uint Minor { get; init; }

    /// <summary>Name of the script.</summary>
    public string SourceName { get; init; } = "";

    /// <summary>SHA-256 of the script, hex.</summary>
    public string SourceHash { get; init; } = "";

    /// <summary>Version of the compiler.</summary>
    public string Compiler { get; init; } = "";

    /// <summary>Programs, in the script's order.</summary>
    public ImmutableArray<ProgramInfo> Programs { get; init; } = [];

    /// <summary>Maps, in order of their names.</summary>
    public ImmutableArray<MapInfo> Maps { get; init; } = [];

    /// <summary>Event table.</summary>
    public ImmutableArray<EventInfo> Events { get; init; } = [];

    /// <summary>Constant texts that values refer to by index.</summary>
    public ImmutableArray<string> Strings { get; init; } = [];

    /// <summary>Slots to fill before load.</summary>
    public ImmutableArray<LoadConstant> Constants { get; init; } = [];

    /// <summary>Named parameters.</summary>
    public ImmutableArray<OptionInfo> Options { get; init; } = [];

    /// <summary>Highest positional parameter that the script uses.</summary>
    public int PositionalParameters { get; init; }

    /// <summary>Config entries that the script sets (LANGUAGE section 6), key to value.</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Names of the kernel features that the programs need.</summary>
    public ImmutableArray<string> Features { get; init; } = [];

    /// <summary>Whether the script uses an unsafe function (F-unsafe).</summary>
    public bool Unsafe { get; init; }

    /// <summary>Whether a record, key or value holds such a type, at any depth.</summary>
    public bool Holds(Func<ValueType, bool> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        foreach (var row in Events)
        {
            foreach (var argument in row.Arguments)
            {
                if (argument.Type.Holds(test))
                    return true;
            }
        }

        foreach (var map in Maps)
        {
            if (map.Key?.Holds(test) == true || map.Value.Holds(test))
                return true;
        }

        return false;
    }
}
