namespace SemCom;

/// <summary>
/// Something the caller can put right: a wrong value, a missing file, an unusable model. The message is one line that
/// names the thing, the rule, the value and the remedy. Defects of SemCom itself are never reported with this type.
/// </summary>
public class SemComException : Exception
{
    /// <summary>Creates the error with its one-line message.</summary>
    public SemComException(string message) : base(message) { }

    /// <summary>Creates the error with its one-line message and what caused it.</summary>
    public SemComException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message; kept for the usual pattern of exception types.</summary>
    public SemComException() { }
}
