namespace SemCom.Studio;

/// <summary>What a user group knows, and what was just synchronised.</summary>
/// <param name="Group">Id of the group.</param>
/// <param name="Entries">Entries that the group has.</param>
/// <param name="Events">What happened, a line each.</param>
/// <param name="Uses">Channel uses that it cost.</param>
internal sealed record KnowledgeMessage(string Group, int Entries, IReadOnlyList<string> Events, long Uses) : ServerMessage
{
    /// <inheritdoc/>
    protected override string Type => "knowledge";

    /// <inheritdoc/>
    protected override int FieldCount => 4;

    /// <inheritdoc/>
    protected override void Write(MessageWriter writer) =>
        writer.Field("group", Group).Field("entries", (long)Entries).Field("events", Events).Field("uses", Uses);
}
