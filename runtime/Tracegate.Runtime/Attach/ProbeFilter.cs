using System.Runtime.InteropServices;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// O-filter: a POSIX extended regular expression that names of probes must contain a match of. The C library's, which
/// adds 80 KB to the runner. It lives as long as the process.
/// </summary>
public sealed unsafe class ProbeFilter
{
    // More than the regex_t of any C library.
    private const int StateSize = 256;
    private readonly void* state;

    private ProbeFilter(void* state) => this.state = state;

    /// <summary>Compiles an expression.</summary>
    /// <exception cref="FaultException">It is none.</exception>
    public static ProbeFilter Parse(string expression)
    {
        var state = NativeMemory.AllocZeroed(StateSize);
        int error;
        fixed (byte* text = NativeText.Bytes(expression))
            error = Libc.regcomp(state, text, Libc.RegexExtended | Libc.RegexNoMatches);
        if (error == 0)
            return new(state);
        Span<byte> reason = stackalloc byte[StateSize];
        fixed (byte* buffer = reason)
            _ = Libc.regerror(error, state, buffer, StateSize);
        NativeMemory.Free(state);
        var length = reason.IndexOf((byte)0);
        throw Faults.Usage.With($"--probe-filter: '{expression}' is no regular expression: {System.Text.Encoding.UTF8.GetString(reason[..length])}");
    }

    /// <summary>Whether a name matches.</summary>
    public bool Matches(string name)
    {
        fixed (byte* text = NativeText.Bytes(name))
            return Libc.regexec(state, text, 0, null, 0) == 0;
    }
}
