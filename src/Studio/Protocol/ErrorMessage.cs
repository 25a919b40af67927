namespace SemCom.Studio;

/// <summary>A command was refused; the session goes on.</summary>
/// <param name="Message">The thing, the rule and the value.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ErrorMessage(string Message, string Remedy) : ServerMessage
{
    /// <summary>The message of an exception, whose remedy stands behind its last semicolon.</summary>
    public static ErrorMessage From(SemComException exception)
    {
        var at = exception.Message.LastIndexOf("; ", StringComparison.Ordinal);
        return at < 0 ? new ErrorMessage(exception.Message, "") : new ErrorMessage(exception.Message[..at], exception.Message[(at + 2)..]);
    }

    /// <inheritdoc/>
    protected override string Type => "error";

    /// <inheritdoc/>
    protected override int FieldCount => 2;

    /// <inheritdoc/>
    protected override void Write(MessageWriter writer) => writer.Field("message", Message).Field("remedy", Remedy);
}
