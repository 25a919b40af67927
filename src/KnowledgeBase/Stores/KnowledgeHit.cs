namespace SemCom;

/// <summary>An entry that a search found.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Score">How well it fits; more is better. What it counts is the search's to say.</param>
public sealed record KnowledgeHit(KnowledgeEntry Entry, double Score);
