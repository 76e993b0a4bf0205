using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Writes the data sections and the maps that are not the script's.</summary>
internal static class DataSections
{
    public const string GateSymbol = "gate";
    public const string ClockSymbol = "clock";
    public const string ConstantsSymbol = "load";
    public const string ScalarsSymbol = "scalars";
    public const string LossSymbol = "loss";
    public const string FloorSymbol = "floor";
    public const string SuppressedSymbol = "suppressed";
    public const string ZerosSymbol = "zeros";

    /// <summary>Per-CPU array with the guard of P-recursion.</summary>
    public const string GuardMap = "guard";

    /// <summary>Bytes of an entry of <see cref="WellKnown.ProbeNames"/>.</summary>
    public const int ProbeNameSize = SymbolicType.ProbeNameSize;

    // The runtime sizes the ring buffer to the machine (C-perf_rb_pages); this is for other loaders.
    private const int DefaultRingBytes = 256 * 1024;
    private const int DefaultControlBytes = 16 * 1024;

    // Allocated as stacks come, 1 KiB each.
    private const int StackEntries = 32768;
    private const int BuildIdFrameSize = 32;

    public static void Emit(ObjectEmitter emitter, ObjectMetadata metadata)
    {
        var debug = emitter.Debug;
        Global(emitter, GateSymbol, "i32", WellKnown.GateSection, 4, debug.Integer(4, false));
        if (emitter.Uses.Contains(ClockSymbol))
            Global(emitter, ClockSymbol, "i64", WellKnown.ClockSection, 8, debug.Integer(8, false));
        if (emitter.Maps.GlobalBytes > 0)
            Words(emitter, ScalarsSymbol, WellKnown.ScalarsSection, emitter.Maps.GlobalBytes / 8);
        if (emitter.Uses.Contains(LossSymbol))
        {
            foreach (var part in emitter.Events.LossParts)
                Words(emitter, part.Symbol, WellKnown.LossSection, part.Words);
        }

        if (emitter.Uses.Contains(SuppressedSymbol))
            Words(
                emitter, SuppressedSymbol, WellKnown.SuppressedSection,
                emitter.Program.Probes.Length * WellKnown.SuppressedStates);
        if (emitter.ZeroBytes > 0)
            Bytes(emitter, ZerosSymbol, "constant", ".rodata", emitter.ZeroBytes);
        // Not known to LLVM, known to the verifier: values are set between compilation and load.
        if (emitter.Constants.Size > 0)
            Constants(emitter);
        emitter.Maps.Define(emitter);
        if (emitter.Uses.Contains(WellKnown.RingBuffer))
            MapTable.DefineMap(emitter, WellKnown.RingBuffer, KernelMapType.RingBuffer, DefaultRingBytes);
        if (emitter.Uses.Contains(WellKnown.ControlRing))
            MapTable.DefineMap(emitter, WellKnown.ControlRing, KernelMapType.RingBuffer, DefaultControlBytes);
        if (emitter.Uses.Contains(WellKnown.CallNotes))
        {
            Global(emitter, FloorSymbol, "i64", WellKnown.CallFloorSection, 8, debug.Integer(8, false));
            MapTable.DefineMap(
                emitter, WellKnown.CallNotes, KernelMapType.TaskStorage, 0, debug.Integer(4, true),
                debug.Array(debug.Integer(8, false), 8, emitter.Pairs), KernelMapType.NoPreallocation);
        }

        if (emitter.Scratch.Entries > 0)
            MapTable.DefineMap(
                emitter, ScratchMap.Symbol, KernelMapType.PercpuArray, emitter.Scratch.Entries,
                debug.Integer(4, false), debug.Array(debug.Integer(1, false), 1, emitter.Scratch.Size));
        if (emitter.Uses.Contains(GuardMap))
            MapTable.DefineMap(emitter, GuardMap, KernelMapType.PercpuArray, 1, debug.Integer(4, false), debug.Integer(8, false));
        if (emitter.StackFrames > 0)
            MapTable.DefineMap(
                emitter, WellKnown.Stacks, KernelMapType.Hash, StackEntries,
                debug.Integer(8, false), debug.Array(debug.Integer(8, false), 8, emitter.StackFrames), KernelMapType.NoPreallocation);
        if (emitter.BuildIdFrames > 0)
            MapTable.DefineMap(
                emitter, WellKnown.BuildIdStacks, KernelMapType.Hash, StackEntries,
                debug.Integer(8, false), debug.Array(debug.Integer(1, false), 1, BuildIdFrameSize * emitter.BuildIdFrames),
                KernelMapType.NoPreallocation);
        if (emitter.Uses.Contains(WellKnown.ProbeNames))
            MapTable.DefineMap(
                emitter, WellKnown.ProbeNames, KernelMapType.Array, emitter.Options.MaxMapKeys,
                debug.Integer(4, false), debug.Array(debug.Char(), 1, ProbeNameSize));
        License(emitter);
        var section = MetadataWriter.Write(metadata);
        emitter.Module.AddGlobal(
            "metadata", $"internal constant [{section.Length} x i8] {IrText.Bytes(section)}, section \"{ContractVersion.SectionName}\", align 4", keep: true);
    }

    private static void Constants(ObjectEmitter emitter)
    {
        var bytes = new byte[emitter.Constants.Size];
        emitter.Module.AddGlobal(
            ConstantsSymbol,
            $"externally_initialized constant [{bytes.Length} x i8] {IrText.Bytes(bytes)}, section \"{WellKnown.ConstantsSection}\", align 8",
            emitter.Debug.Global(ConstantsSymbol, emitter.Debug.Array(emitter.Debug.Char(), 1, bytes.Length)),
            keep: emitter.Options.Warnings);
    }

    private static void License(ObjectEmitter emitter)
    {
        var license = System.Text.Encoding.ASCII.GetBytes(emitter.Options.License + "\0");
        emitter.Module.AddGlobal(
            "LICENSE",
            $"global [{license.Length} x i8] {IrText.Bytes(license)}, section \"license\", align 1",
            emitter.Debug.Global("LICENSE", emitter.Debug.Array(emitter.Debug.Char(), 1, license.Length)),
            keep: true);
    }

    private static void Global(ObjectEmitter emitter, string symbol, string type, string section, int align, string debugType) =>
        emitter.Module.AddGlobal(
            symbol, $"global {type} 0, section \"{section}\", align {align}", emitter.Debug.Global(symbol, debugType), keep: true);

    private static void Words(ObjectEmitter emitter, string symbol, string section, int count) =>
        Words(emitter, symbol, section, new long[count]);

    private static void Words(ObjectEmitter emitter, string symbol, string section, IReadOnlyList<long> values)
    {
        var content = values.All(value => value == 0) ? "zeroinitializer" : $"[{string.Join(", ", values.Select(value => $"i64 {value}"))}]";
        emitter.Module.AddGlobal(
            symbol, $"global [{values.Count} x i64] {content}, section \"{section}\", align 8",
            emitter.Debug.Global(symbol, emitter.Debug.Array(emitter.Debug.Integer(8, false), 8, values.Count)), keep: true);
    }

    private static void Bytes(ObjectEmitter emitter, string symbol, string kind, string section, int count) =>
        emitter.Module.AddGlobal(
            symbol, $"{kind} [{count} x i8] zeroinitializer, section \"{section}\", align 8",
            emitter.Debug.Global(symbol, emitter.Debug.Array(emitter.Debug.Char(), 1, count)));
}
