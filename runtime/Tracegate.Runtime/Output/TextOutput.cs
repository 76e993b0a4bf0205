using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Output;

/// <summary>Text for people (M-out-*).</summary>
public sealed class TextOutput : ScriptOutput
{
    private readonly MapTextWriter maps;

    /// <summary>Creates a text output.</summary>
    /// <param name="stream">The script's output.</param>
    /// <param name="errors">Notices, warnings and errors.</param>
    /// <param name="services">Look-ups of values.</param>
    /// <param name="color">O-color.</param>
    public TextOutput(OutputStream stream, OutputStream errors, IValueServices services, bool color = false)
        : base(stream, errors, services, color) => maps = new MapTextWriter(Text);

    /// <inheritdoc/>
    public override void Printf(ReadOnlySpan<byte> text) => Stream.Write(text);

    /// <inheritdoc/>
    public override void Value(ValueType type, ReadOnlySpan<byte> data)
    {
        Text.Append(Stream.Buffer, type, data);
        EndLine();
    }

    /// <inheritdoc/>
    public override void Map(MapView map)
    {
        maps.Append(Stream.Buffer, map);
        Stream.EndMessage();
    }

    /// <inheritdoc/>
    public override void Time(ReadOnlySpan<byte> text) => Stream.Write(text);

    /// <inheritdoc/>
    public override void Cat(ReadOnlySpan<byte> text) => Stream.Write(text);

    /// <inheritdoc/>
    public override void Join(ReadOnlySpan<byte> text) => Line(text);

    /// <inheritdoc/>
    public override void System(ReadOnlySpan<byte> text) => Line(text);

    /// <inheritdoc/>
    public override void Errorf(Severity severity, ReadOnlySpan<byte> text, SourceLocation? location) =>
        Message(severity, ByteText.FromBytes(text), location, showLine: false);

    /// <inheritdoc/>
    public override void RuntimeError(RuntimeErrorKind kind, string helper, long code, SourceLocation? location)
    {
        (helper, code) = RuntimeErrorText.Helper(kind, helper, code);
        var text = RuntimeErrorText.Describe(kind, helper, code);
        if (helper.Length != 0)
            text += $"\nAdditional Info - helper: {helper}, retcode: {code}";
        Message(Severity.Warning, text, location);
    }

    /// <inheritdoc/>
    public override void AttachedProbes(long count) =>
        Message(Severity.Notice, $"Attached {count} probe{(count == 1 ? "" : "s")}");

    /// <inheritdoc/>
    public override void Timing(string text, string json) => Message(Severity.Notice, text);

    /// <inheritdoc/>
    public override void LostEvents(long count) => Message(Severity.Notice, $"Lost {count} events");

    /// <inheritdoc/>
    public override void Losses(IReadOnlyList<Loss> losses) =>
        Message(Severity.Notice, "Lost by reason and probe:\n" + string.Join('\n', LossTexts.Lines(losses)));

    /// <inheritdoc/>
    public override void TestResult(
        IReadOnlyList<string> names, int index, long nanoseconds, IReadOnlyList<bool> passed, ReadOnlySpan<byte> output)
    {
        TestReport.AppendTest(Stream.Buffer, names, index, nanoseconds, passed, output);
        Stream.EndMessage();
    }

    /// <inheritdoc/>
    public override void BenchmarkResult(IReadOnlyList<string> names, int index, long nanoseconds, long iterations)
    {
        TestReport.AppendBenchmark(Stream.Buffer, names, index, nanoseconds, iterations);
        Stream.EndMessage();
    }

    /// <inheritdoc/>
    public override void BeginFinalMaps() => Stream.Write("\n\n"u8);

    private void Line(ReadOnlySpan<byte> text)
    {
        Stream.Buffer.Append(text);
        EndLine();
    }

    private void EndLine()
    {
        Stream.Buffer.Append((byte)'\n');
        Stream.EndMessage();
    }
}
