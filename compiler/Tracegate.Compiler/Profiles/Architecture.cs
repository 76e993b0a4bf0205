using System.Collections.Immutable;

namespace Tracegate.Compiler.Profiles;

/// <summary>A register as a probe's context holds it.</summary>
/// <param name="Name">The name that <c>reg()</c> takes.</param>
/// <param name="Offset">Its place in the context in bytes.</param>
public sealed record Register(string Name, int Offset);

/// <summary>What the processor family decides: the registers in <c>struct pt_regs</c> and the calling conventions.</summary>
public sealed record Architecture
{
    /// <summary>x86-64: System V calling convention, <c>struct pt_regs</c> as in the kernel's user-space ABI.</summary>
    public static Architecture X64 { get; } = new()
    {
        Name = "x86_64",
        Registers = [.. new[]
        {
            "r15", "r14", "r13", "r12", "bp", "bx", "r11", "r10", "r9", "r8", "ax", "cx", "dx", "si", "di",
            "orig_ax", "ip", "cs", "flags", "sp", "ss",
        }.Select((name, index) => new Register(name, index * 8))],
        ArgumentNames = ["di", "si", "dx", "cx", "r8", "r9"],
        ResultName = "ax",
        ProgramCounterName = "ip",
        StackPointerName = "sp",
        StackArgumentsOffset = 8,
        SyscallPrefix = "__x64_sys_",
    };

    private readonly string[] _argumentNames = [];

    /// <summary>The name that <c>uname -m</c> prints.</summary>
    public required string Name { get; init; }

    /// <summary>All registers of the context in its order.</summary>
    public required ImmutableArray<Register> Registers { get; init; }

    /// <summary>The integer arguments passed in registers, in order.</summary>
    public ImmutableArray<Register> Arguments => [.. _argumentNames.Select(Required)];

    /// <summary>The register of an integer result.</summary>
    public Register Result => Required(ResultName);

    /// <summary>The program counter.</summary>
    public Register ProgramCounter => Required(ProgramCounterName);

    /// <summary>The stack pointer.</summary>
    public Register StackPointer => Required(StackPointerName);

    /// <summary>Bytes from the stack pointer at a function's entry to its first argument on the stack.</summary>
    public required int StackArgumentsOffset { get; init; }

    /// <summary>What the kernel puts before a system call's name to form its function's name.</summary>
    public required string SyscallPrefix { get; init; }

    private string[] ArgumentNames { init => _argumentNames = value; }

    private string ResultName { get; init; } = "";

    private string ProgramCounterName { get; init; } = "";

    private string StackPointerName { get; init; } = "";

    /// <summary>The register with a name, or null.</summary>
    public Register? Find(string name) => Registers.FirstOrDefault(register => register.Name == name);

    private Register Required(string name) => Registers.First(register => register.Name == name);
}
