namespace SemCom.Knowledge;

/// <summary>Part of a record.</summary>
/// <param name="Id">The record.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes.</param>
internal readonly record struct RecordPiece(KnowledgeId Id, int Offset, int Length);
