namespace Tracegate.Contract;

/// <summary>The metadata section cannot be read; the message says why.</summary>
public sealed class ContractException : Exception
{
    /// <summary>Creates the exception without a reason.</summary>
    public ContractException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why the section cannot be read.</param>
    public ContractException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why the section cannot be read.</param>
    /// <param name="innerException">What the JSON reader said.</param>
    public ContractException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
