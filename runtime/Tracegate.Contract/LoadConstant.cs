namespace Tracegate.Contract;

/// <summary>What the runtime puts into a slot of <see cref="WellKnown.ConstantsSection"/> before load.</summary>
public enum LoadConstantKind
{
    /// <summary>V-posparam as a number; <see cref="LoadConstant.Argument"/> is N. Unset: 0.</summary>
    ParameterNumber,

    /// <summary>
    /// V-posparam-str: the text; Argument is <c>N</c>, then <c>+D</c> where D leading characters are dropped, then
    /// <c>:L</c> where at most L characters are kept.
    /// </summary>
    ParameterText,

    /// <summary>V-paramcount.</summary>
    ParameterCount,

    /// <summary>F-getopt; Argument is the name, its row in <see cref="ObjectMetadata.Options"/> the type and default.</summary>
    Option,

    /// <summary>1 when the tracer's pid namespace is the initial one. Version 1.0; newer objects are patched (<see cref="PatchPoint"/>).</summary>
    InInitialPidNamespace,

    /// <summary>Device of the tracer's pid namespace, as bpf_get_ns_current_pid_tgid takes it.</summary>
    PidNamespaceDevice,

    /// <summary>Inode of the tracer's pid namespace.</summary>
    PidNamespaceInode,

    /// <summary>B-cpid: pid of the <c>-c</c> child or 0.</summary>
    ChildPid,

    /// <summary>B-ncpus: number of CPUs that per-CPU maps have.</summary>
    CpuCount,

    /// <summary>F-kaddr; Argument is the symbol.</summary>
    KernelAddress,

    /// <summary>F-uaddr; Argument is the symbol.</summary>
    UserAddress,

    /// <summary>F-cgroupid; Argument is the path.</summary>
    CgroupId,

    /// <summary>Offset from the boot-time clock to TAI in ns (F-nsecs sw_tai).</summary>
    TaiOffset,

    /// <summary>O-k: 1 when warnings for failed reads were asked for. Objects compiled without <c>-k</c> do not have it.</summary>
    Warnings,

    /// <summary>
    /// F-uaddr: bits of a word of 8 bytes at the symbol that are not the symbol's: 64 - 8 × size for sizes of 1, 2 and 4
    /// bytes, else 0. Argument is the symbol. Since minor 1.
    /// </summary>
    UserExcessBits,

    /// <summary>
    /// B-config: value of a config option; Argument is <c>KEY=VALUE</c>, the value being the compiled one, which the
    /// target's environment may replace. Since minor 1.
    /// </summary>
    Config,
}

/// <summary>A slot of <see cref="WellKnown.ConstantsSection"/>.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Argument">Symbol, path, name or number that the kind needs; otherwise empty.</param>
/// <param name="Offset">Bytes from the start of the section.</param>
/// <param name="Type">Its layout.</param>
public sealed record LoadConstant(LoadConstantKind Kind, string Argument, int Offset, ValueType Type);

/// <summary>A named parameter (F-getopt).</summary>
/// <param name="Name">Without dashes.</param>
/// <param name="Type">Boolean, integer or text.</param>
/// <param name="Default">Default as text.</param>
/// <param name="Description">Shown by <c>--help</c>; may be empty.</param>
public sealed record OptionInfo(string Name, ValueType Type, string Default, string Description);
