using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Symbols;

/// <summary>Names of user addresses, from the files that processes map. Everything is read when first needed.</summary>
/// <param name="demangle">C-cpp_demangle.</param>
/// <param name="cache">C-cache_user_symbols: whether mappings of a process are kept.</param>
/// <param name="debugDirectories">O-debuginfo: searched before /usr/lib/debug.</param>
public sealed class UserSymbols(bool demangle = true, bool cache = true, IReadOnlyList<string>? debugDirectories = null)
{
    // New mappings (dlopen, exec) are looked for at most this often in a process.
    private const long RefreshMilliseconds = 100;
    private const ulong PageSize = 4096;

    private readonly Dictionary<uint, Process> processes = [];
    private readonly Dictionary<string, ElfSymbols?> files = [];
    private MappingLog? log;
    private readonly IReadOnlyList<string> debugDirectories = [.. debugDirectories ?? [], "/usr/lib/debug"];

    /// <summary>
    /// Takes down what a process and its descendants map from now on: their addresses resolve after their end, too.
    /// </summary>
    /// <param name="pid">A process that has not run yet.</param>
    /// <returns>Descriptors that become readable when <see cref="TakeMappings"/> has something to do.</returns>
    public IEnumerable<int> Follow(int pid)
    {
        log = MappingLog.Open(pid);
        return log?.Descriptors ?? [];
    }

    /// <summary>Takes down what followed processes have mapped, and opens the files while they are there.</summary>
    public void TakeMappings() => log?.Drain();

    /// <summary>Appends the symbol, or the address if there is none (M-out-sym).</summary>
    /// <param name="to">Where to append.</param>
    /// <param name="address">Virtual address in the process.</param>
    /// <param name="pid">Pid as this process sees it.</param>
    /// <param name="fallback">File that serves when the process is gone; may be empty.</param>
    /// <param name="function">Function of that file that the address may be the start of; may be empty.</param>
    /// <param name="offset">Whether <c>+N</c> follows.</param>
    /// <param name="module">Whether <c>(path)</c> follows.</param>
    public void Append(
        Utf8Buffer to, ulong address, uint pid, string fallback, string function, bool offset, bool module)
    {
        var followed = log?.Find(pid, address);
        var process = followed is null ? GetProcess(pid) : GetFollowed(pid);
        var mapping = followed ?? process.Maps?.Find(address) ?? Refresh(process)?.Find(address);
        if (mapping is not null)
        {
            if (AppendMapped(to, address, pid, process, mapping, offset, module))
                return;
        }
        else if (process.Maps is null && fallback.Length != 0 && GetFile(fallback, () => ReadFile(fallback)) is { } elf)
        {
            // Files are mapped by pages: the place in the page tells whether this is the function that was attached to.
            if (function.Length != 0 && elf.StartOf(function) is { } start && ((start ^ address) & (PageSize - 1)) == 0)
                address = start;
            // Otherwise right for programs that are not position-independent.
            if (AppendSymbol(to, elf, address, fallback, offset, module))
                return;
        }

        Addresses.Append(to, address);
        if (module)
            to.Append(" ([unknown])"u8);
    }

    private bool AppendMapped(
        Utf8Buffer to, ulong address, uint pid, Process process, Mapping mapping, bool offset, bool module)
    {
        if (mapping.Path.StartsWith('/'))
        {
            var elf = GetFile(mapping.File, () => ReadMapped(pid, mapping));
            return elf is not null
                && AppendSymbol(to, elf, elf.AddressOf(address - mapping.Start + mapping.FileOffset), mapping.Path, offset, module);
        }

        if (mapping.Path == "[vdso]")
        {
            // The kernel gives all processes the same.
            var elf = GetFile("[vdso]", () => ReadMemory(pid, mapping) ?? ReadOwn("[vdso]"));
            return elf is not null && AppendSymbol(to, elf, elf.AddressOf(address - mapping.Start), mapping.Path, offset, module);
        }

        if (!mapping.Executable)
            return false;
        process.Jit ??= JitSymbols.Read(pid);
        var name = process.Jit.Find(address, out var distance);
        if (name.IsEmpty)
            return false;
        AppendName(to, name, distance, offset);
        AppendModule(to, process.Jit.Path, module);
        return true;
    }

    private bool AppendSymbol(Utf8Buffer to, ElfSymbols elf, ulong address, string path, bool offset, bool module)
    {
        var name = elf.Find(address, out var distance);
        if (name.IsEmpty)
            return false;
        AppendName(to, name, distance, offset);
        AppendModule(to, path, module);
        return true;
    }

