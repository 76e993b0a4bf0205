using System.Collections.Immutable;
using System.Globalization;
using Tracegate.Contract;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// Compares the tracepoint fields that compiled code relies on with the running kernel's format file
/// (<c>field:TYPE NAME; offset:N; size:N; signed:N;</c>).
/// </summary>
internal static class TracepointFormat
{
    // trace_event_raw_sys_enter and sys_exit: 8 bytes common, 8 bytes number, then the words of the arguments.
    private const int SyscallArguments = 16;
    private const int SyscallWord = 8;

    /// <summary>What is different, or null when the code fits.</summary>
    internal static string? Check(string category, string name, ImmutableArray<TracepointFieldInfo> expected)
    {
        if (expected.IsDefaultOrEmpty)
            return null;
        var text = KernelFile.Read($"{Tracefs.Root}/events/{category}/{name}/format", out var error);
        if (error != 0)
            return $"its format file cannot be read: {Errno.Describe(error)}";
        foreach (var field in expected)
        {
            if (Find(text, field.Name) is not var (offset, size))
                return $"this kernel's tracepoint has no field '{field.Name}'";
            if (field.Index >= 0 && offset != SyscallArguments + (SyscallWord * field.Index))
                return $"field '{field.Name}' is not argument {field.Index} in this kernel";
            if (field.Index < 0 && field.Size != 0 && size != field.Size)
                return $"field '{field.Name}' has {size} bytes in this kernel, not {field.Size}";
        }

        return null;
    }

    private static (int Offset, int Size)? Find(string format, string name)
    {
        foreach (var line in format.AsSpan().EnumerateLines())
        {
            var start = line.IndexOf("field:");
            if (start < 0)
                continue;
            var rest = line[(start + 6)..];
            var end = rest.IndexOf(';');
            if (end < 0 || !Name(rest[..end]).SequenceEqual(name))
                continue;
            return (Number(rest, "offset:"), Number(rest, "size:"));
        }

        return null;
    }

    // The last word of the declaration, without the brackets of an array.
    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> declaration)
    {
        var bracket = declaration.LastIndexOf('[');
        if (bracket > 0 && declaration.EndsWith("]") && declaration[bracket - 1] != ' ')
            declaration = declaration[..bracket];
        return declaration[(declaration.LastIndexOfAny(' ', '*') + 1)..];
    }

    private static int Number(ReadOnlySpan<char> text, ReadOnlySpan<char> label)
    {
        var start = text.IndexOf(label);
        if (start < 0)
            return -1;
        text = text[(start + label.Length)..];
        var end = text.IndexOf(';');
        return end > 0 && int.TryParse(text[..end], CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}
