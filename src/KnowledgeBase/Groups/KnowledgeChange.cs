namespace SemCom;

/// <summary>A place whose entry is another one than before.</summary>
/// <param name="Kind">Kind of the place.</param>
/// <param name="Key">Key of the place.</param>
/// <param name="Before">Id of the entry that was there; null for none.</param>
/// <param name="After">The entry that is there now; null for none.</param>
public sealed record KnowledgeChange(KnowledgeKind Kind, string Key, KnowledgeId? Before, KnowledgeEntry? After);
