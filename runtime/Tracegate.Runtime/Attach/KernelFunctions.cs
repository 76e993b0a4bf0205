using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>A kernel function; <paramref name="Module"/> is empty for the kernel itself.</summary>
internal readonly record struct KernelFunction(string Module, string Name);

/// <summary>
/// The functions that can be traced: tracefs' list of what ftrace can patch, or where that cannot be read the text
/// symbols of kallsyms without what the kernel itself forbids.
/// </summary>
internal static class KernelFunctions
{
    private static readonly string[] Untraceable = ["__pfx_", "__cfi_", "__ftrace_invalid_address___", "__kstrtab"];

    /// <summary>The kernel's list of what can be traced.</summary>
    internal static string DefaultList => Tracefs.Root + "/available_filter_functions";

    /// <summary>Functions whose module and name match, each once, in order of their names.</summary>
    /// <param name="module">Pattern, or null for any place.</param>
    /// <param name="name">Pattern.</param>
    /// <param name="list">A file of the same form to read instead (O-traceable), or null.</param>
    internal static List<KernelFunction> Match(string? module, string name, string? list)
    {
        var found = new List<KernelFunction>();
        var seen = new HashSet<KernelFunction>();
        foreach (var function in All(list))
        {
            if (Wildcard.IsMatch(name, function.Name)
                && (module is null || Wildcard.IsMatch(module, ModuleName(function)))
                && !function.Name.Contains(".part.", StringComparison.Ordinal)
                && seen.Add(function))
            {
                found.Add(function);
            }
        }

        found.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return found;
    }

    /// <summary>Address of a kernel symbol (F-kaddr); 0 when there is none or it is hidden.</summary>
    internal static ulong Address(string symbol)
    {
        foreach (var line in Lines("/proc/kallsyms"))
        {
            if (Parse(line) is var (address, _, function) && function.Name == symbol)
                return address;
        }

        return 0;
    }

    private static string ModuleName(KernelFunction function) =>
        function.Module.Length == 0 ? "vmlinux" : function.Module;

    private static IEnumerable<KernelFunction> All(string? list)
    {
        var path = list ?? DefaultList;
        var any = false;
        foreach (var line in Lines(path))
        {
            any = true;
            var parts = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 0 && IsTraceable(parts[0]))
                yield return new(parts.Length > 1 ? parts[1].Trim('[', ']') : "", parts[0]);
        }

        if (any || list is not null)
            yield break;
        var forbidden = Blacklist();
        foreach (var line in Lines("/proc/kallsyms"))
        {
            if (Parse(line) is var (_, kind, function)
                && kind is 't' or 'T'
                && IsTraceable(function.Name)
                && !forbidden.Contains(function.Name))
            {
                yield return function;
            }
        }
    }

    private static bool IsTraceable(string name)
    {
        foreach (var prefix in Untraceable)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    // Lines "0xSTART-0xEND	name".
    private static HashSet<string> Blacklist()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Lines("/sys/kernel/debug/kprobes/blacklist"))
            names.Add(line[(line.LastIndexOf('\t') + 1)..]);
        return names;
    }

    // "ffffffff81000000 T name [module]".
    private static (ulong Address, char Kind, KernelFunction Function)? Parse(string line)
    {
        var parts = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3 || !ulong.TryParse(parts[0], System.Globalization.NumberStyles.HexNumber, null, out var address))
            return null;
        return (address, parts[1][0], new(parts.Length > 3 ? parts[3].Trim('[', ']') : "", parts[2]));
    }

    private static string[] Lines(string path)
    {
        var text = KernelFile.Read(path, out var error);
        return error == 0 ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
    }
}
