using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tracegate.Compiler.Btf;

namespace Tracegate.Compiler.Profiles;

/// <summary>
/// A target profile in a file: a zip archive with <c>profile.json</c> (format, release, architecture), <c>vmlinux.btf</c>,
/// <c>modules/NAME.btf</c> and <c>tracepoints</c>, where each tracepoint is a line <c>== CATEGORY:EVENT</c> and the fields of
/// its format file.
/// </summary>
public sealed class ProfileFile : ProfileSource
{
    /// <summary>The highest format that is read; the format that is written.</summary>
    public const int Format = 1;

    private const string Header = "profile.json";
    private const string KernelEntry = "vmlinux.btf";
    private const string ModuleFolder = "modules/";
    private const string TracepointEntry = "tracepoints";
    private const string Separator = "== ";

    // Archives of the same profile have the same bytes.
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ImmutableDictionary<string, byte[]> _types;
    private readonly Lazy<ImmutableDictionary<TracepointName, string>> _tracepoints;

    private ProfileFile(string name, string release, ImmutableDictionary<string, byte[]> types, string tracepoints)
    {
        Name = name;
        Release = release;
        _types = types;
        _tracepoints = new(() => ParseTracepoints(tracepoints));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Release { get; }

    /// <summary>Opens a profile.</summary>
    /// <param name="stream">The archive; it must be seekable.</param>
    /// <param name="name">The name that the profile and its problems carry.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="problem">Why it cannot be opened.</param>
    public static bool TryOpen(
        Stream stream, string name, [NotNullWhen(true)] out TargetProfile? profile, [NotNullWhen(false)] out ProfileProblem? problem)
    {
        profile = null;
        problem = null;
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            using JsonDocument header = JsonDocument.Parse(Bytes(archive, Header));
            int format = header.RootElement.GetProperty("format").GetInt32();
            if (format > Format)
                problem = new ProfileProblem(ProfileDiagnostics.NewerFile, name, format, Format);
            else
                profile = new TargetProfile(new ProfileFile(
                    name, header.RootElement.GetProperty("release").GetString() ?? "",
                    archive.Entries.Where(entry => entry.FullName.EndsWith(".btf", StringComparison.Ordinal))
                        .ToImmutableDictionary(entry => entry.FullName, entry => Bytes(archive, entry.FullName)),
                    Encoding.UTF8.GetString(Bytes(archive, TracepointEntry))));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            problem = new ProfileProblem(ProfileDiagnostics.UnreadableFile, name, exception.Message);
        }
        return problem is null;
    }

    /// <summary>Writes a profile: all of it, or a selection.</summary>
    public static void Write(Stream stream, TargetProfile profile, ProfileSelection? selection = null)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (Stream header = Create(archive, Header))
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("release", profile.Release);
            json.WriteString("architecture", profile.Architecture.Name);
            json.WriteEndObject();
        }
        if (selection is not null)
            Add(archive, KernelEntry, BtfSubset.Cut(selection.Types));
        else if (profile.Types is { } types)
        {
            Add(archive, KernelEntry, types.Kernel.Data);
            foreach (BtfFile module in types.Modules)
                Add(archive, ModuleFolder + module.Name + ".btf", module.Data);
        }
        Add(archive, TracepointEntry, Encoding.UTF8.GetBytes(WriteTracepoints(profile, selection?.Tracepoints ?? profile.Tracepoints)));
    }

    /// <inheritdoc/>
    public override (BtfView? Types, ProfileProblem? Problem) OpenTypes()
    {
        if (!_types.TryGetValue(KernelEntry, out byte[]? data))
            return Unreadable("it has no types");
        return BtfFile.TryOpen(data, "vmlinux", null, out BtfFile? kernel, out string? error)
            ? (new BtfView(kernel, () => OpenModules(kernel)), null) : Unreadable("its types: " + error);

        (BtfView?, ProfileProblem?) Unreadable(string reason) => (null, new ProfileProblem(ProfileDiagnostics.UnreadableFile, Name, reason));
    }

    /// <inheritdoc/>
    public override (ImmutableArray<TracepointName> Names, ProfileProblem? Problem) ListTracepoints() =>
        ([.. _tracepoints.Value.Keys.OrderBy(name => name.Category, StringComparer.Ordinal).ThenBy(name => name.Event, StringComparer.Ordinal)], null);

    /// <inheritdoc/>
    public override string? ReadFormat(TracepointName name) => _tracepoints.Value.GetValueOrDefault(name);

    private ImmutableArray<BtfFile> OpenModules(BtfFile kernel)
    {
        var modules = ImmutableArray.CreateBuilder<BtfFile>();
        foreach ((string entry, byte[] data) in _types.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            if (entry.StartsWith(ModuleFolder, StringComparison.Ordinal)
                && BtfFile.TryOpen(data, Path.GetFileNameWithoutExtension(entry), kernel, out BtfFile? module, out _))
                modules.Add(module);
        return modules.ToImmutable();
    }

    private static ImmutableDictionary<TracepointName, string> ParseTracepoints(string text)
    {
        var result = ImmutableDictionary.CreateBuilder<TracepointName, string>();
        foreach (string section in text.Split(Separator, StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = section.Split('\n', 2);
            if (parts.Length == 2 && parts[0].Split(':', 2) is [var category, var name])
                result[new TracepointName(category, name)] = parts[1];
        }
        return result.ToImmutable();
    }

    private static string WriteTracepoints(TargetProfile profile, ImmutableArray<TracepointName> names)
    {
        var text = new StringBuilder();
        foreach (TracepointName name in names.Distinct())
        {
            if (profile.ReadFormat(name) is not { } format)
                continue;
            text.Append(Separator).Append(name).Append('\n');
            foreach (string line in format.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("field:", StringComparison.Ordinal)))
                text.Append(line).Append('\n');
        }
        return text.ToString();
    }

    private static byte[] Bytes(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw new InvalidDataException($"it has no {name}");
        using Stream stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static void Add(ZipArchive archive, string name, ReadOnlyMemory<byte> data)
    {
        using Stream stream = Create(archive, name);
        stream.Write(data.Span);
    }

    private static Stream Create(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Timestamp;
        return entry.Open();
    }
}
