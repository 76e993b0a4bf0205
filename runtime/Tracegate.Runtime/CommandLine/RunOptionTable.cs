using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Session;

namespace Tracegate.Runtime.CommandLine;

/// <summary>An option of a run.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Alias">Another name, or empty.</param>
/// <param name="Value">Name of its value in the help; empty for a switch.</param>
/// <param name="Help">One line.</param>
/// <param name="Apply">Adds it to the options; the value is empty for a switch.</param>
public sealed record RunOptionRow(
    string Name, string Alias, string Value, string Help, Func<RunOptions, string, RunOptions> Apply)
{
    /// <summary>Whether it takes a value.</summary>
    public bool TakesValue => Value.Length > 0;
}

/// <summary>The options that a run takes, whichever executable starts it (LANGUAGE 7.1).</summary>
public static class RunOptionTable
{
    private const int LargestPid = 4194304;

    private static readonly (string Word, OutputFormat Format)[] Formats =
        [("text", OutputFormat.Text), ("json", OutputFormat.Json)];

    private static readonly (string Word, BufferMode Mode)[] BufferModes =
        [("line", BufferMode.Line), ("full", BufferMode.Full), ("none", BufferMode.None)];

    private static readonly (string Word, StartSync Sync)[] Syncs =
        [("auto", StartSync.Auto), ("on", StartSync.On), ("off", StartSync.Off)];

    // Sessions of kprobes are not used yet.
    private static readonly string[] Avoidable = ["kprobe_multi", "kprobe_session", "uprobe_multi", "syscall_dispatch"];

    private static readonly (string Word, string Name)[] Features = Array.ConvertAll(Avoidable, static name => (name, name));

    /// <summary>All rows, in the order of the help.</summary>
    public static IReadOnlyList<RunOptionRow> Rows { get; } =
    [
        new("-c", "", "CMD", "run CMD, trace while it runs, and end with it",
            static (o, v) => o with { Command = v }),
        new("-p", "", "PID", "trace this process, and end with it",
            static (o, v) => o with { Process = ParsePid(v) }),
        new("-f", "", "FORMAT", "output format: text, json",
            static (o, v) => o with { Format = Choose("-f", v, Formats) }),
        new("-o", "", "FILE", "write the script's output to FILE",
            static (o, v) => o with { OutputFile = v }),
        new("-B", "", "MODE", "buffering of the output: line, full, none",
            static (o, v) => o with { Buffering = Choose("-B", v, BufferModes) }),
        new("-q", "", "", "no messages about attached probes and the like",
            static (o, _) => o with { Quiet = true }),
        new("-v", "", "", "say more",
            static (o, _) => o with { Verbose = true }),
        new("-k", "--warnings", "", "warn of failed reads and missing map elements",
            static (o, _) => o.Warnings ? throw Faults.Usage.With("-k is given twice") : o with { Warnings = true }),
        new("--no-warnings", "", "", "no warnings at all",
            static (o, _) => o with { NoWarnings = true }),
        new("--unsafe", "", "", "allow system(), signal() and the like",
            static (o, _) => o with { Unsafe = true }),
        new("--dry-run", "", "", "end once everything is attached",
            static (o, _) => o with { DryRun = true }),
        new("--start-sync", "", "WHEN", "start all probes at one instant: auto, on, off",
            static (o, v) => o with { StartSync = Choose("--start-sync", v, Syncs) }),
        new("--hold", "", "", "attach everything, and start at SIGUSR2 or 'tracegate ctl PID open'",
            static (o, _) => o with { Hold = true }),
        new("--start-at", "", "TIME", "start at HH:MM:SS, YYYY-MM-DDTHH:MM:SS, @SECONDS or +DURATION",
            static (o, v) => o with { StartAt = StartTime.Parse(v) }),
        new("--duration", "", "TIME", "end this long after the start, for example 10s or 500ms",
            static (o, v) => o with { Duration = StartTime.ParseDuration("--duration", v) }),
        new("--gate", "", "PATH", "share the start gate that is pinned at a bpffs path, or pin one there",
            static (o, v) => o with { Gate = v }),
        new("--gate-mode", "", "MODE", "permissions of a gate that is pinned, 0600 if not given",
            static (o, v) => o with { GateMode = ParseMode(v) }),
        new("--timing", "", "", "at the end, show when probes and gate started and stopped",
            static (o, _) => o with { Timing = true }),
        new("--no-feature", "", "LIST", "do not use: " + string.Join(", ", Avoidable),
            static (o, v) => o with { WithoutFeatures = Array.ConvertAll(v.Split(','), static name => Choose("--no-feature", name, Features)) }),
        new("--probe-filter", "", "REGEX", "attach only probes whose name matches; begin and end always run",
            static (o, v) => o with { ProbeFilter = ProbeFilter.Parse(v) }),
        new("-b", "--btf", "", "has no effect: the kernel's BTF is used anyway",
            static (o, _) => o),
        new("--traceable-functions", "", "FILE", "list of kernel functions, for wildcards",
            static (o, v) => o with { FunctionList = v }),
    ];

