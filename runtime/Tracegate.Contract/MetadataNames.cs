namespace Tracegate.Contract;

/// <summary>
/// The texts that stand for enumerators in the metadata section, in the order of the enumerators. They are part of the
/// contract: never renamed, only appended to.
/// </summary>
public static class MetadataNames
{
    /// <summary>Names of <see cref="EventAction"/>.</summary>
    public static readonly string[] Actions =
    [
        "printf", "errorf", "warnf", "cat", "system", "join", "time", "print_map", "print_value", "clear", "zero",
        "exit", "runtime_error",
    ];

    /// <summary>Names of <see cref="RuntimeErrorKind"/>.</summary>
    public static readonly string[] Errors =
        ["none", "divide_by_zero", "array_bounds", "helper", "map_full", "missing_element", "call_not_noted", "recursion"];

    /// <summary>Names of <see cref="LoadConstantKind"/>.</summary>
    public static readonly string[] Constants =
    [
        "parameter_number", "parameter_text", "parameter_count", "option", "in_initial_pid_namespace",
        "pid_namespace_device", "pid_namespace_inode", "child_pid", "cpu_count", "kernel_address", "user_address",
        "cgroup_id", "tai_offset", "warnings", "user_excess_bits", "config",
    ];

    /// <summary>Names of <see cref="MapStorage"/>.</summary>
    public static readonly string[] Storages =
        ["hash", "lru_hash", "percpu_hash", "percpu_lru_hash", "percpu_array", "global"];

    /// <summary>Names of <see cref="AggregateKind"/>.</summary>
    public static readonly string[] Aggregates =
        ["count", "sum", "min", "max", "avg", "stats", "hist", "lhist", "tseries"];

    /// <summary>Names of <see cref="TSeriesOperation"/>.</summary>
    public static readonly string[] Operations = ["none", "avg", "max", "min", "sum"];

    /// <summary>Names of <see cref="GateOmission"/>.</summary>
    public static readonly string[] Omissions = ["none", "type", "off", "needless"];

    /// <summary>Names of <see cref="StackMode"/>.</summary>
    public static readonly string[] StackModes = ["bpftrace", "perf", "raw", "build_id"];
}
