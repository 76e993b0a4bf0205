using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Output;

/// <summary>One JSON object a line (LANGUAGE section 8).</summary>
public sealed class JsonOutput : ScriptOutput
{
    private readonly JsonFormatter values;
    private readonly MapJsonWriter maps;

    /// <summary>Creates a JSON output.</summary>
    /// <param name="stream">The script's output.</param>
    /// <param name="errors">Notices, warnings and errors.</param>
    /// <param name="services">Look-ups of values.</param>
    /// <param name="color">O-color.</param>
    public JsonOutput(OutputStream stream, OutputStream errors, IValueServices services, bool color = false)
        : base(stream, errors, services, color)
    {
        values = new JsonFormatter(Text);
        maps = new MapJsonWriter(Text, values);
    }

    /// <inheritdoc/>
    public override void Printf(ReadOnlySpan<byte> text) => Data("printf"u8, text);

    /// <inheritdoc/>
    public override void Value(ValueType type, ReadOnlySpan<byte> data)
    {
        Begin("value"u8);
        Stream.Buffer.Append(", \"data\": "u8);
        values.Append(Stream.Buffer, type, data);
        End();
    }

    /// <inheritdoc/>
    public override void Map(MapView map)
    {
        maps.Append(Stream.Buffer, map);
        Stream.EndMessage();
    }

    /// <inheritdoc/>
    public override void Time(ReadOnlySpan<byte> text) => Data("time"u8, text);

    /// <inheritdoc/>
    public override void Cat(ReadOnlySpan<byte> text) => Data("cat"u8, text);

    /// <inheritdoc/>
    public override void Join(ReadOnlySpan<byte> text) => Data("join"u8, text);

    /// <inheritdoc/>
    public override void System(ReadOnlySpan<byte> text) => Data("syscall"u8, text);

    /// <inheritdoc/>
    public override void Errorf(Severity severity, ReadOnlySpan<byte> text, SourceLocation? location)
    {
        Begin(severity == Severity.Error ? "errorf"u8 : "warnf"u8);
        Stream.Buffer.Append(", \"msg\": "u8);
        JsonFormatter.AppendText(Stream.Buffer, text);
        Place(location);
        End();
    }

    /// <inheritdoc/>
    public override void RuntimeError(RuntimeErrorKind kind, string helper, long code, SourceLocation? location)
    {
        (helper, code) = RuntimeErrorText.Helper(kind, helper, code);
        var failed = helper.Length != 0;
        Begin(failed ? "helper_error"u8 : "runtime_error"u8);
        Stream.Buffer.Append(", \"msg\": "u8);
        var text = failed ? RuntimeErrorText.Errno(code) : RuntimeErrorText.Describe(kind, helper, code);
        JsonFormatter.AppendText(Stream.Buffer, ByteText.GetBytes(text));
        if (failed)
        {
            Stream.Buffer.Append(", \"helper\": "u8);
            JsonFormatter.AppendText(Stream.Buffer, ByteText.GetBytes(helper));
            Stream.Buffer.Append(", \"retcode\": "u8);
            Stream.Buffer.AppendDecimal(code);
        }

        Place(location);
        End();
    }

    /// <inheritdoc/>
    public override void AttachedProbes(long count) => Count("attached_probes"u8, "probes"u8, count);

    /// <inheritdoc/>
    public override void Timing(string text, string json)
    {
        Stream.Buffer.Append(json);
        Stream.Buffer.Append((byte)'\n');
        Stream.EndMessage();
    }

    /// <inheritdoc/>
    public override void LostEvents(long count) => Count("lost_events"u8, "events"u8, count);

