using System.Buffers.Binary;
using System.Text;
using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.GoldenTests.Output;

/// <summary>Look-ups with answers that tests can expect.</summary>
internal sealed class FixedServices : IValueServices
{
    public byte[] Frames { get; set; } = [];

    public ReadOnlySpan<byte> TruncationTrailer => ".."u8;

    public string Text(uint index) => index == 0 ? "%Y-%m-%d %H:%M:%S.%f" : "*";

    public ReadOnlySpan<byte> Stack(ulong id, bool buildId) => Frames;

    public void AppendKernelSymbol(Utf8Buffer to, ulong address, bool offset) =>
        to.Append(offset ? $"kfunc+{address & 0xf}" : "kfunc");

    public void AppendUserSymbol(Utf8Buffer to, ulong address, uint pid, uint program, bool offset, bool module) =>
        to.Append("ufunc" + (offset ? $"+{address & 0xf}" : "") + (module ? " (/bin/x)" : ""));

    public void AppendUserName(Utf8Buffer to, ulong uid) => to.Append(uid == 0 ? "root" : "");

    public void AppendCgroupPath(Utf8Buffer to, ulong id, string filter) => to.Append($"unified:/{id}{filter}");

    public void AppendProbeName(Utf8Buffer to, ulong cookie) => to.Append("tracepoint:a:b");

    public long UnixNanoseconds(ulong bootNanoseconds) => (long)bootNanoseconds;
}

/// <summary>Shorthands of the output tests.</summary>
internal static class Harness
{
    public static readonly ValueType I64 = new ValueType.Integer(8, true);
    public static readonly ValueType U64 = new ValueType.Integer(8, false);
    public static readonly ValueType I32 = new ValueType.Integer(4, true);
    public static readonly ValueType U8 = new ValueType.Integer(1, false);

    public static string Text(ValueType type, byte[] data, IValueServices? services = null) =>
        Printed(OutputFormat.Text, o => o.Value(type, data), services)[..^1];

    public static string Json(ValueType type, byte[] data, IValueServices? services = null)
    {
        var line = Printed(OutputFormat.Json, o => o.Value(type, data), services);
        const string Prefix = "{\"type\": \"value\", \"data\": ";
        return line[Prefix.Length..^2];
    }

    public static string Printed(OutputFormat format, Action<ScriptOutput> print, IValueServices? services = null)
    {
        var stream = new OutputStream(-1);
        print(ScriptOutput.Create(format, stream, new OutputStream(-1), services ?? new FixedServices()));
        return Encoding.UTF8.GetString(stream.Pending);
    }

    public static string Errors(OutputFormat format, Action<ScriptOutput> print)
    {
        var errors = new OutputStream(-1);
        print(ScriptOutput.Create(format, new OutputStream(-1), errors, new FixedServices()));
        return Encoding.UTF8.GetString(errors.Pending);
    }

    public static string Map(OutputFormat format, MapView view) => Printed(format, o => o.Map(view));

    public static MapInfo Aggregate(AggregateInfo aggregate, ValueType? key = null) =>
        new("@x", "AT_x", MapStorage.PercpuHash, key, new ValueType.None(), aggregate, 4096, true);

    public static MapInfo Plain(ValueType value, ValueType? key = null) =>
        new("@x", "AT_x", MapStorage.Hash, key, value, null, 4096, true);

    public static byte[] Words(params long[] words)
    {
        var bytes = new byte[8 * words.Length];
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), words[i]);
        return bytes;
    }

    public static byte[] Ints(params int[] words)
    {
        var bytes = new byte[4 * words.Length];
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), words[i]);
        return bytes;
    }

    public static byte[] Chars(string text, int size)
    {
        var bytes = new byte[size];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>One CPU's histogram with the given values counted, by M-hist-index and L-hist bounds.</summary>
    public static byte[] Counts(AggregateInfo info, params long[] values)
    {
        var counts = new long[info.BucketCount];
        foreach (var value in values)
            counts[info.Kind == AggregateKind.Hist ? LogIndex(value, info.Bits) : LinearIndex(value, info)]++;
        return Words(counts);
    }

    private static int LogIndex(long value, int bits)
    {
        if (value < 0)
            return 0;
        if (value < 1L << bits)
            return 1 + (int)value;
        var power = 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)value) - bits;
        return 1 + ((power + 1) << bits) + (int)((value >> power) & ((1 << bits) - 1));
    }

    private static int LinearIndex(long value, AggregateInfo info)
    {
        if (value < info.Min)
            return 0;
        return value >= info.Max ? info.BucketCount - 1 : 1 + (int)((value - info.Min) / info.Step);
    }
}
