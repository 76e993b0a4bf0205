namespace Tracegate.Runtime.Features;

/// <summary>Every failure of the runtime, with its code.</summary>
public static class Faults
{
    private static readonly List<FaultRow> Rows = [];

    /// <summary>The table, in order of the codes.</summary>
    public static IReadOnlyList<FaultRow> All => Rows;

    // The object.

    /// <summary>{0} file, {1} reason.</summary>
    public static readonly FaultRow ObjectUnreadable = Row(
        "TG5001", "cannot read '{0}': {1}", "give the path of an object that 'tracegate compile' wrote");

    /// <summary>{0} file, {1} reason.</summary>
    public static readonly FaultRow NotBpfObject = Row(
        "TG5002", "'{0}' is not a BPF object: {1}", "compile a script with 'tracegate compile SCRIPT -o FILE'");

    /// <summary>{0} file.</summary>
    public static readonly FaultRow ForeignObject = Row(
        "TG5003",
        "'{0}' is a BPF object, but not one of Tracegate: it has no section .tracegate.meta",
        "load it with bpftool, or compile the script with 'tracegate compile'");

    /// <summary>{0} file, {1} reason.</summary>
    public static readonly FaultRow CorruptMetadata = Row(
        "TG5004", "the metadata of '{0}' is damaged: {1}", "compile the script again");

    /// <summary>{0} file, {1} version of the object, {2} version of the runtime.</summary>
    public static readonly FaultRow NewerObject = Row(
        "TG5005",
        "'{0}' needs a runtime of contract version {1}; this one has {2}",
        "use the runtime that came with the compiler, or compile the script again");

    /// <summary>{0} file, {1} reason.</summary>
    public static readonly FaultRow ObjectRefused = Row(
        "TG5006", "libbpf cannot open '{0}': {1}", "the file is truncated or damaged: compile the script again");

    /// <summary>{0} what is missing.</summary>
    public static readonly FaultRow BrokenContract = Row(
        "TG5007", "the object does not keep the contract: {0}", "compile the script again");

    /// <summary>{0} file.</summary>
    public static readonly FaultRow NoNamespaceIds = Row(
        "TG5008",
        "'{0}' cannot tell pid and tid of this pid namespace: a program has no room left on its stack",
        "run it in the initial pid namespace, or compile the script with a smaller on_stack_limit");

    // The machine.

    /// <summary>{0} missing capabilities.</summary>
    public static readonly FaultRow NotPrivileged = Row(
        "TG5010",
        "tracing needs root, or the capabilities {0}",
        "run it with sudo, or give the capabilities to the executable with setcap");

    /// <summary>No arguments.</summary>
    public static readonly FaultRow NoBpf = Row(
        "TG5011", "this kernel has no bpf() system call", "use a kernel with CONFIG_BPF_SYSCALL=y");

    /// <summary>{0} reason.</summary>
    public static readonly FaultRow NoTracefs = Row(
        "TG5012",
        "tracefs is not there: {0}",
        "mount it: mount -t tracefs tracefs /sys/kernel/tracing");

    /// <summary>No arguments.</summary>
    public static readonly FaultRow NoBtf = Row(
        "TG5013",
        "this kernel has no BTF (/sys/kernel/btf/vmlinux), which the script's kernel types need",
        "use a kernel with CONFIG_DEBUG_INFO_BTF=y, or name a BTF file in BPFTRACE_BTF");

    /// <summary>{0} feature, {1} first kernel, {2} this kernel.</summary>
    public static readonly FaultRow KernelTooOld = Row(
        "TG5014", "the script needs kernel ≥ {1} ({0}); this is {2}", "use a newer kernel, or avoid what needs it");

    /// <summary>No arguments.</summary>
    public static readonly FaultRow Lockdown = Row(
        "TG5015",
        "the kernel is locked down in confidentiality mode, which forbids tracing",
        "boot without lockdown=confidentiality (with secure boot: 'integrity' mode is enough)");

    /// <summary>{0} feature.</summary>
    public static readonly FaultRow FeatureMissing = Row(
        "TG5016",
        "this kernel was built without {0}, which the script needs",
        "use a kernel with that option, or avoid what needs it");

    // Loading.

    /// <summary>{0} program, {1} place and log.</summary>
    public static readonly FaultRow VerifierRejection = Row(
        "TG5020",
        "the kernel's verifier rejected {0}\n{1}",
        "simplify the marked line; the whole log is printed with -v");

    /// <summary>{0} reason.</summary>
    public static readonly FaultRow LoadFailed = Row(
        "TG5021", "the kernel refused the object: {0}", "");

    /// <summary>{0} probe, {1} reason.</summary>
    public static readonly FaultRow RunFailed = Row(
        "TG5022", "cannot run the {0} probe: {1}", "");

