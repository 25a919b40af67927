namespace SemCom.Knowledge;

/// <summary>What is remembered of a record whose signature and content are right, whether or not its author may write.</summary>
/// <param name="Id">Its address.</param>
/// <param name="Author">Key of its author.</param>
/// <param name="Sequence">Its author's count.</param>
/// <param name="Time">Milliseconds since 1970 as its author says.</param>
/// <param name="Place">Kind and key.</param>
/// <param name="Entry">Id of the entry that it puts there; null when it removes.</param>
/// <param name="IsAuthorsOnly">True when only its author may replace the entry.</param>
internal sealed record RecordNote(KnowledgeId Id, ulong Author, long Sequence, long Time, (KnowledgeKind Kind, string Key) Place, KnowledgeId? Entry, bool IsAuthorsOnly)
{
    /// <summary>The order of records: time, then author, then address. No two are equal.</summary>
    public bool IsLaterThan(RecordNote other) => (Time, Author, Id).CompareTo((other.Time, other.Author, other.Id)) > 0;
}
