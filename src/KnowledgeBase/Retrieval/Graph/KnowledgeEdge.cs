namespace SemCom;

/// <summary>A statement and the entry that makes it.</summary>
/// <param name="Triple">What is stated.</param>
/// <param name="Evidence">Where it stands.</param>
public sealed record KnowledgeEdge(KnowledgeTriple Triple, KnowledgeEntry Evidence);
