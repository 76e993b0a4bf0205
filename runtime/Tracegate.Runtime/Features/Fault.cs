namespace Tracegate.Runtime.Features;

/// <summary>A failure that is told to the user.</summary>
/// <param name="Code">Stable code, <c>TG5…</c>.</param>
/// <param name="Text">What failed; may have several lines.</param>
/// <param name="Hint">What to do, or empty.</param>
public sealed record Fault(string Code, string Text, string Hint);

/// <summary>Ends a run because of a <see cref="Features.Fault"/>.</summary>
public sealed class FaultException : Exception
{
    /// <summary>Wraps a fault.</summary>
    public FaultException(Fault fault)
        : base(fault?.Text) => Fault = fault!;

    /// <summary>What to tell the user.</summary>
    public Fault Fault { get; }
}

/// <summary>A row of <see cref="Faults"/>: a code with the texts of its message.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Text">Format of the message.</param>
/// <param name="Hint">What to do, or empty.</param>
public sealed record FaultRow(string Code, string Text, string Hint)
{
    /// <summary>The fault with its arguments.</summary>
    public Fault Of(params string[] arguments) => new(Code, Fill(Text, arguments), Fill(Hint, arguments));

    /// <summary>The exception with its arguments.</summary>
    public FaultException With(params string[] arguments) => new(Of(arguments));

    private static string Fill(string format, string[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
            format = format.Replace($"{{{i}}}", arguments[i], StringComparison.Ordinal);
        return format;
    }
}
