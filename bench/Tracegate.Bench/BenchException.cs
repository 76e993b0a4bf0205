namespace Tracegate.Bench;

/// <summary>Something could not be measured; the message says why and becomes a cell of the table.</summary>
public sealed class BenchException : Exception
{
    /// <summary>Creates the exception without a reason.</summary>
    public BenchException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why it could not be measured.</param>
    public BenchException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why it could not be measured.</param>
    /// <param name="innerException">What failed.</param>
    public BenchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
