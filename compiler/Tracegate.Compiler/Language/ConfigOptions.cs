using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tracegate.Compiler.Language;

/// <summary>The table of config options (LANGUAGE section 6).</summary>
public static class ConfigOptions
{
    private static readonly ImmutableArray<string> UnstableWords = ["error", "warn", "enable"];

    /// <summary>All rows.</summary>
    public static ImmutableArray<ConfigOptionDescriptor> All { get; } =
    [
        new()
        {
            Name = "cache_user_symbols",
            Summary = "how long symbols of user programs are kept",
            Kind = ConfigKind.Word,
            Words = ["PER_PID", "PER_PROGRAM", "NONE"],
            WordAliases = ImmutableDictionary<string, string>.Empty.Add("1", "").Add("0", "NONE"),
            IsReadable = false,
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "cpp_demangle",
            OldNames = ["no_cpp_demangle"],
            Summary = "demangle names in user stacks",
            Default = "true",
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "gate_counters",
            Summary = "count the events that the start gate keeps out",
            Default = "false",
        },
        new()
        {
            Name = "lazy_symbolication",
            Summary = "load symbols of user programs when first needed",
            Default = "true",
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "license",
            Summary = "license of the programs",
            Kind = ConfigKind.Word,
            Default = "GPL",
            Words = ["GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL"],
        },
        new()
        {
            Name = "log_size",
            Summary = "bytes of the verifier's log",
            Kind = ConfigKind.Number,
            Default = "1000000",
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "max_bpf_progs",
            Summary = "most programs that are generated",
            Kind = ConfigKind.Number,
            Default = "1024",
            Stage = ConfigStage.CompileThenLoad,
        },
        new()
        {
            Name = "max_cat_bytes",
            OldNames = ["cat_bytes_max"],
            Summary = "most bytes that cat() prints",
            Kind = ConfigKind.Number,
            Default = "10240",
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "max_map_keys",
            OldNames = ["map_keys_max"],
            Summary = "elements of maps that are not declared",
            Kind = ConfigKind.Number,
            Default = "4096",
            Stage = ConfigStage.CompileThenLoad,
        },
        new()
        {
            Name = "max_probes",
            Summary = "most probes that are attached",
            Kind = ConfigKind.Number,
            Default = "1024",
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "max_strlen",
            OldNames = ["strlen"],
            Summary = "bytes of strings and buffers that are read",
            Kind = ConfigKind.Number,
            Default = "1024",
        },
        new()
        {
            Name = "missing_probes",
            Summary = "what happens when a probe cannot be attached",
            Kind = ConfigKind.Word,
            Default = "error",
            Words = ["error", "warn", "ignore"],
            IsPerProbe = true,
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "map_order",
            Summary = "order in which maps print",
            Kind = ConfigKind.Word,
            Default = "value",
            Words = ["value", "value_desc", "key", "key_desc"],
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "map_key_format",
            Summary = "how integers in map keys print",
            Kind = ConfigKind.Word,
            Default = "default",
            Words = ["default", "hex"],
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "on_stack_limit",
            Summary = "largest object in bytes that lies on the stack",
            Kind = ConfigKind.Number,
            Default = "32",
        },
        new()
        {
            Name = "perf_rb_pages",
            Summary = "pages of the ring buffer; 0 by the memory of the target",
            Kind = ConfigKind.Number,
            Default = "0",
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "print_maps_on_exit",
            Summary = "print all maps at the end",
            Default = "true",
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "show_debug_info",
            Aliases = ["use_blazesym"],
            Summary = "file, line and inlined functions in stacks",
            Default = "true",
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "stack_mode",
            Summary = "form of stacks",
            Kind = ConfigKind.Word,
            Default = "bpftrace",
            Words = ["bpftrace", "perf", "raw", "build_id"],
            Stage = ConfigStage.CompileThenLoad,
        },
        new()
        {
            Name = "str_trunc_trailer",
            Summary = "what follows a string that was cut",
            Kind = ConfigKind.Text,
            Default = "..",
            Stage = ConfigStage.Load,
        },
        new()
        {
            Name = "unstable_import_statement",
            Summary = "allow import inside blocks",
            Kind = ConfigKind.Word,
            Default = "error",
            Words = UnstableWords,
        },
        new()
        {
            Name = "unstable_tseries",
            Summary = "allow tseries()",
            Kind = ConfigKind.Word,
            Default = "warn",
            Words = UnstableWords,
        },
        new()
        {
            Name = "unstable_typeinfo",
            Summary = "allow typeinfo()",
            Kind = ConfigKind.Word,
            Default = "error",
            Words = UnstableWords,
        },
        new()
        {
            Name = "unstable_dw_ustack",
            Summary = "allow dw_ustack()",
            Kind = ConfigKind.Word,
            Default = "warn",
            Words = UnstableWords,
        },
        new()
        {
            Name = "start_sync",
            Summary = "start and stop all probes at the same instant",
            Kind = ConfigKind.Word,
            Default = "auto",
            Words = ["auto", "on", "off"],
            Stage = ConfigStage.CompileThenLoad,
        },
        new()
        {
            Name = "start_sync_pairs",
            Summary = "count an exit only when its entry came since the start",
            Default = "false",
        },
        new() { Name = "symbol_source", Summary = "has no effect any more", State = ConfigState.Retired },
        new() { Name = "max_type_res_iterations", Summary = "has no effect any more", State = ConfigState.Retired },
        new() { Name = "unstable_addr", Summary = "has no effect any more", State = ConfigState.Retired },
        new() { Name = "unstable_import", Summary = "has no effect any more", State = ConfigState.Retired },
        new() { Name = "unstable_macro", Summary = "has no effect any more", State = ConfigState.Retired },
        new() { Name = "unstable_map_decl", Summary = "has no effect any more", State = ConfigState.Retired },
        new() { Name = "btf", Summary = "file with the kernel's BTF", State = ConfigState.EnvironmentOnly },
        new() { Name = "kernel_build", Summary = "folder of the kernel's build", State = ConfigState.EnvironmentOnly },
        new() { Name = "kernel_source", Summary = "folder of the kernel's source", State = ConfigState.EnvironmentOnly },
        new() { Name = "vmlinux", Summary = "file with the kernel's symbols", State = ConfigState.EnvironmentOnly },
    ];

