using System.Collections.Immutable;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Dwarf;

namespace Tracegate.Compiler.Profiles;

/// <summary>The profile of the kernel that runs. The only place of the compiler that looks at the machine.</summary>
public sealed class HostProfile : ProfileSource
{
    private readonly string _root;
    private readonly string _types;
    private readonly string[] _tracefsFolders;
    private readonly UserBinaries _binaries = new();

    private HostProfile(string root, string? types)
    {
        _root = root;
        _types = string.IsNullOrEmpty(types) ? Path.Combine(BtfFolder, "vmlinux") : types;
        _tracefsFolders = [Path.Join(root, "sys/kernel/tracing"), Path.Join(root, "sys/kernel/debug/tracing")];
    }

    /// <inheritdoc/>
    public override string Name => "host";

    /// <inheritdoc/>
    public override string Release => File.Exists(Path.Join(_root, "proc/sys/kernel/osrelease"))
        ? File.ReadAllText(Path.Join(_root, "proc/sys/kernel/osrelease")).Trim() : Environment.OSVersion.Version.ToString();

    private string BtfFolder => Path.Join(_root, "sys/kernel/btf");

    /// <summary>The profile.</summary>
    /// <param name="root">Where <c>sys</c> and <c>proc</c> are found.</param>
    /// <param name="types">File with the kernel's BTF, or null for the kernel's own (O-env, BPFTRACE_BTF).</param>
    public static TargetProfile Create(string root = "/", string? types = null) => new(new HostProfile(root, types));

    /// <inheritdoc/>
    public override (BtfView? Types, ProfileProblem? Problem) OpenTypes()
    {
        return TryOpen(_types, null, out BtfFile? kernel, out string error)
            ? (new BtfView(kernel!, () => OpenModules(kernel!)), null)
            : (null, new ProfileProblem(ProfileDiagnostics.NoKernelTypes, _types, error));
    }

    /// <inheritdoc/>
    public override (ImmutableArray<TracepointName> Names, ProfileProblem? Problem) ListTracepoints()
    {
        foreach (string folder in _tracefsFolders)
        {
            string path = Path.Combine(folder, "available_events");
            try
            {
                if (File.Exists(path))
                    return ([.. File.ReadLines(path).Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
                        .Select(parts => new TracepointName(parts[0], parts[1]))
                        .OrderBy(name => name.Category, StringComparer.Ordinal).ThenBy(name => name.Event, StringComparer.Ordinal)], null);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return ([], new ProfileProblem(ProfileDiagnostics.NoTracefs, exception.Message));
            }
        }
        return ([], new ProfileProblem(ProfileDiagnostics.NoTracefs, $"{_tracefsFolders[0]} is not mounted or not readable"));
    }

    /// <inheritdoc/>
    public override ImmutableArray<UserParameter>? UserParameters(string binary, string function) => _binaries.Parameters(binary, function);

    /// <inheritdoc/>
    public override string? ReadFormat(TracepointName name)
    {
        // A name with a separator is not a name.
        if (name.Category.Contains('/', StringComparison.Ordinal) || name.Event.Contains('/', StringComparison.Ordinal))
            return null;
        foreach (string folder in _tracefsFolders)
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "events", name.Category, name.Event, "format"));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
        return null;
    }

    private ImmutableArray<BtfFile> OpenModules(BtfFile kernel)
    {
        var modules = ImmutableArray.CreateBuilder<BtfFile>();
        foreach (string path in (Directory.Exists(BtfFolder) ? Directory.GetFiles(BtfFolder) : []).Order(StringComparer.Ordinal))
            if (Path.GetFileName(path) != "vmlinux" && TryOpen(path, kernel, out BtfFile? module, out _))
                modules.Add(module!);
        return modules.ToImmutable();
    }

    private static bool TryOpen(string path, BtfFile? baseFile, out BtfFile? file, out string error)
    {
        file = null;
        try
        {
            bool opened = BtfFile.TryOpen(MappedFile.Read(path), Path.GetFileName(path), baseFile, out file, out string? reason);
            error = reason ?? "";
            return opened;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            return false;
        }
    }
}
