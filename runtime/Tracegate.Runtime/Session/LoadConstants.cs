using System.Runtime.InteropServices;
using Tracegate.Contract;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Session;

/// <summary>
/// Fills the section <see cref="WellKnown.ConstantsSection"/> before load with what is known only on the machine that
/// runs the object.
/// </summary>
internal sealed unsafe class LoadConstants(ObjectMetadata metadata, RunConfig config, RunOptions options, int childPid)
{
    /// <summary>Fills every slot.</summary>
    /// <exception cref="FaultException">A parameter, symbol or path does not fit.</exception>
    internal void Fill(BpfObject opened)
    {
        if (metadata.Constants.IsEmpty)
            return;
        if (!opened.Maps.TryGetValue(WellKnown.ConstantsSection, out var section))
            throw Faults.BrokenContract.With($"it has no section {WellKnown.ConstantsSection}");
        var data = section.Data;
        foreach (var constant in metadata.Constants)
        {
            if (constant.Offset < 0 || constant.Offset + constant.Type.Size > data.Length)
                throw Faults.BrokenContract.With($"a constant lies outside of {WellKnown.ConstantsSection}");
            Write(constant, data.Slice(constant.Offset, constant.Type.Size));
        }
    }

    private void Write(LoadConstant constant, Span<byte> slot)
    {
        switch (constant.Kind)
        {
            case LoadConstantKind.ParameterText:
                ParameterText.WriteText(slot, ParameterText.Part(constant.Argument, Parameter));
                break;
            case LoadConstantKind.Option:
                WriteOption(constant.Argument, slot);
                break;
            case LoadConstantKind.Config:
                var parts = constant.Argument.Split('=', 2);
                ParameterText.WriteOption(slot, new OptionInfo(parts[0], constant.Type, "", ""), config.Find(parts[0]) ?? parts[1]);
                break;
            default:
                ParameterText.WriteNumber(slot, Number(constant));
                break;
        }
    }

    private long Number(LoadConstant constant) => constant.Kind switch
    {
        LoadConstantKind.ParameterNumber => ParameterNumber(constant.Argument),
        LoadConstantKind.ParameterCount => options.Parameters.Count,
        LoadConstantKind.InInitialPidNamespace => PidNamespace.IsInitial ? 1 : 0,
        LoadConstantKind.PidNamespaceDevice => (long)PidNamespace.Device,
        LoadConstantKind.PidNamespaceInode => (long)PidNamespace.Inode,
        LoadConstantKind.ChildPid => childPid,
        LoadConstantKind.CpuCount => LibbpfApi.libbpf_num_possible_cpus(),
        LoadConstantKind.KernelAddress => (long)KernelAddress(constant.Argument),
        LoadConstantKind.UserAddress => (long)UserSymbol(constant.Argument).Address,
        LoadConstantKind.UserExcessBits => UserSymbol(constant.Argument).Size is (1 or 2 or 4) and var size ? 64 - (8 * (long)size) : 0,
        LoadConstantKind.CgroupId => (long)CgroupId(constant.Argument),
        LoadConstantKind.TaiOffset => TaiOffset(),
        LoadConstantKind.Warnings => options.Warnings ? 1 : 0,
        _ => throw Faults.BrokenContract.With($"unknown constant {constant.Kind}"),
    };

    private string Parameter(string number) =>
        int.TryParse(number, out var n) && n >= 1 && n <= options.Parameters.Count ? options.Parameters[n - 1] : "";

    private long ParameterNumber(string number)
    {
        var text = Parameter(number);
        return text.Length == 0 ? 0 : ParameterText.Number(text) ?? throw Faults.NotANumber.With(number, text);
    }

    private void WriteOption(string name, Span<byte> slot)
    {
        var option = metadata.Options.FirstOrDefault(o => o.Name == name)
            ?? throw Faults.BrokenContract.With($"the parameter '{name}' is not described");
        string? value = option.Default;
        foreach (var given in options.NamedParameters)
        {
            var parts = given.Split('=', 2);
            if (parts[0] == name)
                value = parts.Length > 1 ? parts[1] : null;
        }

        ParameterText.WriteOption(slot, option, value);
    }

    private static ulong KernelAddress(string symbol)
    {
        var address = KernelFunctions.Address(symbol);
        return address != 0 ? address : throw Faults.UnknownSymbol.With(symbol, "the kernel");
    }

    // "symbol" of the first user probe's binary, or "binary:symbol".
    private ElfSymbol UserSymbol(string symbol)
    {
        var colon = symbol.LastIndexOf(':');
        var binary = colon > 0 ? symbol[..colon]
            : metadata.Programs.FirstOrDefault(static p => p.Provider is "uprobe" or "uretprobe" or "usdt")?.Target[0] ?? "";
        var name = symbol[(colon + 1)..];
        foreach (var path in BinaryPaths.Find(binary))
        {
            using var elf = ElfFile.Open(path, out _);
            foreach (var found in elf?.Symbols() ?? [])
            {
                if (found.Name == name)
                    return found;
            }
        }

        throw Faults.UnknownSymbol.With(name, $"'{binary}'");
    }

    private static ulong CgroupId(string path)
    {
        var status = Stat(path, out var error);
        return error == 0 ? status.Inode : throw Faults.BadCgroup.With(path, Errno.Describe(error));
    }

    private static long TaiOffset()
    {
        TimeSpec tai;
        TimeSpec boot;
        _ = Libc.clock_gettime(Libc.ClockTai, &tai);
        _ = Libc.clock_gettime(Libc.ClockBoottime, &boot);
        return (long)(tai.TotalNanoseconds - boot.TotalNanoseconds);
    }

    private static FileStatus Stat(string path, out int error)
    {
        FileStatus status = default;
        fixed (byte* name = NativeText.Bytes(path))
            error = Libc.stat(name, &status) == 0 ? 0 : Marshal.GetLastPInvokeError();
        return status;
    }
}