    /// <inheritdoc/>
    public override void Losses(IReadOnlyList<Loss> losses)
    {
        Begin("losses"u8);
        Stream.Buffer.Append(", \"data\": ["u8);
        for (var i = 0; i < losses.Count; i++)
        {
            Stream.Buffer.Append(i > 0 ? ", {\"reason\": "u8 : "{\"reason\": "u8);
            JsonFormatter.AppendText(Stream.Buffer, ByteText.GetBytes(losses[i].Reason.Name()));
            Member(", \"probe\": "u8, losses[i].Probe);
            Member(losses[i].Reason == LossReason.MapFull ? ", \"map\": "u8 : ", \"function\": "u8, losses[i].What);
            Place(losses[i].Location);
            Stream.Buffer.Append(", \"count\": "u8);
            Stream.Buffer.AppendDecimal(losses[i].Count);
            Stream.Buffer.Append((byte)'}');
        }

        Stream.Buffer.Append((byte)']');
        End();
    }

    /// <inheritdoc/>
    public override void TestResult(
        IReadOnlyList<string> names, int index, long nanoseconds, IReadOnlyList<bool> passed, ReadOnlySpan<byte> output)
    {
        Result("test_result"u8, names[index], "duration"u8, nanoseconds);
        Stream.Buffer.Append(passed[index] ? ", \"passed\": true"u8 : ", \"passed\": false"u8);
        Stream.Buffer.Append(", \"output\": "u8);
        JsonFormatter.AppendText(Stream.Buffer, output);
        Stream.Buffer.Append("}}"u8);
        End();
    }

    /// <inheritdoc/>
    public override void BenchmarkResult(IReadOnlyList<string> names, int index, long nanoseconds, long iterations)
    {
        Result("benchmark_result"u8, names[index], "average"u8, nanoseconds);
        Stream.Buffer.Append(", \"iters\": "u8);
        Stream.Buffer.AppendDecimal(iterations);
        Stream.Buffer.Append("}}"u8);
        End();
    }

    /// <inheritdoc/>
    public override void BeginFinalMaps()
    {
    }

    private void Begin(ReadOnlySpan<byte> type)
    {
        Stream.Buffer.Append("{\"type\": \""u8);
        Stream.Buffer.Append(type);
        Stream.Buffer.Append((byte)'"');
    }

    private void End()
    {
        Stream.Buffer.Append("}\n"u8);
        Stream.EndMessage();
    }

    private void Data(ReadOnlySpan<byte> type, ReadOnlySpan<byte> text)
    {
        Begin(type);
        Stream.Buffer.Append(", \"data\": "u8);
        JsonFormatter.AppendText(Stream.Buffer, text);
        End();
    }

    private void Result(ReadOnlySpan<byte> type, string name, ReadOnlySpan<byte> number, long value)
    {
        Begin(type);
        Stream.Buffer.Append(", \"data\": {"u8);
        JsonFormatter.AppendText(Stream.Buffer, ByteText.GetBytes(name));
        Stream.Buffer.Append(": {\""u8);
        Stream.Buffer.Append(number);
        Stream.Buffer.Append("\": "u8);
        Stream.Buffer.AppendDecimal(value);
    }

    private void Count(ReadOnlySpan<byte> type, ReadOnlySpan<byte> name, long count)
    {
        Begin(type);
        Stream.Buffer.Append(", \"count\": "u8);
        Stream.Buffer.AppendDecimal(count);
        Stream.Buffer.Append(", \"data\": {\""u8);
        Stream.Buffer.Append(name);
        Stream.Buffer.Append("\": "u8);
        Stream.Buffer.AppendDecimal(count);
        Stream.Buffer.Append((byte)'}');
        End();
    }

    private void Member(ReadOnlySpan<byte> name, string text)
    {
        if (text.Length == 0)
            return;
        Stream.Buffer.Append(name);
        JsonFormatter.AppendText(Stream.Buffer, ByteText.GetBytes(text));
    }

    private void Place(SourceLocation? location)
    {
        if (location is null)
            return;
        Stream.Buffer.Append(", \"filename\": "u8);
        JsonFormatter.AppendText(Stream.Buffer, ByteText.GetBytes(location.File));
        Stream.Buffer.Append(", \"line\": "u8);
        Stream.Buffer.AppendDecimal((long)location.Line);
        Stream.Buffer.Append(", \"col\": "u8);
        Stream.Buffer.AppendDecimal((long)location.Column);
    }
}
