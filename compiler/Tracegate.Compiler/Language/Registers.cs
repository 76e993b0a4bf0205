using System.Collections.Immutable;

namespace Tracegate.Compiler.Language;

/// <summary>Registers of x86-64 in <c>struct pt_regs</c> (arch/x86/include/asm/ptrace.h), a fixed ABI.</summary>
public static class Registers
{
    private static readonly ImmutableArray<string> Order =
    [
        "r15", "r14", "r13", "r12", "bp", "bx", "r11", "r10", "r9", "r8", "ax", "cx", "dx", "si", "di",
        "orig_ax", "ip", "cs", "flags", "sp", "ss",
    ];

    private static readonly ImmutableArray<string> ArgumentOrder = ["di", "si", "dx", "cx", "r8", "r9"];

    /// <summary>The names that <c>reg()</c> takes.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Order, "orig_rax", "pc"];

    /// <summary>Number of argument registers (P-ok-argN).</summary>
    public static int ArgumentCount => ArgumentOrder.Length;

    /// <summary>Byte offset of a register in <c>pt_regs</c>, or null for an unknown name.</summary>
    public static int? Offset(string name) => Order.IndexOf(Canonical(name)) is >= 0 and var index ? 8 * index : null;

    /// <summary>Byte offset of the register that holds argument <paramref name="index"/> at a function's entry.</summary>
    public static int ArgumentOffset(int index) => Offset(ArgumentOrder[index])!.Value;

    private static string Canonical(string name) => name switch
    {
        "pc" => "ip",
        "orig_rax" => "orig_ax",
        _ => name,
    };
}