    private static readonly FrozenDictionary<string, ConfigOptionDescriptor> ByName = All
        .SelectMany(row => row.OldNames.Concat(row.Aliases).Append(row.Name).Distinct().Select(name => (name, row)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.row);

    /// <summary>The row of a key in any case and with or without the prefix <c>BPFTRACE_</c>, or null.</summary>
    public static ConfigOptionDescriptor? Find(string key) => ByName.GetValueOrDefault(Normalize(key));

    /// <summary>The key in lower case without prefix.</summary>
    public static string Normalize(string key)
    {
        var lower = key.ToLowerInvariant();
        return lower.StartsWith("bpftrace_", StringComparison.Ordinal) ? lower["bpftrace_".Length..]
            : lower.StartsWith("tracegate_", StringComparison.Ordinal) ? lower["tracegate_".Length..]
            : lower;
    }

    /// <summary>A value in canonical form, or null when the option does not take it.</summary>
    public static string? Canonical(ConfigOptionDescriptor option, string value)
    {
        switch (option.Kind)
        {
            case ConfigKind.Boolean:
                return value.ToLowerInvariant() switch
                {
                    "1" or "true" or "on" or "yes" => "true",
                    "0" or "false" or "off" or "no" => "false",
                    _ => null,
                };
            case ConfigKind.Number:
                return ulong.TryParse(value, out _) ? value : null;
            case ConfigKind.Word:
                if (option.WordAliases.TryGetValue(value, out var word))
                    return word;
                return option.Words.FirstOrDefault(w => w.Equals(value, StringComparison.OrdinalIgnoreCase));
            default:
                return value;
        }
    }
}
