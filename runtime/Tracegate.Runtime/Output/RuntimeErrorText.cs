using System.Runtime.InteropServices;
using Tracegate.Contract;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Output;

/// <summary>Texts of runtime errors (M-out-rt, J-helper, J-rt).</summary>
internal static class RuntimeErrorText
{
    private const int TooBig = 7;
    private const int NoEntry = 2;

    /// <summary>Helper and code as they are told; V-full and V-read-miss are failures of map helpers too.</summary>
    public static (string Helper, long Code) Helper(RuntimeErrorKind kind, string helper, long code) => kind switch
    {
        RuntimeErrorKind.MapFull => ("map_update_elem", -TooBig),
        RuntimeErrorKind.MissingElement => ("map_lookup_elem", 0),
        RuntimeErrorKind.Helper => (helper.StartsWith("bpf_", StringComparison.Ordinal) ? helper[4..] : helper, code),
        _ => ("", 0),
    };

    /// <summary>What went wrong, with advice where there is one.</summary>
    public static string Describe(RuntimeErrorKind kind, string helper, long code) => (kind, helper, code) switch
    {
        (RuntimeErrorKind.DivideByZero, _, _) =>
            "Divide or modulo by 0 detected. This can lead to unexpected results. 1 is being used as the result.",
        (RuntimeErrorKind.ArrayBounds, _, _) => "Array access out of bounds. This can lead to unexpected results.",
        (RuntimeErrorKind.CallNotNoted, _, _) =>
            "The kernel had no room to note the entry of a call, so its exit is not counted (start_sync_pairs).",
        (_, "map_update_elem", -TooBig) =>
            "Map full; can't update element. Try increasing max_map_keys config or manually setting the max entries in a"
            + " map declaration e.g. `let @a = hash(5000)`",
        (_, "map_delete_elem", -NoEntry) => "Can't delete map element because it does not exist.",
        (_, "map_lookup_elem", _) => "Can't lookup map element because it does not exist.",
        _ => Errno(code),
    };

    /// <summary>The C library's text for a negative return code.</summary>
    public static string Errno(long code) =>
        Marshal.PtrToStringUTF8(Libc.ErrorText((int)Math.Clamp(-code, int.MinValue, int.MaxValue))) ?? "";
}
