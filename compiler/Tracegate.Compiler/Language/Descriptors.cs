namespace Tracegate.Compiler.Language;

/// <summary>What the programs of a probe type may use (LANGUAGE 2.3).</summary>
[Flags]
public enum ProbeCapabilities
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>P-ok-argN.</summary>
    ArgN = 1 << 0,

    /// <summary>P-ok-args.</summary>
    Args = 1 << 1,

    /// <summary>P-ok-retval.</summary>
    Retval = 1 << 2,

    /// <summary>P-ok-ctx.</summary>
    Ctx = 1 << 3,

    /// <summary>P-ok-func.</summary>
    Func = 1 << 4,

    /// <summary>P-ok-reg.</summary>
    Reg = 1 << 5,

    /// <summary>P-ok-uaddr.</summary>
    Uaddr = 1 << 6,

    /// <summary>P-ok-path.</summary>
    Path = 1 << 7,

    /// <summary>P-ok-skb.</summary>
    Skb = 1 << 8,

    /// <summary>P-ok-override.</summary>
    Override = 1 << 9,

    /// <summary>P-ok-signal.</summary>
    Signal = 1 << 10,
}

/// <summary>What the context pointer of a program points to.</summary>
public enum ContextKind
{
    /// <summary>Nothing of use.</summary>
    None,

    /// <summary><c>struct pt_regs</c>.</summary>
    Registers,

    /// <summary><c>struct bpf_perf_event_data</c>: registers first.</summary>
    PerfEvent,

    /// <summary>The tracepoint's record.</summary>
    Tracepoint,

    /// <summary>An array of 8-byte arguments (raw_tp, tp_btf, fentry, fexit).</summary>
    Arguments,

    /// <summary><c>struct bpf_iter__*</c>.</summary>
    Iterator,
}
