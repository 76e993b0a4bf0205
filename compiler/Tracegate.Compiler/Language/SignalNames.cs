using System.Collections.Immutable;

namespace Tracegate.Compiler.Language;

/// <summary>Names of signals of x86-64 by number (arch/x86/include/uapi/asm/signal.h).</summary>
public static class SignalNames
{
    /// <summary>Names; the number is the index + 1.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE",
        "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT",
        "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU",
        "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    /// <summary>Number of a name with or without <c>SIG</c>, or null.</summary>
    public static int? Number(string name)
    {
        var full = name.StartsWith("SIG", StringComparison.Ordinal) ? name : "SIG" + name;
        return All.IndexOf(full) is >= 0 and var index ? index + 1 : null;
    }
}