    // Attaching.

    /// <summary>{0} number, {1} lines, one for each.</summary>
    public static readonly FaultRow AttachFailed = Row(
        "TG5030",
        "{0} could not be attached, nothing was started\n{1}",
        "missing_probes = \"warn\" or \"ignore\" in the config block (or BPFTRACE_MISSING_PROBES) starts without them");

    /// <summary>No arguments.</summary>
    public static readonly FaultRow NoProbes = Row(
        "TG5031", "no probes to attach", "");

    /// <summary>{0} number, {1} limit.</summary>
    public static readonly FaultRow TooManyProbes = Row(
        "TG5032",
        "can't attach to {0} probes because it exceeds the current limit of {1}",
        "raise max_probes (BPFTRACE_MAX_PROBES), but be careful: many probes can make the system slow");

    /// <summary>{0} parameter, {1} probe.</summary>
    public static readonly FaultRow MissingTargetParameter = Row(
        "TG5033", "the probe '{1}' needs the positional parameter {0}", "give it after the object's name");

    // Parameters and options.

    /// <summary>No arguments.</summary>
    public static readonly FaultRow UnsafeRefused = Row(
        "TG5040", "the script uses an unsafe function", "run it with --unsafe if you mean it");

    /// <summary>{0} parameter, {1} value.</summary>
    public static readonly FaultRow NotANumber = Row(
        "TG5041",
        "the positional parameter ${0} is used as a number, but '{1}' was given",
        "use str(${0}) in the script for its text");

    /// <summary>{0} option, {1} the known ones.</summary>
    public static readonly FaultRow UnknownOption = Row(
        "TG5042", "unexpected named parameter: --{0}", "{1}");

    /// <summary>{0} option, {1} type, {2} value.</summary>
    public static readonly FaultRow BadOptionValue = Row(
        "TG5043", "the parameter --{0} takes {1}, not '{2}'", "");

    /// <summary>{0} key, {1} value, {2} allowed.</summary>
    public static readonly FaultRow BadConfigValue = Row(
        "TG5044", "invalid value '{1}' for {0}", "allowed: {2}");

    /// <summary>{0} pid.</summary>
    public static readonly FaultRow NoProcess = Row(
        "TG5045", "there is no process {0}", "");

    /// <summary>{0} command, {1} reason.</summary>
    public static readonly FaultRow BadCommand = Row(
        "TG5046", "cannot run the command '{0}': {1}", "");

    /// <summary>{0} symbol, {1} where.</summary>
    public static readonly FaultRow UnknownSymbol = Row(
        "TG5047", "there is no symbol '{0}' in {1}", "");

    /// <summary>{0} path, {1} reason.</summary>
    public static readonly FaultRow BadCgroup = Row(
        "TG5048", "cannot find the cgroup '{0}': {1}", "");

    /// <summary>{0} file, {1} reason.</summary>
    public static readonly FaultRow OutputUnwritable = Row(
        "TG5049", "cannot write to '{0}': {1}", "");

    /// <summary>{0} complaint.</summary>
    public static readonly FaultRow Usage = Row(
        "TG5050", "{0}", "-h shows the options");

    /// <summary>{0} time.</summary>
    public static readonly FaultRow StartPast = Row(
        "TG5051", "the time '{0}' of --start-at is past", "give a date too, as in 2030-01-31T12:00:00, or +DURATION");

    /// <summary>{0} reason.</summary>
    public static readonly FaultRow NoControl = Row(
        "TG5052",
        "--hold needs a control socket, and there can be none: {0}",
        "TRACEGATE_RUN_DIR names another folder than /run/tracegate");

    /// <summary>{0} path, {1} reason.</summary>
    public static readonly FaultRow BadGate = Row(
        "TG5053", "cannot use the gate '{0}': {1}", "give a path in a bpffs, such as /sys/fs/bpf/gate");

    /// <summary>{0} path, {1} pid.</summary>
    public static readonly FaultRow StaleGate = Row(
        "TG5054",
        "the gate '{0}' was left behind by process {1}, which died",
        "remove it: rm {0} {0}_clock");

    /// <summary>{0} pid.</summary>
    public static readonly FaultRow NoSession = Row(
        "TG5055", "no session of process {0} listens", "'tracegate ctl status' lists those that do");

    /// <summary>{0} pid, {1} reason.</summary>
    public static readonly FaultRow ControlRefused = Row(
        "TG5056", "the session of process {0} refuses: {1}", "");

    /// <summary>{0} reason.</summary>
    public static readonly FaultRow SystemCall = Row(
        "TG5060", "{0}", "");

    private static FaultRow Row(string code, string text, string hint)
    {
        var row = new FaultRow(code, text, hint);
        Rows.Add(row);
        return row;
    }
}