    private void AppendName(Utf8Buffer to, ReadOnlySpan<byte> name, ulong distance, bool offset)
    {
        if (!demangle || !name.StartsWith("_Z"u8) || !Demangler.TryAppend(to, name))
            to.Append(name);
        if (!offset)
            return;
        to.Append((byte)'+');
        to.AppendDecimal(distance);
    }

    private static void AppendModule(Utf8Buffer to, string path, bool module)
    {
        if (!module)
            return;
        to.Append(" ("u8);
        to.Append(path);
        to.Append((byte)')');
    }

    private Process GetProcess(uint pid)
    {
        if (cache && processes.TryGetValue(pid, out var known))
            return known;
        return processes[pid] = new Process(pid) { Maps = ProcessMaps.Read(pid), Read = Environment.TickCount64 };
    }

    // Its mappings are in the log.
    private Process GetFollowed(uint pid) =>
        processes.TryGetValue(pid, out var known) ? known : processes[pid] = new Process(pid);

    // Null when it is too early, or the process is gone: then what is known stays.
    private static ProcessMaps? Refresh(Process process)
    {
        var now = Environment.TickCount64;
        if (process.Maps is null || now - process.Read < RefreshMilliseconds)
            return null;
        process.Read = now;
        var maps = ProcessMaps.Read(process.Pid);
        if (maps is not null)
            (process.Maps, process.Jit) = (maps, null);
        return maps;
    }

    private ElfSymbols? GetFile(string key, Func<ElfSymbols?> read)
    {
        if (!files.TryGetValue(key, out var elf))
            files[key] = elf = read();
        return elf;
    }

    // map_files leads to the very file, also when it was replaced or deleted; of a process that is gone only the path
    // is left.
    private ElfSymbols? ReadMapped(uint pid, Mapping mapping) =>
        (log?.File(mapping) is { } open ? ReadOpen(open, mapping.Path) : null)
        ?? ReadFile($"/proc/{pid}/map_files/{mapping.Start:x}-{mapping.End:x}", mapping.Path)
        ?? ReadFile($"/proc/{pid}/root{mapping.Path}", mapping.Path)
        ?? ReadFile(mapping.Path);

    private ElfSymbols? ReadFile(string path, string? named = null)
    {
        if (SafeLines.Open(path) is not { } file)
            return null;
        using (file)
            return ReadOpen(file, named ?? path);
    }

    private ElfSymbols? ReadOpen(Microsoft.Win32.SafeHandles.SafeFileHandle file, string path)
    {
        var elf = ElfSymbols.Read(file);
        if (elf is { HasSymbolTable: false })
            AddDebugFile(elf, path);
        return elf;
    }

    private static ElfSymbols? ReadOwn(string name)
    {
        var self = (uint)Environment.ProcessId;
        return ProcessMaps.Read(self)?.Find(name) is { } mapping ? ReadMemory(self, mapping) : null;
    }

    private static ElfSymbols? ReadMemory(uint pid, Mapping mapping)
    {
        if (SafeLines.Open($"/proc/{pid}/mem") is not { } memory)
            return null;
        using (memory)
            return ElfSymbols.Read(memory, (long)mapping.Start);
    }

    private void AddDebugFile(ElfSymbols elf, string path)
    {
        foreach (var candidate in DebugFiles(elf, path))
        {
            if (SafeLines.Open(candidate) is not { } file)
                continue;
            using (file)
            {
                if (ElfSymbols.Read(file) is { HasSymbolTable: true } debug
                    && (elf.BuildId.Length == 0 || debug.BuildId.AsSpan().SequenceEqual(elf.BuildId)))
                {
                    elf.Add(debug);
                    return;
                }
            }
        }
    }

    private IEnumerable<string> DebugFiles(ElfSymbols elf, string path)
    {
        var directory = Path.GetDirectoryName(path) ?? "/";
        foreach (var root in debugDirectories)
        {
            if (elf.BuildId.Length > 1)
            {
                var id = Convert.ToHexStringLower(elf.BuildId);
                yield return $"{root}/.build-id/{id[..2]}/{id[2..]}.debug";
            }

            if (elf.DebugLink.Length != 0)
                yield return $"{root}{directory}/{elf.DebugLink}";
        }

        if (elf.DebugLink.Length == 0)
            yield break;
        yield return $"{directory}/.debug/{elf.DebugLink}";
        if (Path.GetFileName(path) != elf.DebugLink)
            yield return $"{directory}/{elf.DebugLink}";
    }

    private sealed class Process(uint pid)
    {
        public uint Pid { get; } = pid;

        public ProcessMaps? Maps { get; set; }

        public JitSymbols? Jit { get; set; }

        public long Read { get; set; }
    }
}
