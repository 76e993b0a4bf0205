using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// The program that a dispatcher attaches to <c>raw_syscalls:sys_enter</c> or <c>sys_exit</c>. It leaves out 32-bit system
/// calls, as the kernel's own syscall tracepoints do, and then runs the program that an array holds for the call's number.
/// The x32 calls have numbers above the array's end.
/// </summary>
internal static unsafe class DispatchProgram
{
    private const string Category = "raw_syscalls";

    // TS_COMPAT of arch/x86/include/asm/thread_info.h.
    private const ulong CompatFlag = 2;

    // Instructions: operation, registers, offset (16 bits from bit 16), immediate (from bit 32).
    private const ulong SaveContext = 0x16bf;
    private const ulong CallCurrentTask = 0x85 | (158UL << 32);
    private const ulong LoadStatus = 0x0061;
    private const ulong SkipIfSet = 0x45 | (5UL << 16);
    private const ulong LoadNumber = 0x6361 | (8UL << 16);
    private const ulong RestoreContext = 0x61bf;
    private const ulong LoadArray = 0x1218;
    private const ulong TailCall = 0x85 | (12UL << 32);
    private const ulong ReturnOne = 0xb7 | (1UL << 32);
    private const ulong Exit = 0x95;

    /// <summary>Whether this kernel has what it takes.</summary>
    internal static bool CanLoad() => StatusOffset() >= 0 && Tracefs.EventId(Category, "sys_enter") >= 0;

    /// <summary>Loads it: its descriptor, or a negative error number.</summary>
    /// <param name="array">Descriptor of the array of programs.</param>
    internal static int Load(int array)
    {
        var instructions = stackalloc ulong[]
        {
            SaveContext, CallCurrentTask, LoadStatus | ((ulong)StatusOffset() << 16), SkipIfSet | (CompatFlag << 32),
            LoadNumber, RestoreContext, LoadArray | ((ulong)array << 32), 0, TailCall, ReturnOne, Exit,
        };
        const int count = 11;
        fixed (byte* name = "dispatch\0"u8)
        fixed (byte* license = "GPL\0"u8)
            return LibbpfApi.bpf_prog_load(ProgramType.Tracepoint, name, license, (byte*)instructions, count, null);
    }

    // thread_info is the first member of task_struct where it is one at all (CONFIG_THREAD_INFO_IN_TASK, as on x86).
    private static int StatusOffset()
    {
        if (KernelBtf.Load() is not { } btf)
            return -1;
        var (outer, inner) = (btf.Offset("task_struct", "thread_info"), btf.Offset("thread_info", "status"));
        return outer >= 0 && inner >= 0 && outer + inner <= short.MaxValue ? outer + inner : -1;
    }
}
