namespace SemCom.Studio;

/// <summary>The session ends.</summary>
/// <param name="Reason">Why.</param>
internal sealed record ByeMessage(string Reason) : ServerMessage
{
    /// <inheritdoc/>
    protected override string Type => "bye";

    /// <inheritdoc/>
    protected override int FieldCount => 1;

    /// <inheritdoc/>
    protected override void Write(MessageWriter writer) => writer.Field("reason", Reason);
}
