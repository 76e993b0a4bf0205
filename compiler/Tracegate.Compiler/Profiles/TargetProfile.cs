using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Dwarf;

namespace Tracegate.Compiler.Profiles;

/// <summary>
/// All that a compilation knows about the kernel it compiles for: types, tracepoints, features. Each part is read when
/// first asked for, so that a script that needs none costs nothing. A missing part is a <see cref="ProfileProblem"/>.
/// </summary>
public sealed class TargetProfile
{
    private const string IteratorPrefix = "bpf_iter__";

    private readonly ProfileSource _source;
    private readonly Lazy<(BtfView? Types, ProfileProblem? Problem)> _types;
    private readonly Lazy<(ImmutableArray<TracepointName> Names, ProfileProblem? Problem)> _tracepoints;
    private readonly Lazy<KernelFeatures> _features;
    private readonly ConcurrentDictionary<TracepointName, Tracepoint?> _bound = new();

    /// <summary>A profile of what a source delivers.</summary>
    public TargetProfile(ProfileSource source)
    {
        _source = source;
        _types = new(source.OpenTypes);
        _tracepoints = new(source.ListTracepoints);
        _features = new(() => new KernelFeatures(Types));
    }

    /// <summary><c>host</c>, <c>reference</c> or the file's name.</summary>
    public string Name => _source.Name;

    /// <summary>The kernel's release, as <c>uname -r</c> prints it.</summary>
    public string Release => _source.Release;

    /// <summary>Registers and calling conventions.</summary>
    public Architecture Architecture => _source.Architecture;

    /// <summary>The kernel's types; null when they are not known.</summary>
    public BtfView? Types => _types.Value.Types;

    /// <summary>Why <see cref="Types"/> is null.</summary>
    public ProfileProblem? TypesProblem => _types.Value.Problem;

    /// <summary>All tracepoints, for wildcards and suggestions; empty when they are not known.</summary>
    public ImmutableArray<TracepointName> Tracepoints => _tracepoints.Value.Names;

    /// <summary>Why <see cref="Tracepoints"/> is empty.</summary>
    public ProfileProblem? TracepointsProblem => _tracepoints.Value.Problem;

    /// <summary>What the kernel's BPF can do.</summary>
    public KernelFeatures Features => _features.Value;

    /// <summary>The kernel's types, or why there are none.</summary>
    public bool TryGetTypes([NotNullWhen(true)] out BtfView? types, [NotNullWhen(false)] out ProfileProblem? problem)
    {
        (types, problem) = _types.Value;
        return types is not null;
    }

    /// <summary>A tracepoint and how its fields are read; null when the target has none of this name.</summary>
    public Tracepoint? FindTracepoint(string category, string name) =>
        _bound.GetOrAdd(new TracepointName(category, name), static (key, profile) =>
            profile._source.ReadFormat(key) is { } text ? TracepointBinder.Bind(TracepointFormat.Parse(key, text), profile.Types) : null, this);

    /// <summary>
    /// The arguments of a raw tracepoint in the order of the context's 8-byte words; null when the target has none of
    /// this name. Names come from the functions that the kernel generates for it; the typedef alone has types only.
    /// </summary>
    public ImmutableArray<BtfParameter>? RawTracepointArguments(string name)
    {
        if (Types is not { } types || types.FindTypedef("btf_trace_" + name) is not { } typedef)
            return null;
        BtfFunctionProto? declared = (typedef.Target.Resolved as BtfPointer)?.Target as BtfFunctionProto;
        BtfFunctionProto? proto = types.FindFunction("__probestub_" + name)?.Proto
            ?? types.FindFunction("__traceiter_" + name)?.Proto ?? declared;
        // The first parameter is the tracer's own.
        return proto is null || proto.Parameters.IsEmpty ? null : [.. proto.Parameters.Skip(1)];
    }

    /// <summary>The parameters and result of a kernel function, for fentry and kprobe arguments by name; null when it is not known.</summary>
    public BtfFunctionProto? FunctionSignature(string name, string? module = null) => Types?.FindFunction(name, module)?.Proto;

    /// <summary>The parameters of a function of a program or library, by its debug info; null when they are not known (P-ok-args).</summary>
    public ImmutableArray<UserParameter>? UserParameters(string binary, string function) => _source.UserParameters(binary, function);

    /// <summary>The context of <c>iter:NAME</c>; null when the target has no such iterator.</summary>
    public BtfComposite? IteratorContext(string name) => Types?.FindStruct(IteratorPrefix + name);

    /// <summary>The names of all iterators.</summary>
    public IEnumerable<string> Iterators => Types?.Files
        .SelectMany(file => file.WithPrefix(BtfKind.Struct, IteratorPrefix)).Select(type => type.Name[IteratorPrefix.Length..])
        .Where(name => !name.Contains("__", StringComparison.Ordinal)) ?? [];

    /// <summary>The names of all raw tracepoints.</summary>
    public IEnumerable<string> RawTracepoints => Types?.Files
        .SelectMany(file => file.WithPrefix(BtfKind.Typedef, "btf_trace_")).Select(type => type.Name["btf_trace_".Length..]) ?? [];

    /// <summary>The text of a tracepoint's format file, for writing a profile.</summary>
    internal string? ReadFormat(TracepointName name) => _source.ReadFormat(name);
}

/// <summary>Where a profile's parts come from.</summary>
public abstract class ProfileSource
{
    /// <summary><c>host</c>, <c>reference</c> or the file's name.</summary>
    public abstract string Name { get; }

    /// <summary>The kernel's release.</summary>
    public abstract string Release { get; }

    /// <summary>Registers and calling conventions.</summary>
    public virtual Architecture Architecture => Architecture.X64;

    /// <summary>Opens the kernel's types, or says why there are none.</summary>
    public abstract (BtfView? Types, ProfileProblem? Problem) OpenTypes();

    /// <summary>Lists the tracepoints, or says why there are none.</summary>
    public abstract (ImmutableArray<TracepointName> Names, ProfileProblem? Problem) ListTracepoints();

    /// <summary>The parameters of a function of a program or library; null when they are not known.</summary>
    public virtual ImmutableArray<UserParameter>? UserParameters(string binary, string function) => null;

    /// <summary>The text of a tracepoint's format file; null when there is none.</summary>
    public abstract string? ReadFormat(TracepointName name);
}
