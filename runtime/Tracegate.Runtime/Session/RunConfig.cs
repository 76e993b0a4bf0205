using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Features;

namespace Tracegate.Runtime.Session;

/// <summary>P-missing: what to do with attach points that are not there.</summary>
internal enum MissingProbes
{
    /// <summary>End the run before it starts.</summary>
    Error,

    /// <summary>Warn and go on without them.</summary>
    Warn,

    /// <summary>Go on without them.</summary>
    Ignore,
}

/// <summary>
/// The config variables that concern the run (LANGUAGE section 6): the environment's, else the script's, else the
/// default.
/// </summary>
internal sealed class RunConfig
{
    private const string MissingProbesKey = "missing_probes";
    private static readonly string[] MissingProbesWords = ["error", "warn", "ignore"];
    private static readonly string[] Prefixes = ["TRACEGATE_", "BPFTRACE_"];
    private readonly ObjectMetadata metadata;

    internal RunConfig(ObjectMetadata metadata)
    {
        this.metadata = metadata;
        MissingProbes = Choice(MissingProbesKey, MissingProbes.Error, MissingProbesWords);
        StartSync = Choice("start_sync", StartSync.Auto, ["auto", "on", "off"]);
        MaxProbes = Number("max_probes", 1024);
        MaxCatBytes = Number("max_cat_bytes", 10240);
        LogSize = (int)Math.Clamp(Number("log_size", 1_000_000), 4096, 1 << 28);
        RingBufferPages = Number("perf_rb_pages", 0);
        MaxMapKeys = Find("max_map_keys") is null ? null : Number("max_map_keys", 0);
        PrintMapsOnExit = Flag("print_maps_on_exit", true);
        MapStyle = new MapStyle(
            Choice("map_order", MapOrder.Value, ["value", "value_desc", "key", "key_desc"]),
            Choice("map_key_format", KeyFormat.Default, ["default", "hex"]) == KeyFormat.Hex);
        DemanglesNames = Flag("cpp_demangle", true);
        // PER_PID, PER_PROGRAM and 1 all keep what was read; files are shared between processes anyway.
        CachesUserSymbols = Find("cache_user_symbols") is not ("NONE" or "none" or "0");
        TruncationTrailer = Find("str_trunc_trailer") ?? "..";
    }

    /// <summary>C-missing_probes.</summary>
    internal MissingProbes MissingProbes { get; }

    /// <summary>C-missing_probes for a program: what is set for its probe, else <see cref="MissingProbes"/>.</summary>
    internal MissingProbes MissingProbesOf(ProgramInfo? program) =>
        program?.Config.GetValueOrDefault(MissingProbesKey) is { } own
            ? Parse<MissingProbes>(MissingProbesKey, own, MissingProbesWords)
            : MissingProbes;

    /// <summary>C-start_sync.</summary>
    internal StartSync StartSync { get; }

    /// <summary>C-max_probes.</summary>
    internal long MaxProbes { get; }

    /// <summary>C-max_cat_bytes.</summary>
    internal long MaxCatBytes { get; }

    /// <summary>C-log_size in bytes.</summary>
    internal int LogSize { get; }

    /// <summary>C-perf_rb_pages; 0 to choose by memory.</summary>
    internal long RingBufferPages { get; }

    /// <summary>C-max_map_keys, or null to keep what was compiled.</summary>
    internal long? MaxMapKeys { get; }

    /// <summary>C-print_maps_on_exit.</summary>
    internal bool PrintMapsOnExit { get; }

    /// <summary>How maps print (X-order, X-mapfmt).</summary>
    internal MapStyle MapStyle { get; }

    /// <summary>C-cpp_demangle.</summary>
    internal bool DemanglesNames { get; }

    /// <summary>C-cache_user_symbols.</summary>
    internal bool CachesUserSymbols { get; }

    /// <summary>C-str_trunc_trailer.</summary>
    internal string TruncationTrailer { get; }

    /// <summary>Value of a variable as text, or null.</summary>
    internal string? Find(string key)
    {
        foreach (var prefix in Prefixes)
        {
            if (Environment.GetEnvironmentVariable(prefix + key.ToUpperInvariant()) is { } value)
                return value;
        }

        return metadata.Config.GetValueOrDefault(key);
    }

    /// <summary>A boolean variable.</summary>
    /// <exception cref="FaultException">Not a boolean.</exception>
    internal bool Flag(string key, bool fallback) => Find(key) is not { } text
        ? fallback
        : ParseFlag(text) ?? throw Faults.BadConfigValue.With(key, text, "1 0 true false on off yes no");

    /// <summary>One of the words that mean true and false (section 6), or null.</summary>
    internal static bool? ParseFlag(string text) => text.ToLowerInvariant() switch
    {
        "1" or "true" or "on" or "yes" => true,
        "0" or "false" or "off" or "no" => false,
        _ => null,
    };

    private enum KeyFormat
    {
        Default,
        Hex,
    }

    private long Number(string key, long fallback) => Find(key) is not { } text
        ? fallback
        : long.TryParse(text, out var number) && number >= 0
            ? number
            : throw Faults.BadConfigValue.With(key, text, "a number");

    private T Choice<T>(string key, T fallback, string[] words)
        where T : struct, Enum => Find(key) is { } text ? Parse<T>(key, text, words) : fallback;

    private static T Parse<T>(string key, string text, string[] words)
        where T : struct, Enum
    {
        var index = Array.IndexOf(words, text.ToLowerInvariant());
        return index >= 0
            ? System.Runtime.CompilerServices.Unsafe.As<int, T>(ref index)
            : throw Faults.BadConfigValue.With(key, text, string.Join(", ", words));
    }
}