    // D-kk, D-dd and options that are something else here.
    private static readonly (string Name, string Advice)[] Replaced =
    [
        ("-kk", "use a single -k, which warns of failed reads and missing map elements"),
        ("-d", "'tracegate compile --emit STAGE' shows the stages"),
        ("-dd", "'tracegate compile --emit STAGE' shows the stages"),
        ("--aot", "use 'tracegate compile SCRIPT -o OBJECT'"),
        ("--emit-elf", "use 'tracegate compile SCRIPT -o OBJECT'"),
        ("--emit-llvm", "use 'tracegate compile --emit llvm'"),
    ];

    /// <summary>Whether bpftrace had or has an option that something else does here.</summary>
    public static bool IsReplaced(string option) => Array.Exists(Replaced, row => row.Name == option);

    /// <summary>The fault for an option that there is not.</summary>
    public static FaultException Unknown(string option)
    {
        var advice = Array.Find(Replaced, row => row.Name == option).Advice;
        return Faults.Usage.With($"unknown option '{option}'{(advice is null ? "" : $": {advice}")}");
    }

    /// <summary>The row of a name or alias, or null.</summary>
    public static RunOptionRow? Find(ReadOnlySpan<char> name)
    {
        foreach (var row in Rows)
        {
            if (name.SequenceEqual(row.Name) || (row.Alias.Length > 0 && name.SequenceEqual(row.Alias)))
                return row;
        }

        return null;
    }

    /// <summary>Refuses options that contradict each other.</summary>
    /// <exception cref="FaultException">They do.</exception>
    public static RunOptions Check(RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Command is not null && options.Process > 0)
            throw Faults.Usage.With("-c and -p cannot be used together");
        if (options.Warnings && options.NoWarnings)
            throw Faults.Usage.With("-k and --no-warnings cannot be used together");
        if (options.Hold && options.StartAt is not null)
            throw Faults.Usage.With("--hold and --start-at cannot be used together");
        if (options.Gate is not null && options.StartSync == StartSync.Off)
            throw Faults.Usage.With("--gate and --start-sync off cannot be used together");
        return options;
    }

    private static uint ParseMode(string text)
    {
        uint mode = 0;
        foreach (var digit in text)
            mode = digit is >= '0' and <= '7' && mode < 0x40 ? (mode * 8) + (uint)(digit - '0') : uint.MaxValue;
        return text.Length > 0 && mode <= 0x1FF ? mode : throw Faults.Usage.With($"--gate-mode takes octal digits such as 0660, not '{text}'");
    }

    private static int ParsePid(string text) => int.TryParse(text, out var pid) && pid is > 0 and <= LargestPid
        ? pid
        : throw Faults.Usage.With($"'{text}' is not a process id");

    private static T Choose<T>(string option, string word, (string Word, T Value)[] choices)
    {
        foreach (var (name, value) in choices)
        {
            if (name == word)
                return value;
        }

        var names = string.Join(", ", Array.ConvertAll(choices, static choice => choice.Word));
        throw Faults.Usage.With($"{option} takes {names}, not '{word}'");
    }
}
