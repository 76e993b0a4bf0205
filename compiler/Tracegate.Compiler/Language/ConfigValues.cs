using System.Collections.Immutable;
using System.Globalization;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>The values of the config options, defaults included.</summary>
/// <param name="Entries">What the script or the environment set, canonical key to canonical value.</param>
public sealed record ConfigValues(ImmutableSortedDictionary<string, string> Entries)
{
    /// <summary>Nothing set.</summary>
    public static ConfigValues Default { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Value of an option.</summary>
    public string this[string name] => Entries.GetValueOrDefault(name) ?? ConfigOptions.Find(name)!.Default;

    /// <summary>C-max_strlen.</summary>
    public int MaxStringLength => Number("max_strlen");

    /// <summary>C-max_map_keys.</summary>
    public int MaxMapKeys => Number("max_map_keys");

    /// <summary>C-max_bpf_progs.</summary>
    public int MaxPrograms => Number("max_bpf_progs");

    /// <summary>C-on_stack_limit.</summary>
    public int OnStackLimit => Number("on_stack_limit");

    /// <summary>C-stack_mode.</summary>
    public StackMode StackMode => StackModes.Parse(this["stack_mode"]);

    /// <summary>C-license.</summary>
    public string License => this["license"];

    /// <summary>C-start_sync: auto, on or off.</summary>
    public string StartSync => this["start_sync"];

    /// <summary>C-start_sync_pairs.</summary>
    public bool StartSyncPairs => this["start_sync_pairs"] == "true";

    /// <summary>C-gate_counters.</summary>
    public bool GateCounters => this["gate_counters"] == "true";

    private int Number(string name) => (int)Math.Min(ulong.Parse(this[name], CultureInfo.InvariantCulture), int.MaxValue);
}
