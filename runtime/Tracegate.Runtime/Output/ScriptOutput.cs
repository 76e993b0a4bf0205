using Tracegate.Contract;
using Tracegate.Runtime.Aggregates;
using Tracegate.Runtime.Values;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Runtime.Output;

/// <summary>O-f.</summary>
public enum OutputFormat
{
    /// <summary>M-out-*.</summary>
    Text,

    /// <summary>J-*.</summary>
    Json,
}

/// <summary>How grave a message is.</summary>
public enum Severity
{
    /// <summary>Only for information, without a prefix.</summary>
    Notice,

    /// <summary><c>WARNING: </c>.</summary>
    Warning,

    /// <summary><c>ERROR: </c>.</summary>
    Error,
}

/// <summary>
/// Where a session prints: the script's output on one stream, notices and errors on another (M-out-streams).
/// </summary>
public abstract class ScriptOutput : IDisposable
{
    private const string Red = "\u001b[31m";
    private const string Yellow = "\u001b[33m";
    private const string Reset = "\u001b[0m";

    private readonly bool color;

    /// <summary>Creates an output.</summary>
    /// <param name="stream">The script's output.</param>
    /// <param name="errors">Notices, warnings and errors.</param>
    /// <param name="services">Look-ups of values.</param>
    /// <param name="color">O-color.</param>
    protected ScriptOutput(OutputStream stream, OutputStream errors, IValueServices services, bool color)
    {
        Stream = stream;
        Errors = errors;
        this.color = color;
        Text = new TextFormatter(services);
    }

    /// <summary>Writes values by their default text.</summary>
    public TextFormatter Text { get; }

    /// <summary>The script's output.</summary>
    public OutputStream Stream { get; }

    /// <summary>Notices, warnings and errors.</summary>
    public OutputStream Errors { get; }

    /// <summary>Creates the output for a format.</summary>
    public static ScriptOutput Create(
        OutputFormat format, OutputStream stream, OutputStream errors, IValueServices services, bool color = false) =>
        format == OutputFormat.Json
            ? new JsonOutput(stream, errors, services, color)
            : new TextOutput(stream, errors, services, color);

    /// <summary>F-printf: the finished text.</summary>
    public abstract void Printf(ReadOnlySpan<byte> text);

    /// <summary>F-print of a value.</summary>
    public abstract void Value(ValueType type, ReadOnlySpan<byte> data);

    /// <summary>F-print of a map, and maps at the end (M-out-exit).</summary>
    public abstract void Map(MapView map);

    /// <summary>F-time.</summary>
    public abstract void Time(ReadOnlySpan<byte> text);

    /// <summary>F-cat.</summary>
    public abstract void Cat(ReadOnlySpan<byte> text);

    /// <summary>F-join.</summary>
    public abstract void Join(ReadOnlySpan<byte> text);

    /// <summary>F-system: what the command printed.</summary>
    public abstract void System(ReadOnlySpan<byte> text);

    /// <summary>F-errorf and F-warnf: the finished text.</summary>
    public abstract void Errorf(Severity severity, ReadOnlySpan<byte> text, SourceLocation? location);

    /// <summary>M-out-rt.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="helper">Name of the helper that failed; otherwise empty.</param>
    /// <param name="code">Return code of the helper.</param>
    /// <param name="location">Place in the script.</param>
    public abstract void RuntimeError(RuntimeErrorKind kind, string helper, long code, SourceLocation? location);

    /// <summary>P-attached.</summary>
    public abstract void AttachedProbes(long count);

    /// <summary>The times of the gate and the probes (<c>--timing</c>).</summary>
    /// <param name="text">As a table.</param>
    /// <param name="json">As a JSON object.</param>
    public abstract void Timing(string text, string json);

    /// <summary>M-out-lost.</summary>
    public abstract void LostEvents(long count);

    /// <summary>M-out-lost: all losses of a run by reason and probe, at its end.</summary>
    public abstract void Losses(IReadOnlyList<Loss> losses);

    /// <summary>O-mode test: a test has ended (M-out-test, J-test).</summary>
    /// <param name="names">All tests.</param>
    /// <param name="index">Which one ended.</param>
    /// <param name="nanoseconds">How long it took.</param>
    /// <param name="passed">Results up to <paramref name="index"/>.</param>
    /// <param name="output">What it printed, as text.</param>
    public abstract void TestResult(
        IReadOnlyList<string> names, int index, long nanoseconds, IReadOnlyList<bool> passed, ReadOnlySpan<byte> output);

    /// <summary>O-mode bench: a benchmark has ended (M-out-bench, J-bench).</summary>
    /// <param name="names">All benchmarks.</param>
    /// <param name="index">Which one ended.</param>
    /// <param name="nanoseconds">Average time of a run.</param>
    /// <param name="iterations">Number of runs.</param>
    public abstract void BenchmarkResult(IReadOnlyList<string> names, int index, long nanoseconds, long iterations);

    /// <summary>What stands between the script's output and the maps at the end (M-out-exit).</summary>
    public abstract void BeginFinalMaps();

    /// <summary>A message of the runtime itself, always on the error stream.</summary>
    public void Message(Severity severity, string text, SourceLocation? location = null, bool showLine = true)
    {
        Stream.Flush();
        var to = Errors.Buffer;
        if (color && severity != Severity.Notice)
            to.Append(severity == Severity.Error ? Red : Yellow);
        if (location is not null)
            AppendPlace(to, location);
        to.Append(severity switch { Severity.Error => "ERROR: "u8, Severity.Warning => "WARNING: "u8, _ => default });
        to.Append(text);
        if (to.Length == 0 || to.Written[^1] != '\n')
            to.Append((byte)'\n');
        if (color && severity != Severity.Notice)
        {
            to.Truncate(to.Length - 1);
            to.Append(Reset);
            to.Append((byte)'\n');
        }

        if (location is not null && showLine)
            AppendLine(to, location);
        Errors.Flush();
    }

    /// <summary>Lets complete lines go, see <see cref="BufferMode.Line"/>.</summary>
    public void EndBatch() => Stream.EndBatch();

    /// <summary>Writes everything out.</summary>
    public void Flush()
    {
        Stream.Flush();
        Errors.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        Errors.Dispose();
        GC.SuppressFinalize(this);
    }

    private static void AppendPlace(Utf8Buffer to, SourceLocation location)
    {
        to.Append(location.File);
        to.Append((byte)':');
        to.AppendDecimal((long)location.Line);
        to.Append((byte)':');
        to.AppendDecimal((long)location.Column);
        to.Append((byte)'-');
        to.AppendDecimal((long)location.EndColumn);
        to.Append(": "u8);
    }

    private static void AppendLine(Utf8Buffer to, SourceLocation location)
    {
        to.Append(location.Text);
        to.Append((byte)'\n');
        to.Fill((byte)' ', location.Column - 1);
        to.Fill((byte)'~', location.EndColumn - location.Column);
        to.Append((byte)'\n');
    }
}
