using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.CodeGen.Calls;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Language;

/// <summary>Builtins that tell of the machine and the time (LANGUAGE section 3).</summary>
internal static class SystemBuiltins
{
    public static ImmutableArray<BuiltinDescriptor> Rows { get; } =
    [
        new()
        {
            Name = "nsecs",
            Summary = "nanoseconds since boot",
            Emit = SystemCode.Nsecs,
            Type = _ => IntegerType.UInt64,
        },
        new()
        {
            Name = "elapsed",
            Summary = "nanoseconds since the start gate opened",
            NeedsStart = true,
            Emit = SystemCode.Elapsed,
            Type = _ => IntegerType.UInt64,
        },
        new()
        {
            Name = "jiffies",
            Summary = "the kernel's 64-bit tick counter",
            Emit = SystemCode.Jiffies,
            Type = _ => IntegerType.UInt64,
        },
        new()
        {
            Name = "cpu",
            Summary = "number of the processor",
            IsSteady = true,
            Emit = SystemCode.Cpu,
            Type = _ => IntegerType.UInt64,
        },
        new()
        {
            Name = "numaid",
            Summary = "number of the NUMA node",
            Emit = SystemCode.NumaNode,
            Type = _ => IntegerType.UInt64,
        },
        new()
        {
            Name = "rand",
            Summary = "32 pseudo-random bits",
            Emit = SystemCode.Random,
            Type = _ => IntegerType.UInt64,
        },
        new()
        {
            Name = "ncpus",
            Summary = "number of processors of the target",
            Type = _ => IntegerType.UInt64,
            Bind = (_, span) => new BoundLoadConstant(span, IntegerType.UInt64, LoadConstantKind.CpuCount, ""),
        },
    ];
}
