using System.Reflection;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;

namespace Tracegate.Compiler.Llvm;

/// <summary>
/// Finds and loads libLLVM. It is never linked in, because its 14 ms of relocations would burden commands that do not
/// compile; <see cref="Preload"/> lets them pass while the script is being parsed.
/// </summary>
public static class LlvmLibrary
{
    /// <summary>Names a libLLVM to use instead of the one found.</summary>
    public const string PathVariable = "TRACEGATE_LIBLLVM";

    /// <summary>The oldest release whose C API and BPF target suffice (opaque pointers, the new pass manager's entry).</summary>
    public const int OldestVersion = 15;

    private const int PreferredVersion = 19;
    private const int NewestVersion = 30;

    private static readonly Lazy<nint> Handle = new(Load);

    // A library without it is not LLVM, or one without the BPF target.
    private const string RequiredExport = "LLVMInitializeBPFTarget";

    private static int preloads;

    /// <summary>Loads the library and registers the BPF target on a thread of its own; harmless when there is none.</summary>
    public static void Preload()
    {
        if (Handle.IsValueCreated || Interlocked.Exchange(ref preloads, 1) == 1)
            return;
        var thread = new Thread(() => TryLoad(out _)) { IsBackground = true, Name = "libLLVM" };

        // The process must not run the library's destructors while this thread is still in its constructors.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => thread.Join();
        thread.Start();
    }

    /// <summary>Loads the library once.</summary>
    /// <param name="error">What was looked for, when it was not found.</param>
    public static bool TryLoad(out LlvmError? error)
    {
        error = Handle.Value != 0 ? null : new LlvmError(
            LlvmStage.Load,
            $"no libLLVM from {OldestVersion} to {NewestVersion} found: install libllvm{PreferredVersion} or set {PathVariable} to its path",
            "", 0, 0);
        return error is null;
    }

    private static nint Load()
    {
        nint handle = 0;
        foreach (string candidate in Candidates())
            if (NativeLibrary.TryLoad(candidate, out handle) && NativeLibrary.TryGetExport(handle, RequiredExport, out _))
                break;
            else
                handle = 0;
        if (handle == 0)
            return 0;
        LLVM.ResolveLibrary += Resolve;
        LLVM.InitializeBPFTargetInfo();
        LLVM.InitializeBPFTarget();
        LLVM.InitializeBPFTargetMC();
        LLVM.InitializeBPFAsmPrinter();
        LLVM.InitializeBPFAsmParser();
        return handle;

        nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == "libLLVM" ? handle : 0;
    }

    /// <summary>The override alone, else a copy beside the executable, then the system's, the preferred release first.</summary>
    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path)
            return [path];
        IEnumerable<int> versions = Enumerable.Range(OldestVersion, NewestVersion - OldestVersion + 1)
            .OrderByDescending(version => version == PreferredVersion).ThenByDescending(version => version);
        return [Path.Combine(AppContext.BaseDirectory, "libLLVM.so"), .. versions.SelectMany(Names)];
    }

    // Distributions disagree: soname libLLVM.so.19.1 or libLLVM-19.so.1, in the loader's path or below /usr/lib/llvm-19.
    private static IEnumerable<string> Names(int version) =>
    [
        $"libLLVM.so.{version}.1", $"libLLVM-{version}.so.1", $"libLLVM-{version}.so",
        $"/usr/lib/llvm-{version}/lib/libLLVM.so.1", $"/usr/lib/llvm-{version}/lib/libLLVM.so",
        $"/usr/lib/llvm{version}/lib/libLLVM.so", $"/usr/lib64/llvm{version}/lib64/libLLVM.so",
    ];
}
