using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Symbols;

/// <summary>
/// The code that a process and its descendants map, from their start on: so their addresses have names after their end,
/// too. The kernel writes a perf record for each such mapping in the very system call, and stops nobody for it.
/// </summary>
internal sealed class MappingLog
{
    private const uint ForkRecord = 7;
    private const uint MapRecord = 10;

    // struct perf_event_attr's bits: mmap, comm, task, watermark, sample_id_all, mmap2.
    private const ulong Inherit = 1UL << 1;
    private const ulong Flags = Inherit | 1UL << 8 | 1UL << 13 | 1UL << 14 | 1UL << 18 | 1UL << 23;
    private const ulong SoftwareDummy = 9;
    private const ulong SampleTime = 1 << 2;

    // A build may run any number of processes; the newest are kept.
    private const int MostProcesses = 16384;
    private const int MostHeldFiles = 64;

    private readonly List<PerfRing> rings;
    private readonly Dictionary<uint, Process> processes = [];
    private readonly Queue<Process> order = [];
    private readonly Dictionary<string, string> names = [];
    private readonly Dictionary<string, SafeFileHandle?> held = [];

    private MappingLog(List<PerfRing> rings) => this.rings = rings;

    /// <summary>Become readable when there is something to <see cref="Drain"/>.</summary>
    internal IEnumerable<int> Descriptors
    {
        get
        {
            foreach (var ring in rings)
                yield return ring.Fd;
        }
    }

    /// <summary>Begins with a process that has not run yet; null when the kernel has no such events.</summary>
    internal static MappingLog? Open(int pid)
    {
        var rings = new List<PerfRing>();
        foreach (var cpu in Cpus.Online)
        {
            var attributes = new PerfEventAttributes
            {
                Type = PerfConstants.TypeSoftware,
                Config = SoftwareDummy,
                SampleType = SampleTime,
                Flags = Flags,
            };

            // Inherited events must belong to a CPU each.
            var fd = AttachCalls.Kernel.OpenEvent(attributes, pid, cpu);
            if (fd >= 0 && PerfRing.Map(fd) is { } ring)
            {
                rings.Add(ring);
                continue;
            }

            if (fd >= 0)
                _ = Libc.close(fd);
            rings.ForEach(static r => r.Dispose());
            return null;
        }

        return new(rings);
    }

    /// <summary>Takes down what has happened.</summary>
    internal void Drain()
    {
        foreach (var ring in rings)
            ring.Read(Take);
    }

    /// <summary>The mapping that held an address of a process; the newest one when there were several.</summary>
    internal Mapping? Find(uint pid, ulong address)
    {
        Drain();
        var before = ulong.MaxValue;
        for (var process = processes.GetValueOrDefault(pid); process is not null; process = process.Parent)
        {
            if (process.Find(address, before) is { } found)
                return found;

            // What the parent had mapped when it forked is the child's as well.
            before = Math.Min(before, process.Start);
        }

        return null;
    }

    /// <summary>The file of a mapping, opened when it was mapped: it may have been deleted since.</summary>
    internal SafeFileHandle? File(Mapping mapping) => held.GetValueOrDefault(mapping.File);

    private void Take(ReadOnlySpan<byte> record)
    {
        var pid = U32(record, 8);
        var time = U64(record, record.Length - 8);
        switch (U32(record, 0))
        {
            // u32 pid, parent's pid, tid, parent's tid; u64 time. Threads fork inside of their process.
            case ForkRecord when pid != U32(record, 12):
                TakeFork(pid, U32(record, 12), U64(record, 24));
                break;

            // u32 pid, tid; u64 address, length, file offset; u32 major, minor; u64 inode, generation; u32 protection,
            // flags; path.
            case MapRecord:
                var path = Encoding.UTF8.GetString(Values.Bytes.UntilNul(record[72..^8]));
                var file = $"{U32(record, 40):x2}:{U32(record, 44):x2} {U64(record, 48)}";
                path = path == "//anon" ? "" : Intern(path);
                Get(pid).Mappings.Add((time, new Mapping(
                    U64(record, 16), U64(record, 16) + U64(record, 24), U64(record, 32), Executable: true, Intern(file), path)));
                Hold(pid, file, path);
                break;
        }
    }

    // Each CPU has a ring: what the child has mapped on another one may have been read already.
    private void TakeFork(uint pid, uint parent, ulong time)
    {
        var known = processes.GetValueOrDefault(pid);
        if (known?.Start > time)
            return;
        var process = Add(new Process(pid) { Parent = Get(parent), Start = time });
        foreach (var entry in known?.Mappings ?? [])
        {
            if (entry.Time >= time)
                process.Mappings.Add(entry);
        }

        processes[pid] = process;
    }

    private Process Get(uint pid) =>
        processes.TryGetValue(pid, out var known) ? known : processes[pid] = Add(new Process(pid));

    private Process Add(Process process)
    {
        order.Enqueue(process);
        if (order.Count > MostProcesses && order.Dequeue() is var oldest && processes.GetValueOrDefault(oldest.Pid) == oldest)
            processes.Remove(oldest.Pid);
        return process;
    }

    private string Intern(string text) => names.TryGetValue(text, out var known) ? known : names[text] = text;

    private void Hold(uint pid, string file, string path)
    {
        if (path.StartsWith('/') && held.Count < MostHeldFiles && !held.ContainsKey(file))
            held[file] = SafeLines.Open($"/proc/{pid}/root{path}") ?? SafeLines.Open(path);
    }

    private static uint U32(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt32LittleEndian(record[at..]);

    private static ulong U64(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt64LittleEndian(record[at..]);

    private sealed class Process(uint pid)
    {
        public uint Pid { get; } = pid;

        public Process? Parent { get; init; }

        // Nanoseconds of the perf clock.
        public ulong Start { get; init; }

        public List<(ulong Time, Mapping Mapping)> Mappings { get; } = [];

        public Mapping? Find(ulong address, ulong before)
        {
            var (newest, found) = (0UL, (Mapping?)null);
            foreach (var (time, mapping) in Mappings)
            {
                if (address >= mapping.Start && address < mapping.End && time >= newest && time <= before)
                    (newest, found) = (time, mapping);
            }

            return found;
        }
    }
}
