using Tracegate.Contract;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.CoRe;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>Opens the object, and loads it once it is adjusted to the machine.</summary>
internal static class ObjectLoader
{
    /// <summary>Lets libbpf parse the object.</summary>
    /// <exception cref="FaultException">libbpf refuses it.</exception>
    internal static BpfObject Open(ObjectImage image, RunConfig config)
    {
        var kernelBtf = Environment.GetEnvironmentVariable("BPFTRACE_BTF");
        var types = kernelBtf is null ? KernelTypes.For(image) : null;
        var opened = BpfObject.Open(image.Bytes, kernelBtf ?? types?.Path, config.LogSize, out var error);
        opened?.KeepUntilLoaded(types);
        return opened ?? throw Faults.ObjectRefused.With(image.Name, Reason(LibbpfLog.Take(), error));
    }

    /// <summary>Loads the object into the kernel.</summary>
    /// <exception cref="FaultException">The kernel refuses it; the message says why as well as can be known.</exception>
    internal static void Load(
        BpfObject opened, ObjectMetadata metadata, IReadOnlyList<ProgramPlan> plans, bool wholeLog)
    {
        var result = opened.Load();
        if (result == 0)
            return;
        var messages = LibbpfLog.Take();
        var log = opened.VerifierLog;
        opened.Dispose();
        throw new FaultException(Explain(-result, messages, log, metadata, plans, wholeLog));
    }

    private static Fault Explain(
        int error,
        string messages,
        string log,
        ObjectMetadata metadata,
        IReadOnlyList<ProgramPlan> plans,
        bool wholeLog)
    {
        if (error == Errno.NoSystemCall)
            return Faults.NoBpf.Of();
        var program = VerifierLog.FailedProgram(messages);
        var plan = plans.FirstOrDefault(plan => plan.Info.Name == program);
        if (plan?.Provider.Needs is { } needed && !needed.Exists())
            return KernelFeatures.Missing(needed);
        if (error is Errno.NotPermitted && log.Length == 0)
            return Rights.Explain(Reason(messages, error));
        foreach (var name in metadata.Features)
        {
            if (KernelFeatures.Find(name) is { } feature && !feature.Exists())
                return KernelFeatures.Missing(feature);
        }

        if (!KernelFeatures.Btf.Exists() && messages.Contains("BTF", StringComparison.Ordinal))
            return Faults.NoBtf.Of();
        if (log.Length == 0 || program.Length == 0)
            return Faults.LoadFailed.Of(Reason(messages, error));
        var details = VerifierLog.Summarize(log) + (wholeLog ? "\n" + log : "");
        return Faults.VerifierRejection.Of(plan?.Info.AttachPoint ?? program, details);
    }

    // The first thing that libbpf complained of, without its prefix, and the error number.
    private static string Reason(string messages, int error)
    {
        const string prefix = "libbpf: ";
        var lines = messages.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var told = Array.Find(lines, static line => line.StartsWith(prefix, StringComparison.Ordinal));
        var number = Errno.Describe(error);
        return told is null ? number : $"{told[prefix.Length..].Trim()} ({number})";
    }
}
